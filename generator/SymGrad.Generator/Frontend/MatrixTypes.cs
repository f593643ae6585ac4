using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Which C# types are arrays of numbers with two or three dimensions. Such an array is lowered as its elements row by row, a one-dimensional array, and
/// its lengths.
/// </summary>
internal static class MatrixTypes
{
    /// <summary>What stands before a parameter or field whose elements generated code reads.</summary>
    public const string ElementsPrefix = "global::SymGrad.Matrices.ElementsOf(";

    /// <summary>The same where the short name of the type means it.</summary>
    public const string ShortElementsPrefix = "Matrices.ElementsOf(";

    /// <summary>What stands behind it.</summary>
    public const string ElementsSuffix = ")";

    /// <summary>What makes a matrix of its elements and lengths.</summary>
    public const string Creator = "global::SymGrad.Matrices.Create";

    /// <summary>The same where the short name of the type means it.</summary>
    public const string ShortCreator = "Matrices.Create";

    /// <summary>The greatest number of dimensions.</summary>
    public const int GreatestRank = 3;

    /// <summary>The number of dimensions and the type of the elements; null for any other type.</summary>
    public static (int Rank, ScalarType Element)? Of(ITypeSymbol? type)
        => type is IArrayTypeSymbol { IsSZArray: false, Rank: > 1 and <= GreatestRank } array && ScalarTypes.Of(array.ElementType) is { } element
            ? (array.Rank, element)
            : null;

    public static bool IsMatrix(ITypeSymbol? type) => Of(type) is not null;

    /// <summary>How generated code reads the length of a dimension behind a parameter or field.</summary>
    public static string LengthSuffix(int dimension)
        => $".GetLength({dimension.ToString(System.Globalization.CultureInfo.InvariantCulture)})";

    /// <summary>The elements of a matrix that has been lowered; null where they may be those of one of several.</summary>
    public static Value? ElementsOf(LoweredValue matrix) => (((TupleValue)matrix).Elements[0] as ArrayValue)?.Array;

    /// <summary>The lengths of a matrix that has been lowered.</summary>
    public static Value[] LengthsOf(LoweredValue matrix) => [.. ((TupleValue)matrix).Elements.Items.Skip(1).Select(e => ((ScalarValue)e).Value)];

    /// <summary>A lowered matrix.</summary>
    public static TupleValue Value(LoweredValue elements, System.Collections.Generic.IEnumerable<LoweredValue> lengths)
        => new(lengths.Prepend(elements).ToEquatableArray(), IsInstance: true);
}
