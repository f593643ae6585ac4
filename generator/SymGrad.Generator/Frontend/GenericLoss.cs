using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>A generic loss, which is written once for double and float and differentiated for each of them.</summary>
internal static class GenericLoss
{
    /// <summary>The methods that a loss stands for: itself, or what a generic one is for double and for float. Empty where it can't be both.</summary>
    public static ImmutableArray<IMethodSymbol> Instances(IMethodSymbol method, Compilation compilation)
    {
        if (!method.IsGenericMethod)
        {
            return [method];
        }

        INamedTypeSymbol[] types = [compilation.GetSpecialType(SpecialType.System_Double), compilation.GetSpecialType(SpecialType.System_Single)];
        return method.TypeParameters is [{ } parameter] && method.Parameters.Any(p => IsOf(p.Type, parameter)) && types.All(t => Satisfies(t, parameter))
            ? [.. types.Select(t => method.Construct(t))]
            : [];
    }

    /// <summary>The type that a generic loss has been given, as C# text; "" for a loss that is not generic.</summary>
    public static string TypeArgumentOf(IMethodSymbol loss)
        => loss.IsGenericMethod && ScalarTypes.Of(loss.TypeArguments[0]) is { } type ? IR.ScalarTypeExtensions.Keyword(type) : "";

    /// <summary>Whether a parameter tells the instances apart: a number, or an array of numbers, of the type parameter.</summary>
    private static bool IsOf(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        IArrayTypeSymbol array => IsOf(array.ElementType, parameter),
        INamedTypeSymbol { TypeArguments: [{ } argument] } => IsOf(argument, parameter),
        _ => SymbolEqualityComparer.Default.Equals(type, parameter),
    };

    private static bool Satisfies(INamedTypeSymbol type, ITypeParameterSymbol parameter)
        => !parameter.HasReferenceTypeConstraint
            && parameter.ConstraintTypes.All(c => c is INamedTypeSymbol { TypeKind: TypeKind.Interface } constraint && type.AllInterfaces.Any(
                i => SymbolEqualityComparer.Default.Equals(i, Substitute(constraint, parameter, type))));

    private static INamedTypeSymbol Substitute(INamedTypeSymbol constraint, ITypeParameterSymbol parameter, INamedTypeSymbol type) => constraint.IsGenericType
        ? constraint.OriginalDefinition.Construct(
            [.. constraint.TypeArguments.Select(a => SymbolEqualityComparer.Default.Equals(a, parameter) ? type : a)])
        : constraint;
}
