using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// The shape of the method that gives all derivatives of a function with arrays: it takes the arguments of the function, then for each array of
/// numbers with a point a span that it adds the adjoints of its elements to, then the adjoint of the result. It returns the adjoints of the arguments
/// that are such numbers, in order: nothing, one, or a tuple.
/// </summary>
internal static class PullbackShape
{
    /// <summary>What keeps a function from having such a method; null when nothing does.</summary>
    public static string? ProblemOf(IMethodSymbol function)
    {
        if (!function.IsStatic || function.IsGenericMethod || ScalarTypes.Of(function.ReturnType)?.IsFloating() != true)
        {
            return "a function with arrays must be static, not generic, and return double or float";
        }

        return function.Parameters.FirstOrDefault(
            p => p.RefKind != RefKind.None || (ScalarTypes.Of(p.Type) is null && ArrayTypes.Of(p.Type)?.Kind != ArrayKind.ReadOnlySpan)) is { } parameter
            ? $"its parameter '{parameter.Name}' must be a number or a ReadOnlySpan of numbers, passed by value"
            : null;
    }

    /// <summary>Whether a method takes the arguments of a function, spans for the adjoints of its arrays, and the adjoint of its result.</summary>
    public static bool TakesAdjoints(IMethodSymbol derivative, IMethodSymbol function)
    {
        ImmutableArray<IParameterSymbol> own = derivative.Parameters;
        IParameterSymbol[] arrays = [.. function.Parameters.Where(p => ArrayTypes.Of(p.Type)?.Element.IsFloating() == true)];
        int count = function.Parameters.Length;
        return own.Length == count + arrays.Length + 1
            && own.All(p => p.RefKind == RefKind.None)
            && own.Take(count).Select(p => p.Type).SequenceEqual(function.Parameters.Select(p => p.Type), SymbolEqualityComparer.Default)
            && own.Skip(count).Take(arrays.Length).Zip(arrays, (span, array) => (ArrayTypes.Of(span.Type), ArrayTypes.Of(array.Type)!.Value.Element))
                .All(pair => pair.Item1 is { Kind: ArrayKind.Span } span && span.Element == pair.Element)
            && SymbolEqualityComparer.Default.Equals(own[own.Length - 1].Type, function.ReturnType);
    }

    /// <summary>Whether a type is that of the adjoints of the numbers among the arguments of a function.</summary>
    public static bool ReturnsAdjoints(ITypeSymbol type, IMethodSymbol function)
    {
        ITypeSymbol[] numbers = [.. Numbers(function).Select(p => p.Type)];
        return numbers.Length switch
        {
            0 => type.SpecialType == SpecialType.System_Void,
            1 => SymbolEqualityComparer.Default.Equals(type, numbers[0]),
            _ => type is INamedTypeSymbol { IsTupleType: true } tuple
                && tuple.TupleElements.Select(e => e.Type).SequenceEqual(numbers, SymbolEqualityComparer.Default),
        };
    }

    /// <summary>The method as it has to be declared.</summary>
    public static string Describe(IMethodSymbol function)
    {
        string[] numbers = [.. Numbers(function).Select(p => Text(p.Type))];
        string returned = numbers.Length switch
        {
            0 => "void",
            1 => numbers[0],
            _ => $"({string.Join(", ", numbers)})",
        };
        IEnumerable<string> parameters = function.Parameters.Select(p => $"{Text(p.Type)} {p.Name}")
            .Concat(function.Parameters.Where(p => ArrayTypes.Of(p.Type)?.Element.IsFloating() == true)
                .Select(p => $"Span<{ArrayTypes.Of(p.Type)!.Value.Element.Keyword()}> {p.Name}Adjoint"))
            .Append($"{Text(function.ReturnType)} resultAdjoint");
        return $"'static {returned} M({string.Join(", ", parameters)})', which adds to the spans";
    }

    private static IEnumerable<IParameterSymbol> Numbers(IMethodSymbol function)
        => function.Parameters.Where(p => ScalarTypes.Of(p.Type)?.IsFloating() == true);

    private static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
