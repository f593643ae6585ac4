using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Checks how a loss is declared, and describes its declaration for emission.</summary>
internal sealed class SignatureLowering(LoweringContext context)
{
    private static readonly SymbolDisplayFormat typeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private const string ThetaAdvice = "what a loss is differentiated by is double or float, or an array or span of them";

    private bool qualifiesNames;

    /// <summary>The names of a loss and of its parameters, for the analyzer's findings.</summary>
    public static SourceMap Locate(IMethodSymbol method, Compilation compilation)
    {
        ImmutableArray<Location> parameters = [.. method.Parameters.Select(p => p.Locations.FirstOrDefault() ?? Location.None)];
        return new(
            method.Locations.FirstOrDefault() ?? Location.None,
            parameters,
            [.. ParameterShape.Of(method, compilation).SelectMany((s, i) => s.Leaves.Select(_ => parameters[i]))]);
    }

    /// <summary>Which parameters are θ: those marked, or, when none is, those named theta or θ.</summary>
    public static ImmutableArray<bool> ThetaOf(IMethodSymbol method)
    {
        ImmutableArray<bool> marked = [.. method.Parameters.Select(IsMarked)];
        return marked.Contains(true) ? marked : [.. method.Parameters.Select(p => p.Name is "theta" or "θ")];
    }

    /// <summary>Whether a method is marked as a loss.</summary>
    public static bool IsLoss(IMethodSymbol method) => LossAttribute(method) is not null;

    /// <summary>The name that generated members start with.</summary>
    public static string BaseNameOf(IMethodSymbol method)
        => LossAttribute(method)?.NamedArguments.FirstOrDefault(a => a.Key == "Name").Value.Value as string ?? method.Name;

    /// <summary>Whether the attribute leaves stable forms on, as it does unless it says otherwise.</summary>
    private static bool UsesStableForms(IMethodSymbol method)
        => LossAttribute(method)?.NamedArguments.FirstOrDefault(a => a.Key == "StableForms").Value.Value is not false;

    /// <summary>Reports what is wrong with the declaration and describes it; null when nothing can be emitted for it.</summary>
    public LossModel? Lower(CancellationToken cancellationToken)
    {
        IMethodSymbol method = context.Loss;
        bool canEmit = CheckContainingTypes(method, cancellationToken) & (method.MethodKind != MethodKind.Ordinary || CheckNames(method));
        ImmutableArray<bool> isTheta = ThetaOf(method);
        ImmutableArray<ParameterShape> shapes = ParameterShape.Of(method, context.Compilation);
        CheckMethod(method);
        CheckParameters(method, isTheta, shapes);
        if (!canEmit || IsUnknown(method) || method.IsVararg || method.MethodKind != MethodKind.Ordinary || IsDecidedAtRunTime(method)
            || method.Parameters.Any(p => IsUnsafe(p.Type)))
        {
            return null;
        }

        SyntaxTree? tree = context.SourceMap.Method.SourceTree;
        qualifiesNames = tree is not null && NameShadowing.Exists(
            context.Bodies.ModelOf(tree), BodyPosition(method, cancellationToken), context.Compilation);
        return new LossModel(
            TypeContextOf(method.ContainingType),
            method.Name,
            BaseNameOf(method),
            AccessibilityText(method.DeclaredAccessibility),
            method.Parameters.Select((p, i) => Declare(p, isTheta[i], shapes[i])).ToEquatableArray(),
            method.ReturnType.ToDisplayString(typeFormat),
            context.Compilation.Options is CSharpCompilationOptions { CheckOverflow: true },
            qualifiesNames,
            UsesStableForms(method),
            Helpers: [],
            Function: null,
            Failure: null) { TypeArgument = GenericLoss.TypeArgumentOf(method) };
    }

    /// <summary>Whether a loss is generic in another way than to be one for double and one for float.</summary>
    private static bool IsUnknown(IMethodSymbol method) => method.IsGenericMethod && GenericLoss.TypeArgumentOf(method).Length == 0;

    private ParameterDeclaration Declare(IParameterSymbol parameter, bool isTheta, ParameterShape shape)
    {
        if (shape.IsComposite)
        {
            string name = (shape.Type is INamedTypeSymbol type ? context.Fields.TypeText(type) : shape.Type.ToDisplayString(typeFormat)) + (parameter.NullableAnnotation == NullableAnnotation.Annotated ? "?" : "");
            return new(parameter.Name, name, ModifierOf(parameter), isTheta, ArrayKind.None, name)
            {
                Composite = new CompositeDeclaration(
                    shape.Leaves.Select(l => Declare(l.Name, ScalarTypes.EnumerationBaseOf(l.Type) ?? l.Type, "", isTheta) with { Place = PlaceOf(l, parameter) })
                        .ToEquatableArray(),
                    shape.Type.IsReferenceType,
                    isTheta && !shape.Unreadable.Any() ? context.Constructions.Find(shape) : null),
            };
        }

        return Declare(parameter.Name, parameter.Type, ModifierOf(parameter), isTheta);
    }

    private LeafPlace PlaceOf(ParameterShape leaf, IParameterSymbol parameter)
        => new(parameter.Name, leaf.Suffix, leaf.Path, leaf.Prefix == MatrixTypes.ElementsPrefix && !QualifiesNames(parameter) ? MatrixTypes.ShortElementsPrefix : leaf.Prefix);

    /// <summary>Whether the short name of a type may mean something else in the methods that are generated.</summary>
    private bool QualifiesNames(IParameterSymbol parameter)
        => qualifiesNames || ((IMethodSymbol)parameter.ContainingSymbol).Parameters.Any(p => ShortNames.Types.ContainsKey(p.Name));

    private static ParameterDeclaration Declare(string name, ITypeSymbol leaf, string modifier, bool isTheta)
    {
        string type = leaf.ToDisplayString(typeFormat);
        return ArrayTypes.Of(leaf) is { } array
            ? new(name, type, modifier, isTheta, array.Kind, array.Element.Keyword())
            : new(name, type, modifier, isTheta, ArrayKind.None, type);
    }

    private static bool IsUnsafe(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => IsUnsafe(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsUnsafe),
        _ => false,
    };

    /// <summary>Whether it is a static method of an interface that types implement: there is no one method to differentiate.</summary>
    private static bool IsDecidedAtRunTime(IMethodSymbol method) => method.IsStatic && (method.IsAbstract || method.IsVirtual);

    /// <summary>What a method is called that is not a plain one.</summary>
    private static string KindOf(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.UserDefinedOperator or MethodKind.Conversion => "an operator",
        MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove => "an accessor",
        MethodKind.ExplicitInterfaceImplementation => "the explicit implementation of an interface's method",
        MethodKind.Destructor => "a finalizer",
        _ => "a local function",
    };

    private static int BodyPosition(IMethodSymbol method, CancellationToken cancellationToken)
        => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration
            ? declaration.Body?.OpenBraceToken.Span.End ?? declaration.ExpressionBody?.Expression.SpanStart ?? declaration.Identifier.SpanStart
            : 0;

    private static AttributeData? LossAttribute(IMethodSymbol method)
        => method.GetAttributes().FirstOrDefault(a => IsOurs(a.AttributeClass, "LossAttribute"));

    private static bool IsMarked(IParameterSymbol parameter)
        => parameter.GetAttributes().Any(a => IsOurs(a.AttributeClass, "ThetaAttribute"));

    private static bool IsOurs(INamedTypeSymbol? attribute, string name)
        => attribute is not null && attribute.Name == name && attribute.IsIn("SymGrad");

    private static string ModifierOf(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Ref } => "ref",
        { RefKind: RefKind.Out } => "out",
        { RefKind: RefKind.In } => ParameterDeclaration.In,
        { RefKind: RefKind.RefReadOnlyParameter } => ParameterDeclaration.RefReadOnly,
        { IsParams: true } => "params",
        _ => "",
    };

    private static string RefTextOf(RefKind returned) => returned switch
    {
        RefKind.Ref => "ref ",
        RefKind.RefReadOnly => "ref readonly ",
        _ => "",
    };

    private static string AccessibilityText(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Internal => "internal",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    /// <summary>Where generated members of a type go.</summary>
    public static TypeContext TypeContextOf(INamedTypeSymbol type)
    {
        var declarations = ImmutableArray.CreateBuilder<TypeDeclaration>();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            string parameters = current.Arity == 0
                ? ""
                : $"<{string.Join(", ", current.TypeParameters.Select(p => Identifiers.Escape(p.Name)))}>";
            declarations.Insert(0, new TypeDeclaration(KeywordOf(current), Identifiers.Escape(current.Name) + parameters));
        }

        string containingNamespace = type.ContainingNamespace is { IsGlobalNamespace: false } scope
            ? scope.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat
                .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted))
            : "";
        return new TypeContext(containingNamespace, new(declarations.ToImmutable()));
    }

    private static string VarianceText(VarianceKind variance) => variance switch
    {
        VarianceKind.In => "in",
        VarianceKind.Out => "out",
        _ => "no variance",
    };

    private static string KeywordOf(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Interface } => "interface",
        { IsValueType: true } => "struct",
        _ => "class",
    };

    private bool CheckContainingTypes(IMethodSymbol method, CancellationToken cancellationToken)
    {
        bool isFine = true;
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal)
            {
                context.Report(Descriptors.FileLocalType, type.Locations[0], type.Name);
                isFine = false;
            }

            if (IsExtensionBlock(type, cancellationToken))
            {
                context.Report(
                    Descriptors.UnsupportedConstruct, context.SourceMap.Method, "a loss in an extension block",
                    "no members can be generated for it there, so make it a static method of a partial type");
                return false;
            }

            if (type.TypeParameters.FirstOrDefault(p => p.Variance != VarianceKind.None) is { } variant)
            {
                context.Report(
                    Descriptors.UnsupportedConstruct, type.Locations[0],
                    $"a loss in '{type.Name}', whose type parameter '{variant.Name}' is '{VarianceText(variant.Variance)}'",
                    "C# allows no nested class there, which its objective is, so move the loss to another type");
                isFine = false;
            }

            bool isPartial = type.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
                && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial)
            {
                context.Report(Descriptors.TypeNotPartial, type.Locations[0], type.Name, method.Name, KeywordOf(type));
                isFine = false;
            }
        }

        return isFine;
    }

    /// <summary>Whether a type is the nameless one of an extension block. Its syntax has a class of its own in newer compilers only.</summary>
    private static bool IsExtensionBlock(INamedTypeSymbol type, CancellationToken cancellationToken)
        => type.Name.Length == 0 && type.DeclaringSyntaxReferences.Any(
            r => r.GetSyntax(cancellationToken) is TypeDeclarationSyntax { Keyword.Text: "extension" });

    private void CheckMethod(IMethodSymbol method)
    {
        Location name = context.SourceMap.Method;
        if (method.MethodKind != MethodKind.Ordinary)
        {
            context.Report(
                Descriptors.UnsupportedConstruct, name, $"{KindOf(method)} as a loss", "make it a static method of a type");
        }

        if (!method.IsStatic)
        {
            context.Report(Descriptors.NotStatic, name, method.Name);
        }

        if (IsUnknown(method))
        {
            context.Report(Descriptors.GenericMethod, name, method.Name);
        }

        if (method.IsVararg)
        {
            context.Report(
                Descriptors.UnsupportedConstruct, name, "a loss with '__arglist'", "give each number in it a parameter of its own");
        }

        if (IsDecidedAtRunTime(method))
        {
            context.Report(
                Descriptors.UnsupportedConstruct, name, $"a 'static {(method.IsAbstract ? "abstract" : "virtual")}' loss",
                "the method that is called is decided at run time, so make it a plain static method with a body");
        }

        if (method.IsAsync)
        {
            context.Report(Descriptors.UnsupportedConstruct, name, "an 'async' loss", "compute what is awaited before");
        }

        if (method.ReturnsByRef || method.ReturnsByRefReadonly || ScalarTypes.Of(method.ReturnType)?.IsFloating() != true)
        {
            context.Report(
                Descriptors.WrongReturnType, name, method.Name,
                RefTextOf(method.RefKind) + method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }

        if (context.Bodies.Find(method) is null && !IsDecidedAtRunTime(method))
        {
            context.Report(Descriptors.NoBody, name, method.Name);
        }
    }

    private void CheckParameters(IMethodSymbol method, ImmutableArray<bool> isTheta, ImmutableArray<ParameterShape> shapes)
    {
        if (!isTheta.Contains(true))
        {
            context.Report(Descriptors.NoTheta, context.SourceMap.Method, method.Name);
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            Location location = context.SourceMap.Parameters[parameter.Ordinal];
            if (ModifierOf(parameter) is { Length: > 0 } and not (ParameterDeclaration.In or ParameterDeclaration.RefReadOnly) and { } modifier)
            {
                context.Report(Descriptors.ParameterModifier, location, parameter.Name, method.Name, modifier);
            }

            ScalarType? type = ScalarTypes.Of(parameter.Type) ?? ArrayTypes.Of(parameter.Type)?.Element;
            string typeName = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            ParameterShape shape = shapes[parameter.Ordinal];
            if (shape.IsComposite)
            {
                if (CompositeObstacle(shape, isTheta[parameter.Ordinal]) is { } obstacle)
                {
                    context.Report(Descriptors.UnsupportedParameterType, location, parameter.Name, method.Name, typeName, obstacle);
                }
            }
            else if (isTheta[parameter.Ordinal] && type?.IsFloating() != true)
            {
                context.Report(
                    Descriptors.UnsupportedParameterType, location, parameter.Name, method.Name, typeName,
                    $"{ThetaAdvice}: {TypeAdvice.ForTheta(parameter.Type)}");
            }
            else if (type is null)
            {
                context.Report(
                    Descriptors.UnsupportedParameterType, location, parameter.Name, method.Name, typeName,
                    $"data are double, float, bool, integers, or arrays or spans of these: {TypeAdvice.ForData(parameter.Type)}");
            }
        }
    }

    /// <summary>What keeps a composite type from being that of a parameter; null when nothing does.</summary>
    private string? CompositeObstacle(ParameterShape shape, bool isTheta)
    {
        if (!isTheta)
        {
            return shape.Leaves.Any() ? null : $"none of its members can be read there: make one public or internal";
        }

        if (shape.IsMatrix)
        {
            return $"{ThetaAdvice}: {TypeAdvice.ForTheta(shape.Type)}";
        }

        if (shape.Unreadable.FirstOrDefault() is { } unreadable)
        {
            return $"'{unreadable.Path}' is no part of θ, because {unreadable.Obstacle}: make a type of the members that are, and pass the others as data";
        }

        if (shape.Leaves.FirstOrDefault(l => l.Leaf is not { Element: ScalarType.Double or ScalarType.Single }) is { } discrete)
        {
            return $"what a loss is differentiated by is double or float, which '{discrete.Path}' is not: make it double, or pass it as data";
        }

        return context.Constructions.Find(shape) is null
            ? "gradients of this type can't be made: give it a constructor that stores its parameters in the members and does nothing else, "
                + "as a positional record has, or setters"
            : null;
    }

    private bool CheckNames(IMethodSymbol method)
    {
        string baseName = BaseNameOf(method);
        Location location = LossAttribute(method)?.ApplicationSyntaxReference is { } reference && baseName != method.Name
            ? Location.Create(reference.SyntaxTree, reference.Span)
            : context.SourceMap.Method;
        string gradient = GeneratedMembers.Gradient(baseName);
        if (!SyntaxFacts.IsValidIdentifier(baseName))
        {
            context.Report(Descriptors.NameConflict, location, gradient, method.Name, $"'{baseName}' is not a valid identifier");
            return false;
        }

        foreach (string name in (string[])
        [
            gradient, GeneratedMembers.ValueAndGradient(baseName), GeneratedMembers.StableValue(baseName),
            GeneratedMembers.Objective(baseName, GenericLoss.TypeArgumentOf(method)),
        ])
        {
            bool isTaken = method.ContainingType.Name == name
                || method.ContainingType.TypeParameters.Any(p => p.Name == name)
                || method.ContainingType.GetMembers(name).Any(m => !GeneratedMembers.IsGenerated(m));
            if (isTaken)
            {
                context.Report(
                    Descriptors.NameConflict, location, name, method.Name,
                    $"'{method.ContainingType.Name}' has a member of that name already, so give another base name: [Loss(Name = \"…\")]");
                return false;
            }
        }

        IMethodSymbol? first = method.ContainingType.GetMembers().OfType<IMethodSymbol>()
            .FirstOrDefault(m => LossAttribute(m) is not null && BaseNameOf(m) == baseName);
        if (first is not null && !SymbolEqualityComparer.Default.Equals(first, method.OriginalDefinition))
        {
            context.Report(
                Descriptors.NameConflict, location, GeneratedMembers.Objective(baseName), method.Name,
                $"another loss of '{method.ContainingType.Name}' has it, so give this one a base name of its own: [Loss(Name = \"…\")]");
            return false;
        }

        return true;
    }
}
