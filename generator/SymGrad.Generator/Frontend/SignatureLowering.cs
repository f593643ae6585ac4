using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Checks how a loss is declared, and describes its declaration for emission.</summary>
internal sealed partial class SignatureLowering(LoweringContext context)
{
    private static readonly SymbolDisplayFormat typeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private const string ThetaAdvice = "what a loss is differentiated by is double or float, or an array or span of them";

    private bool qualifiesNames;

    /// <summary>The names of a loss and of its parameters, for the analyzer's findings.</summary>
    public static SourceMap Locate(IMethodSymbol method, Compilation compilation, InstanceShape? instance = null)
    {
        Location name = method.Locations.FirstOrDefault() ?? Location.None;
        ImmutableArray<Location> parameters = [.. method.Parameters.Select(p => p.Locations.FirstOrDefault() ?? Location.None)];
        return new(
            name,
            parameters,
            [
                .. ParameterShape.Of(method, compilation).SelectMany((s, i) => s.Leaves.Select(_ => parameters[i])),
                .. (instance?.Leaves ?? []).Select(_ => name),
            ]);
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

    private static bool HasOrderedSums(IMethodSymbol method)
        => LossAttribute(method)?.NamedArguments.FirstOrDefault(a => a.Key == "OrderedSums").Value.Value is true;

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

        qualifiesNames = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration
            && NameShadowing.Exists(method, declaration, context.Bodies.ModelOf(declaration.SyntaxTree));
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
            Failure: null) { TypeArgument = GenericLoss.TypeArgumentOf(method), HasOrderedSums = HasOrderedSums(method), Instance = DeclareInstance(method) };
    }

    private InstanceDeclaration? DeclareInstance(IMethodSymbol method) => context.Instance is { } instance
        ? new(
            context.Fields.TypeText(method.ContainingType),
            method.ContainingType.IsReferenceType,
            instance.Captured.Where(c => c.Shape.Leaves.Any())
                .Select(c => new CapturedParameter(
                    c.Parameter.Type.ToDisplayString(typeFormat), Identifiers.Escape(c.Parameter.Name), InstanceShape.AccessorOf(BaseNameOf(method), c.Parameter.Name)))
                .ToEquatableArray(),
            instance.Leaves.Select(l => Declare(l.Name, ScalarTypes.EnumerationBaseOf(l.Type) ?? l.Type, "", isTheta: false) with
            {
                Place = PlaceOf(l, InstanceShape.This) with { IsOfInstance = true },
                IsExtent = l.IsExtent,
            }).ToEquatableArray())
        : null;

    /// <summary>Whether a loss is generic in another way than to be one for double and one for float.</summary>
    private static bool IsUnknown(IMethodSymbol method) => method.IsGenericMethod && GenericLoss.TypeArgumentOf(method).Length == 0;

    private ParameterDeclaration Declare(IParameterSymbol parameter, bool isTheta, ParameterShape shape)
    {
        if (shape.IsComposite)
        {
            string name = (shape.Type is INamedTypeSymbol type ? context.Fields.TypeText(type) : shape.Type.ToDisplayString(typeFormat)) + (parameter.NullableAnnotation == NullableAnnotation.Annotated ? "?" : "");
            string item = TensorTypes.ElementOf(shape.Type) is { } element ? $"{TensorTypes.Stored}<{element.Keyword()}>" : name;
            return new(parameter.Name, name, ModifierOf(parameter), isTheta, ArrayKind.None, item)
            {
                Composite = new CompositeDeclaration(
                    shape.Leaves.Select(l => Declare(l.Name, ScalarTypes.EnumerationBaseOf(l.Type) ?? l.Type, "", isTheta && !l.IsExtent) with
                    {
                        Place = PlaceOf(l, parameter.Name),
                        IsExtent = l.IsExtent,
                    })
                        .ToEquatableArray(),
                    shape.Type.IsReferenceType,
                    isTheta && !shape.Unreadable.Any() ? context.Constructions.Find(shape, QualifiesNames) : null),
            };
        }

        return Declare(parameter.Name, parameter.Type, ModifierOf(parameter), isTheta);
    }

    private LeafPlace PlaceOf(ParameterShape leaf, string parameter)
        => new(parameter, leaf.Suffix, leaf.Path, leaf.Prefix == MatrixTypes.ElementsPrefix && !QualifiesNames ? MatrixTypes.ShortElementsPrefix : leaf.Prefix) { Rank = leaf.Rank, Copied = leaf.Copied };

    /// <summary>Whether the short name of a type may mean something else in the methods that are generated.</summary>
    private bool QualifiesNames => qualifiesNames || context.Loss.Parameters.Any(p => ShortNames.Types.ContainsKey(p.Name));

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
}
