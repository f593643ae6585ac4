using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Which C# types are arrays of arrays of numbers. Such an array is lowered as its elements, row after row, and where each row begins, with one place more
/// where the last one ends.
/// </summary>
internal static class JaggedTypes
{
    /// <summary>What makes an array of arrays of its elements and of where its rows begin.</summary>
    public const string Creator = "global::SymGrad.JaggedArrays.Create";

    /// <summary>The same where the short name of the type means it.</summary>
    public const string ShortCreator = "JaggedArrays.Create";

    /// <summary>The type of the numbers; null for any other type.</summary>
    public static ScalarType? ElementOf(ITypeSymbol? type)
        => type is IArrayTypeSymbol { IsSZArray: true, ElementType: IArrayTypeSymbol { IsSZArray: true, ElementType: { } element } } ? ScalarTypes.Of(element) : null;

    public static bool IsJagged(ITypeSymbol? type) => ElementOf(type) is not null;

    /// <summary>The elements of an array of arrays that has been lowered, and where its rows begin; null where it may be one of several.</summary>
    public static (Value Elements, Value Offsets)? PartsOf(LoweredValue jagged)
        => jagged is TupleValue { Elements: [ArrayValue elements, ArrayValue offsets] } ? (elements.Array, offsets.Array) : null;

    /// <summary>A lowered array of arrays.</summary>
    public static TupleValue Value(Value elements, Value offsets)
        => new(new EquatableArray<LoweredValue>([new ArrayValue(elements), new ArrayValue(offsets)]), IsInstance: true);
}
