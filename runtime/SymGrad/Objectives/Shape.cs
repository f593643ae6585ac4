using System;
using System.Globalization;
using System.Linq;

namespace SymGrad;

/// <summary>
/// The shape of a parameter θ that is an array: its length, or the sizes of a matrix or block whose elements lie in row-major order. The
/// default shape has no dimensions, which stands for a single number.
/// </summary>
public readonly struct Shape : IEquatable<Shape>
{
    private readonly int[]? sizes;
    private readonly int length;

    /// <summary>Describes a shape.</summary>
    /// <param name="dimensions">The size of each dimension, the outermost first; none for a single number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="OverflowException">There would be more than 2³¹ − 1 elements.</exception>
    public Shape(params ReadOnlySpan<int> dimensions)
    {
        if (dimensions.IsEmpty)
        {
            return;
        }

        sizes = dimensions.ToArray();
        length = 1;
        foreach (int size in sizes)
        {
            length = size > 0
                ? checked(length * size)
                : throw new ArgumentOutOfRangeException(
                    nameof(dimensions), size, $"Each size of a shape must be at least 1, but the shape given is {Print(sizes)}.");
        }
    }

    /// <summary>The size of each dimension, the outermost first; empty for a single number.</summary>
    public ReadOnlySpan<int> Dimensions => sizes;

    /// <summary>How many elements an array of this shape has.</summary>
    /// <exception cref="InvalidOperationException">The shape is the default one, which is not that of an array.</exception>
    // Code that reads the elements of an array must never go on with the length of none.
    public int Length => sizes is not null
        ? length
        : throw new InvalidOperationException(
            "The default shape is not that of an array: give the array's length, such as 12, or its sizes, such as (3, 4).");

    /// <summary>Whether it is the default: that of a single number.</summary>
    public bool IsScalar => sizes is null;

    /// <summary>A vector of the given length.</summary>
    /// <param name="length">How many elements; positive.</param>
    public static implicit operator Shape(int length) => new(length);

    /// <summary>A matrix in row-major order.</summary>
    /// <param name="size">Its rows and columns; positive.</param>
    public static implicit operator Shape((int Rows, int Columns) size) => new(size.Rows, size.Columns);

    /// <summary>A block of three dimensions in row-major order.</summary>
    /// <param name="size">The size of each dimension, the outermost first; positive.</param>
    public static implicit operator Shape((int First, int Second, int Third) size) => new(size.First, size.Second, size.Third);

    /// <summary>Whether two shapes have the same dimensions.</summary>
    /// <param name="left">A shape.</param>
    /// <param name="right">Another shape.</param>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    /// <param name="left">A shape.</param>
    /// <param name="right">Another shape.</param>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The shape of a vector: what the conversion from a number makes.</summary>
    /// <param name="length">How many elements; positive.</param>
    /// <returns>The shape.</returns>
    public static Shape FromInt32(int length) => length;

    /// <summary>The shape of a matrix or block: what the conversions from tuples make.</summary>
    /// <param name="size">Rows and columns; positive.</param>
    /// <returns>The shape.</returns>
    public static Shape FromValueTuple((int Rows, int Columns) size) => size;

    /// <summary>The shape of an array that a parameter of a composite type has: that of an example.</summary>
    /// <param name="example">The array.</param>
    /// <param name="name">What the array is called, for messages.</param>
    /// <returns>Its length as a shape, or the lengths of its dimensions.</returns>
    /// <exception cref="ArgumentException">The array is null or empty. The exception names it.</exception>
    public static Shape OfArray(Array? example, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return example is { Length: > 0 }
            ? new Shape([.. Enumerable.Range(0, example.Rank).Select(example.GetLength)])
            : throw new ArgumentException(
                $"The array '{name}' is {(example is null ? "null" : "empty")}: give an example whose arrays have the lengths of the parameters.", name);
    }

    /// <summary>Binds the shape to a parameter of a loss that is an array with several dimensions, or says what is wrong with it.</summary>
    /// <param name="rank">How many dimensions the parameter has.</param>
    /// <param name="parameterName">The parameter that the shape is given by, for messages.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ArgumentException">The shape has another number of dimensions. The exception names the parameter.</exception>
    public Shape OfRank(int rank, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(parameterName);
        return Dimensions.Length == rank
            ? this
            : throw new ArgumentException(
                $"The shape '{parameterName}' ({(IsScalar ? "the default one" : ToString())}) is not that of an array with {Quantity.Of(rank, "dimension", "dimensions")}: "
                + $"give its sizes, such as {(rank == 2 ? "(3, 4)" : "(3, 4, 5)")}.",
                parameterName);
    }

    /// <summary>Binds the shape to a parameter of a loss that is an array, or says which parameter has none.</summary>
    /// <param name="parameterName">The parameter that the shape is given by, for messages.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ArgumentException">The shape is the default one. The exception names the parameter.</exception>
    public Shape Named(string parameterName)
    {
        ArgumentNullException.ThrowIfNull(parameterName);
        return sizes is not null
            ? this
            : throw new ArgumentException(
                $"The shape '{parameterName}' is the default one, which is not that of an array: "
                + "give the array's length, such as 12, or its sizes, such as (3, 4).",
                parameterName);
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) => Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int size in Dimensions)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>Prints the sizes: <c>3 × 4</c>.</summary>
    /// <returns>The sizes, or "1" for a single number.</returns>
    public override string ToString() => sizes is null ? "1" : Print(sizes);

    private static string Print(int[] sizes)
        => string.Join(" × ", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));
}
