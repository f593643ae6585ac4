using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>Arrays with two and three dimensions as their elements, row by row. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Performance", "CA1814", Justification = "It is the user who has arrays with several dimensions.")]
public static class Matrices
{
    /// <summary>The elements of a matrix, row by row.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="matrix">The matrix.</param>
    /// <returns>A span of its memory.</returns>
    /// <exception cref="NullReferenceException">There is no matrix, as an access to an element would say.</exception>
    /// <exception cref="ArgumentException">Its indices do not begin with 0.</exception>
    public static Span<T> ElementsOf<T>(T[,] matrix)
    {
        CheckLowerBounds(matrix);
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(matrix)), matrix.Length);
    }

    /// <summary>The elements of an array with three dimensions, those of the last one next to each other.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="array">The array.</param>
    /// <returns>A span of its memory.</returns>
    /// <exception cref="NullReferenceException">There is no array, as an access to an element would say.</exception>
    /// <exception cref="ArgumentException">Its indices do not begin with 0.</exception>
    public static Span<T> ElementsOf<T>(T[,,] array)
    {
        CheckLowerBounds(array);
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
    }

    /// <summary>A new matrix.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="elements">Its elements, row by row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <returns>The matrix.</returns>
    public static T[,] Create<T>(ReadOnlySpan<T> elements, int rows, int columns)
    {
        T[,] matrix = new T[rows, columns];
        elements.CopyTo(ElementsOf(matrix));
        return matrix;
    }

    /// <summary>A new array with three dimensions.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="elements">Its elements, those of the last dimension next to each other.</param>
    /// <param name="first">The length of the first dimension.</param>
    /// <param name="second">That of the second one.</param>
    /// <param name="third">That of the third one.</param>
    /// <returns>The array.</returns>
    public static T[,,] Create<T>(ReadOnlySpan<T> elements, int first, int second, int third)
    {
        T[,,] array = new T[first, second, third];
        elements.CopyTo(ElementsOf(array));
        return array;
    }

    /// <summary>Checks an index, as an access to an element does.</summary>
    /// <param name="index">The index.</param>
    /// <param name="length">The length of its dimension.</param>
    /// <exception cref="IndexOutOfRangeException">The index is negative, or not less than the length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int index, int length)
    {
        if ((uint)index >= (uint)length)
        {
            ThrowOutOfRange();
        }
    }

    /// <summary>Checks that a tensor has as many dimensions as it is given indices, as an access to an element does.</summary>
    /// <param name="rank">How many dimensions it has.</param>
    /// <param name="indexCount">How many indices.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more indices than dimensions, or fewer.</exception>
    public static void CheckRank(int rank, int indexCount) => ArgumentOutOfRangeException.ThrowIfNotEqual(indexCount, rank);

    /// <summary>The lengths of a tensor's dimensions as ints.</summary>
    /// <param name="lengths">The lengths.</param>
    /// <param name="destination">Takes them.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="OverflowException">One is greater than the greatest int.</exception>
    public static ReadOnlySpan<int> LengthsOf(ReadOnlySpan<nint> lengths, Span<int> destination)
    {
        for (int dimension = 0; dimension < lengths.Length; dimension++)
        {
            destination[dimension] = checked((int)lengths[dimension]);
        }

        return destination;
    }

    /// <summary>The memory that a tensor's elements lie in, from the first to the last.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="first">The first element; it is not read where there is none.</param>
    /// <param name="lengths">The lengths of the dimensions.</param>
    /// <param name="strides">How far apart neighbours are in each dimension.</param>
    /// <returns>A span of the memory.</returns>
    /// <exception cref="OverflowException">It has more elements than a span can have.</exception>
    public static ReadOnlySpan<T> MemoryOf<T>(ref readonly T first, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        nint last = 0;
        for (int dimension = 0; dimension < lengths.Length; dimension++)
        {
            if (lengths[dimension] == 0)
            {
                return default;
            }

            last = checked(last + ((lengths[dimension] - 1) * strides[dimension]));
        }

        return lengths.IsEmpty ? default : MemoryMarshal.CreateReadOnlySpan(in first, checked((int)last + 1));
    }

    /// <summary>Checks the lengths of a new matrix, as its creation does.</summary>
    /// <param name="rows">The first length.</param>
    /// <param name="columns">The second one.</param>
    /// <exception cref="OverflowException">One is negative, or there would be more elements than an array can have.</exception>
    public static void CheckLengths(int rows, int columns) => CheckLengths(rows, columns, 1);

    /// <summary>Checks the lengths of a new array with three dimensions, as its creation does.</summary>
    /// <param name="first">The first length.</param>
    /// <param name="second">The second one.</param>
    /// <param name="third">The third one.</param>
    /// <exception cref="OverflowException">One is negative, or there would be more elements than an array can have.</exception>
    public static void CheckLengths(int first, int second, int third)
    {
        if (first < 0 || second < 0 || third < 0)
        {
            throw new OverflowException("The length of an array is negative.");
        }

        _ = checked(first * second * third);
    }

    /// <summary>Such arrays exist for other languages; their elements are not where those of C#'s are.</summary>
    private static void CheckLowerBounds(Array array)
    {
        for (int dimension = 0; dimension < array.Rank; dimension++)
        {
            if (array.GetLowerBound(dimension) != 0)
            {
                throw new ArgumentException("The indices of an array must begin with 0.", nameof(array));
            }
        }
    }

    [SuppressMessage("Usage", "CA2201", Justification = "It is what the access throws that is checked.")]
    private static void ThrowOutOfRange() => throw new IndexOutOfRangeException();
}
