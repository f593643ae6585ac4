using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Which C# types are arrays of scalars.</summary>
internal static class ArrayTypes
{
    /// <summary>The kind of array that a type is, and the type of its elements; null for any other type.</summary>
    public static (ArrayKind Kind, ScalarType Element)? Of(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true } array when ScalarTypes.Of(array.ElementType) is { } element => (ArrayKind.Array, element),
        INamedTypeSymbol { TypeArguments: [{ } argument] } span when ScalarTypes.Of(argument) is { } element && span.IsIn("System")
            => span.Name switch
            {
                "ReadOnlySpan" => (ArrayKind.ReadOnlySpan, element),
                "Span" => (ArrayKind.Span, element),
                _ => null,
            },
        _ => null,
    };

    public static bool IsArray(ITypeSymbol? type) => Of(type) is not null;

    /// <summary>Whether it is an array of scalars with one dimension or several, or an array of such arrays.</summary>
    public static bool IsAnyArray(ITypeSymbol? type) => IsArray(type) || MatrixTypes.IsMatrix(type) || JaggedTypes.IsJagged(type);
}
