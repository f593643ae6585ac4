using System;
using System.Globalization;
using System.Linq;

namespace SymGrad;

/// <summary>
/// The shape of a parameter θ that is an array: its length, or the sizes of a matrix or block whose elements lie in row-major order. The
/// default shape is that of a single number.
/// </summary>
public readonly struct Shape : IEquatable<Shape>
{
    private readonly int[]? sizes;

    /// <summary>Describes a shape.</summary>
    /// <param name="dimensions">The size of each dimension, the outermost first; none for a single number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="OverflowException">There would be more than 2³¹ − 1 elements.</exception>
    public Shape(params ReadOnlySpan<int> dimensions)
    {
        foreach (int size in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(dimensions));
        }

        sizes = dimensions.ToArray();
        Length = Count(sizes);
    }

    /// <summary>The size of each dimension, the outermost first; empty for a single number.</summary>
    public ReadOnlySpan<int> Dimensions => sizes;

    /// <summary>How many elements there are; 1 for a single number, and 0 for what <c>default</c> leaves unset.</summary>
    public int Length { get; }

    /// <summary>Whether it is the default: no array.</summary>
    public bool IsScalar => sizes is null or [];

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
    public override string ToString()
        => IsScalar ? "1" : string.Join(" × ", sizes!.Select(s => s.ToString(CultureInfo.InvariantCulture)));

    private static int Count(int[] sizes)
    {
        int count = 1;
        foreach (int size in sizes)
        {
            count = checked(count * size);
        }

        return count;
    }
}
