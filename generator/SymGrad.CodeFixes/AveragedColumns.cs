using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.CodeFixes;

/// <summary>
/// Finds the data behind a mean that is written in one of the simple forms, as the column of an objective that holds the items themselves.
/// </summary>
internal sealed class AveragedColumns(SemanticModel model, CancellationToken cancellation)
{
    /// <summary>The column for an argument: the items behind a mean, or one value for all items; null where that is not simple.</summary>
    /// <param name="argument">What the data parameter is given.</param>
    /// <param name="type">The type of the data parameter.</param>
    public ExpressionSyntax? Of(ExpressionSyntax argument, ITypeSymbol type)
    {
        if (Average(argument) is { } average)
        {
            return Items(average, type);
        }

        // A constant is the same for all items, and so is a parameter of the method around. Anything else may be a mean in another form.
        return model.GetConstantValue(argument, cancellation).HasValue
            || (model.GetSymbolInfo(argument, cancellation).Symbol is IParameterSymbol parameter
                && SymbolEqualityComparer.Default.Equals(parameter.Type, type))
                ? argument.WithoutTrivia()
                : null;
    }

    /// <summary>Whether an argument is written as a mean.</summary>
    public bool IsAverage(ExpressionSyntax argument) => Average(argument) is not null;

    /// <summary>The call of Average, Mean or Sum that an argument is, or the variable holds that it is.</summary>
    private InvocationExpressionSyntax? Average(ExpressionSyntax argument)
    {
        ExpressionSyntax value = Unwrap(argument);
        if (value is IdentifierNameSyntax
            && model.GetSymbolInfo(value, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local
            && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } initial }
            && !IsAssigned(local, value))
        {
            value = Unwrap(initial);
        }

        return value switch
        {
            InvocationExpressionSyntax call when NameOf(call) is "Average" or "Mean" && IsOfLibrary(call) => call,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient when Unwrap(quotient.Left) is InvocationExpressionSyntax sum
                && NameOf(sum) == "Sum" && IsOfLibrary(sum) && SequenceOf(sum) is { } sequence && Counts(Unwrap(quotient.Right), sequence) => sum,
            _ => null,
        };
    }

    private ExpressionSyntax? Items(InvocationExpressionSyntax average, ITypeSymbol type)
    {
        if (SequenceOf(average) is not { } sequence || model.GetTypeInfo(sequence, cancellation).Type is not { } sequenceType)
        {
            return null;
        }

        ExpressionSyntax items = sequence.WithoutTrivia();
        bool isExtension = model.GetSymbolInfo(average, cancellation).Symbol is IMethodSymbol { ReducedFrom: not null };
        if (isExtension && average.ArgumentList.Arguments is [{ Expression: LambdaExpressionSyntax selector }])
        {
            return model.GetTypeInfo(average, cancellation).Type?.Equals(type, SymbolEqualityComparer.Default) == true
                ? SyntaxFactory.ParseExpression($"{items}.Select({selector}).ToArray()")
                : null;
        }

        if (isExtension ? average.ArgumentList.Arguments.Count > 0 : average.ArgumentList.Arguments.Count != 1)
        {
            return null;
        }

        return sequenceType switch
        {
            IArrayTypeSymbol { Rank: 1 } array => IsData(array.ElementType) ? items : null,
            INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory", TypeArguments: [var element] } => IsData(element) ? items : null,
            INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } => IsData(element)
                ? SyntaxFactory.ParseExpression($"{model.NameAt(average.SpanStart, "SymGrad", "Column")}.Copy<{type.ToDisplayString()}>({items})")
                : null,
            _ when isExtension && IsInLinq(average) && EnumerableOf(sequenceType) is { } element && IsData(element)
                => SyntaxFactory.ParseExpression($"{items}.ToArray()"),
            _ => null,
        };

        bool IsData(ITypeSymbol element) => SymbolEqualityComparer.Default.Equals(element, type);
    }

    private bool IsOfLibrary(InvocationExpressionSyntax call)
        => model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: true };

    private bool IsInLinq(InvocationExpressionSyntax call)
        => model.GetSymbolInfo(call, cancellation).Symbol?.ContainingType is { Name: "Enumerable" };

    private ExpressionSyntax? SequenceOf(InvocationExpressionSyntax call)
        => model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method ? null
            : method.ReducedFrom is not null ? (call.Expression as MemberAccessExpressionSyntax)?.Expression
            : method.IsStatic ? call.ArgumentList.Arguments.FirstOrDefault()?.Expression
            : null;

    /// <summary>Whether an expression is the number of elements of a sequence.</summary>
    private static bool Counts(ExpressionSyntax count, ExpressionSyntax sequence) => count switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "Count" } member => member.Expression.IsEquivalentTo(sequence, topLevel: false),
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" } member }
            => member.Expression.IsEquivalentTo(sequence, topLevel: false),
        _ => false,
    };

    /// <summary>Whether a variable is written to after its declaration.</summary>
    private bool IsAssigned(ILocalSymbol local, ExpressionSyntax use)
    {
        SyntaxNode scope = use.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? use.SyntaxTree.GetRoot(cancellation);
        return scope.DescendantNodes().Any(n => n switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left.DescendantNodesAndSelf().Any(Refers),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step => Refers(step.Operand),
            PostfixUnaryExpressionSyntax step => Refers(step.Operand),
            ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } argument => Refers(argument.Expression),
            _ => false,
        });

        bool Refers(SyntaxNode node) => node is IdentifierNameSyntax && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(node, cancellation).Symbol, local);
    }

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    private static ITypeSymbol? EnumerableOf(ITypeSymbol type) => type.AllInterfaces.Append(type as INamedTypeSymbol)
        .FirstOrDefault(i => i?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression)
        => expression is ParenthesizedExpressionSyntax parenthesized ? Unwrap(parenthesized.Expression) : expression;
}
