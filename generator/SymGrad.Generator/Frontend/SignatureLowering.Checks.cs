using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <content>What is reported about a declaration.</content>
internal sealed partial class SignatureLowering
{
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

        if (InstanceObstacle(method) is { } obstacle)
        {
            context.Report(Descriptors.UnusableInstance, name, method.Name, obstacle);
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

    /// <summary>What keeps an instance method from being a loss; null when nothing does, and for a static one.</summary>
    private static string? InstanceObstacle(IMethodSymbol method) => method switch
    {
        { IsStatic: true } => null,
        { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true }
            => "what it computes is decided at run time, so make it a method that no other type overrides, or a static one",
        { ContainingType.TypeKind: TypeKind.Interface } => "the types that implement the interface hold what it reads, so make it static",
        { ContainingType.IsRefLikeType: true } => "an objective can't hold an instance of a 'ref struct', so make it static, and pass what it reads as parameters",
        _ => null,
    };

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

        if (shape.IsTensor || (shape.IsMatrix || shape.IsJagged) && shape.Leaves.First().Leaf is not { Element: ScalarType.Double or ScalarType.Single })
        {
            return $"{ThetaAdvice}: {TypeAdvice.ForTheta(shape.Type)}";
        }

        if (shape.Unreadable.FirstOrDefault() is { } unreadable)
        {
            return $"'{unreadable.Path}' is no part of θ, because {unreadable.Obstacle}: make a type of the members that are, and pass the others as data";
        }

        if (shape.Leaves.FirstOrDefault(l => !l.IsExtent && l.Leaf is not { Element: ScalarType.Double or ScalarType.Single }) is { } discrete)
        {
            return $"what a loss is differentiated by is double or float, which '{discrete.Path}' is not: make it double, or pass it as data";
        }

        return context.Constructions.Find(shape, qualifiesNames: false) is null
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
            .. (context.Instance?.Captured ?? []).Select(c => InstanceShape.AccessorOf(baseName, c.Parameter.Name)),
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
