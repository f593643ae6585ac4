using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// Turns the user's source into the same program over dual numbers: <c>double</c> and <c>float</c> become <see cref="Dual{T}"/>,
/// functions of Math become those of <see cref="DualMath"/>, constants are given by their bits. What it has no dual form for is an error.
/// </summary>
internal sealed class DualRewriter : CSharpSyntaxRewriter
{
    private readonly SemanticModel model;
    private readonly OperationMap operations;

    private DualRewriter(SemanticModel model, SyntaxNode root)
    {
        this.model = model;
        operations = new OperationMap(model, root);
    }

    /// <summary>The twin of a compilation: the same types and methods over dual numbers.</summary>
    public static CSharpCompilation Twin(CSharpCompilation compilation)
    {
        // Nullability has no bearing on numbers, and its analysis takes most of the time.
        CSharpCompilation plain = compilation.WithOptions(compilation.Options
            .WithNullableContextOptions(NullableContextOptions.Disable)
            .WithOptimizationLevel(OptimizationLevel.Debug));
        return CSharpCompilation.Create(
            compilation.AssemblyName + ".Twin",
            plain.SyntaxTrees.Select(t => t.WithRootAndOptions(
                new DualRewriter(plain.GetSemanticModel(t), t.GetRoot()).Visit(t.GetRoot())!, t.Options)),
            plain.References.Append(DualSyntax.OracleReference),
            plain.Options);
    }

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is ExpressionSyntax expression and not ParenthesizedExpressionSyntax
            && operations[expression] is { ConstantValue: { HasValue: true, Value: { } value }, Type.TypeKind: not TypeKind.Enum })
        {
            return DualSyntax.Constant(value, expression).WithTriviaFrom(expression);
        }

        return base.Visit(node);
    }

    /// <summary>Attributes are dropped: they mean nothing to the twin, and their arguments have to stay constants.</summary>
    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => null;

    public override SyntaxNode? VisitPredefinedType(PredefinedTypeSyntax node) => node.Keyword.Kind() switch
    {
        SyntaxKind.DoubleKeyword => DualSyntax.DoubleType.WithTriviaFrom(node),
        SyntaxKind.FloatKeyword => DualSyntax.FloatType.WithTriviaFrom(node),
        _ => node,
    };

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) => TypeOrNull(node) ?? node;

    public override SyntaxNode? VisitQualifiedName(QualifiedNameSyntax node) => TypeOrNull(node) ?? base.VisitQualifiedName(node);

    public override SyntaxNode? VisitNameColon(NameColonSyntax node) => node;

    public override SyntaxNode? VisitParameter(ParameterSyntax node)
    {
        var visited = (ParameterSyntax)base.VisitParameter(node)!;
        return node.Default is not null && IsFloating(model.GetDeclaredSymbol(node)?.Type)
            ? visited.WithDefault(EqualsValueClause(LiteralExpression(SyntaxKind.DefaultLiteralExpression)))
            : visited;
    }

    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
    {
        var visited = (LocalDeclarationStatementSyntax)base.VisitLocalDeclarationStatement(node)!;
        return node.IsConst && IsFloating(model.GetTypeInfo(node.Declaration.Type).Type) ? visited.WithModifiers([]) : visited;
    }

    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        var visited = (FieldDeclarationSyntax)base.VisitFieldDeclaration(node)!;
        SyntaxToken constant = visited.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.ConstKeyword));
        return constant.RawKind != 0 && IsFloating(model.GetTypeInfo(node.Declaration.Type).Type)
            ? visited.WithModifiers(visited.Modifiers.ReplaceRange(
                constant,
                [Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(Space), Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(Space)]))
            : visited;
    }

    /// <summary>A compound assignment that converts back to a narrower type is spelled out, as user-defined operators don't convert.</summary>
    public override SyntaxNode? VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        var visited = (AssignmentExpressionSyntax)base.VisitAssignmentExpression(node)!;
        if (operations[node] is not ICompoundAssignmentOperation compound
            || compound.Target.Type is not { } target
            || compound.OperatorMethod is not null
            || TypeOf(node.Right) is not { } right
            || !IsFloating(right)
            || target.SpecialType == SpecialType.System_Double
            || SymbolEqualityComparer.Default.Equals(target, right))
        {
            return visited;
        }

        SyntaxKind binary = node.Kind() switch
        {
            SyntaxKind.AddAssignmentExpression => SyntaxKind.AddExpression,
            SyntaxKind.SubtractAssignmentExpression => SyntaxKind.SubtractExpression,
            SyntaxKind.MultiplyAssignmentExpression => SyntaxKind.MultiplyExpression,
            SyntaxKind.DivideAssignmentExpression => SyntaxKind.DivideExpression,
            SyntaxKind.ModuloAssignmentExpression => SyntaxKind.ModuloExpression,
            _ => throw Unsupported(node),
        };
        TypeSyntax type = IsFloating(target)
            ? DualSyntax.TypeOf(target.SpecialType)
            : ParseTypeName(target.ToDisplayString());
        return AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            visited.Left,
            CastExpression(type, ParenthesizedExpression(BinaryExpression(binary, visited.Left, ParenthesizedExpression(visited.Right)))));
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (operations[node] is not IInvocationOperation call)
        {
            return base.VisitInvocationExpression(node);
        }

        IMethodSymbol method = call.TargetMethod;
        if (method.DeclaringSyntaxReferences.Length > 0)
        {
            return WithFloatingDefaults((InvocationExpressionSyntax)base.VisitInvocationExpression(node)!, call);
        }

        if (method.ContainingType.ToDisplayString() == "System.Numerics.Tensors.TensorPrimitives")
        {
            return DualSyntax.TensorCall(method.Name, ElementOf(method.Parameters[0].Type) ?? ElementOf(method.Parameters[1].Type)!, InOrder(call))
                .WithTriviaFrom(node);
        }

        if (method.ContainingType.ToDisplayString() == "System.Linq.Enumerable" && method.Name is "Sum" or "Average" or "Max" or "Min"
            && IsFloating(method.ReturnType))
        {
            return DualSyntax.QueryCall(method.Name, InOrder(call)).WithTriviaFrom(node);
        }

        if (IsVector(method.ContainingType))
        {
            return base.VisitInvocationExpression(node);
        }

        bool takesFloating = method.Parameters.Any(p => IsFloating(p.Type));
        if (TakesAnyType(method) || (!takesFloating && !IsFloating(method.ContainingType)))
        {
            return base.VisitInvocationExpression(node);
        }

        if (method.IsStatic && (IsFloating(method.ContainingType)
            || method.ContainingType.ToDisplayString() is "System.Math" or "System.MathF" or "SymGrad.Loss" or "SymGrad.SpecialFunctions" or "SymGrad.SpecialFunctionsF"))
        {
            ITypeSymbol precision = method.Parameters.Select(p => p.Type).First(IsFloating);
            return DualSyntax.MathCall(DualNameOf(method), precision.SpecialType, InOrder(call)).WithTriviaFrom(node);
        }

        return IsFloating(method.ReturnType) ? throw Unsupported(node) : OnValues(node, call);
    }

    /// <summary>A function of Math that is handed on as a delegate.</summary>
    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
        => operations[node] is IMethodReferenceOperation { Method: { DeclaringSyntaxReferences.Length: 0, IsStatic: true } method }
            && method.Parameters.Select(p => p.Type).FirstOrDefault(IsFloating) is { } precision
            ? DualSyntax.MathFunction(DualNameOf(method), precision.SpecialType).WithTriviaFrom(node)
            : base.VisitMemberAccessExpression(node);

    /// <summary>Constant spans are data of the program, and may be returned; spans of dual numbers have to be made.</summary>
    public override SyntaxNode? VisitCollectionExpression(CollectionExpressionSyntax node)
    {
        SyntaxNode visited = base.VisitCollectionExpression(node)!;
        return operations[node]?.Type is INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments: [var element] } && IsFloating(element)
            ? ParenthesizedExpression(CastExpression(DualSyntax.ArrayOf(element.SpecialType), (ExpressionSyntax)visited))
            : visited;
    }

    /// <summary>Dual numbers are made of numbers, not of members of enumerations.</summary>
    public override SyntaxNode? VisitCastExpression(CastExpressionSyntax node)
        => IsFloating(TypeOf(node)) && TypeOf(node.Expression)?.TypeKind == TypeKind.Enum
            ? DualSyntax.OfNumber(node.WithExpression((ExpressionSyntax)Visit(node.Expression)!), TypeOf(node)!.SpecialType)
            : base.VisitCastExpression(node);

    public override SyntaxNode? VisitConstantPattern(ConstantPatternSyntax node)
        => FloatingInput(node) is { } input
            ? DualSyntax.PatternOnValue(ConstantPattern(DualSyntax.Literal(ConstantOf(node.Expression), input)))
            : base.VisitConstantPattern(node);

    public override SyntaxNode? VisitRelationalPattern(RelationalPatternSyntax node)
        => FloatingInput(node) is { } input
            ? DualSyntax.PatternOnValue(RelationalPattern(node.OperatorToken, DualSyntax.Literal(ConstantOf(node.Expression), input)))
            : base.VisitRelationalPattern(node);

    public override SyntaxNode? VisitCaseSwitchLabel(CaseSwitchLabelSyntax node)
        => node.FirstAncestorOrSelf<SwitchStatementSyntax>() is { } statement
            && TypeOf(statement.Expression) is { } governing
            && IsFloating(governing)
            ? CasePatternSwitchLabel(
                Token(SyntaxKind.CaseKeyword).WithTrailingTrivia(Space),
                DualSyntax.PatternOnValue(ConstantPattern(DualSyntax.Literal(ConstantOf(node.Value), governing.SpecialType))),
                null,
                node.ColonToken)
            : base.VisitCaseSwitchLabel(node);

    internal static bool IsFloating(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [var element] } ? element : null;

    /// <summary>Whether a method is about arrays of any type, and so about arrays of dual numbers too, or the user's own as a delegate.</summary>
    private static bool TakesAnyType(IMethodSymbol method)
        => method.MethodKind == MethodKind.DelegateInvoke || method.ContainingType.OriginalDefinition.ToDisplayString()
            is "System.Span<T>" or "System.ReadOnlySpan<T>" or "System.Array" or "System.MemoryExtensions" or "System.Linq.Enumerable";

    private static InvalidOperationException Unsupported(SyntaxNode node) => new($"The dual-number oracle has no form for '{node}'.");

    private TypeSyntax? TypeOrNull(TypeSyntax node)
        => node.IsVar || operations[node] is not null || model.GetSymbolInfo(node).Symbol is not INamedTypeSymbol type ? null
            : IsFloating(type) ? DualSyntax.TypeOf(type.SpecialType).WithTriviaFrom(node)
            : IsVector(type) ? DualSyntax.VectorType(type.Name).WithTriviaFrom(node)
            : null;

    private static bool IsVector(ITypeSymbol type) => type.ToDisplayString() is "System.Numerics.Vector2" or "System.Numerics.Vector3" or "System.Numerics.Vector4";

    private ITypeSymbol? TypeOf(ExpressionSyntax expression) => operations[expression]?.Type;

    private object ConstantOf(ExpressionSyntax expression) => model.GetConstantValue(expression).Value ?? throw Unsupported(expression);

    private SpecialType? FloatingInput(PatternSyntax pattern)
        => operations[pattern] is IPatternOperation { InputType: { } input } && IsFloating(input) ? input.SpecialType : null;

    /// <summary>Functions of SymGrad's own class round otherwise than those of Math of the same name.</summary>
    private static string DualNameOf(IMethodSymbol method)
        => method.ContainingNamespace.Name == "SymGrad" && typeof(DualMath).GetMethod("Own" + method.Name) is { } own ? own.Name : method.Name;

    /// <summary>The arguments in the order of the parameters: the parameters of Math's methods have other names than ours.</summary>
    private ImmutableArray<ExpressionSyntax> InOrder(IInvocationOperation call)
        =>
        [
            .. call.Arguments.OrderBy(a => a.Parameter!.Ordinal)
                .Select(a => (ExpressionSyntax)Visit(a.Syntax is ArgumentSyntax argument ? argument.Expression : a.Syntax)!),
        ];

    /// <summary>A call of a framework method such as a guard or ToString, on the values.</summary>
    private InvocationExpressionSyntax OnValues(InvocationExpressionSyntax node, IInvocationOperation call)
    {
        ExpressionSyntax target = node.Expression is MemberAccessExpressionSyntax access && IsFloating(TypeOf(access.Expression))
            && model.GetSymbolInfo(access.Expression).Symbol is not ITypeSymbol
            ? access.WithExpression(ValueOf(access.Expression))
            : node.Expression;
        IEnumerable<ArgumentSyntax> arguments = node.ArgumentList.Arguments.Select(
            a => a.WithExpression(IsFloating(TypeOf(a.Expression))
                ? ValueOf(a.Expression)
                : (ExpressionSyntax)Visit(a.Expression)!));

        // The compiler gives some arguments from the text of others, which is not the user's here.
        IEnumerable<ArgumentSyntax> texts = call.Arguments
            .Where(a => a.ArgumentKind == ArgumentKind.DefaultValue && a.Value.ConstantValue.Value is string)
            .Select(a => Argument(NameColon(a.Parameter!.Name), default, LiteralExpression(
                SyntaxKind.StringLiteralExpression, Literal((string)a.Value.ConstantValue.Value!))));
        return node.WithExpression(target).WithArgumentList(ArgumentList(SeparatedList(arguments.Concat(texts))));
    }

    private MemberAccessExpressionSyntax ValueOf(ExpressionSyntax expression)
        => DualSyntax.Value(ParenthesizedExpression((ExpressionSyntax)Visit(expression)!));

    /// <summary>Default values of dual parameters can't be constants, so calls give them.</summary>
    private static InvocationExpressionSyntax WithFloatingDefaults(InvocationExpressionSyntax visited, IInvocationOperation call)
    {
        IEnumerable<ArgumentSyntax> defaults = call.Arguments
            .Where(a => a.ArgumentKind == ArgumentKind.DefaultValue && IsFloating(a.Parameter!.Type))
            .Select(a => Argument(
                NameColon(IdentifierName(VerbatimIdentifier([], a.Parameter!.Name, a.Parameter.Name, []))),
                default,
                DualSyntax.Constant(a.Value.ConstantValue.Value!, null)));
        return visited.WithArgumentList(visited.ArgumentList.AddArguments([.. defaults]));
    }
}
