using System;
using System.ComponentModel;

namespace SymGrad;

/// <summary>
/// Arrays of arrays as their elements, row after row, and where each row begins; last, where the last one ends. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JaggedArrays
{
    /// <summary>Where the rows of an array of arrays begin when they stand one after the other.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="offsets">Takes the places: one more than there are rows.</param>
    /// <param name="path">What the user calls the array.</param>
    /// <returns>The places.</returns>
    /// <exception cref="ArgumentException">A row is null. The exception names the array.</exception>
    /// <exception cref="OverflowException">There are more than 2³¹ − 1 elements.</exception>
    public static ReadOnlySpan<int> OffsetsOf<T>(T[][] rows, Span<int> offsets, string path)
    {
        int count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            offsets[i] = count;
            count = checked(count + (rows[i] ?? throw NoRow(i, path)).Length);
        }

        offsets[rows.Length] = count;
        return offsets;
    }

    /// <summary>The same in a new array, for the example that an objective is given.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="path">What the user calls the array.</param>
    /// <returns>The places.</returns>
    /// <exception cref="ArgumentException">There is no array, or a row is null. The exception names it.</exception>
    public static int[] OffsetsOf<T>(T[][]? rows, string path)
    {
        ArgumentNullException.ThrowIfNull(rows, path);
        int[] offsets = new int[rows.Length + 1];
        OffsetsOf(rows, offsets, path);
        return offsets;
    }

    /// <summary>The shape of the elements in a row, for the example that an objective is given.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="path">What the user calls the array.</param>
    /// <returns>How many elements there are.</returns>
    /// <exception cref="ArgumentException">There is no array, a row is null, or there are no elements. The exception names the array.</exception>
    public static Shape ShapeOf<T>(T[][]? rows, string path)
    {
        int count = OffsetsOf(rows, path)[^1];
        return count > 0
            ? count
            : throw new ArgumentException($"The array '{path}' is empty: give an example whose rows have the lengths of the parameters.", path);
    }

    /// <summary>Copies the elements of an array of arrays, row after row.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="elements">Takes the elements.</param>
    /// <returns>The elements.</returns>
    public static ReadOnlySpan<T> ElementsOf<T>(T[][] rows, Span<T> elements)
    {
        int place = 0;
        foreach (T[] row in rows)
        {
            row.CopyTo(elements.Slice(place));
            place += row.Length;
        }

        return elements;
    }

    /// <summary>Copies elements, row after row, into an array of arrays.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <param name="rows">Takes them.</param>
    public static void CopyTo<T>(ReadOnlySpan<T> elements, T[][] rows)
    {
        int place = 0;
        foreach (T[] row in rows)
        {
            elements.Slice(place, row.Length).CopyTo(row);
            place += row.Length;
        }
    }

    /// <summary>A new array of arrays.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="elements">The elements, row after row.</param>
    /// <param name="offsets">Where each row begins, and, last, where the last one ends.</param>
    /// <returns>The array.</returns>
    public static T[][] Create<T>(ReadOnlySpan<T> elements, ReadOnlySpan<int> offsets)
    {
        T[][] rows = new T[offsets.Length - 1][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = elements[offsets[i]..offsets[i + 1]].ToArray();
        }

        return rows;
    }

    /// <summary>Checks that the rows have the lengths which an objective was made for.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="offsets">Where each row has to begin.</param>
    /// <param name="path">What the user calls the array.</param>
    /// <exception cref="ArgumentException">There is no array, a row is null, or the lengths differ. The exception names the array.</exception>
    public static void CheckLengths<T>(T[][]? rows, ReadOnlySpan<int> offsets, string path)
    {
        ArgumentNullException.ThrowIfNull(rows, path);
        if (rows.Length != offsets.Length - 1)
        {
            throw new ArgumentException(
                $"'{path}' has {Quantity.Of(rows.Length, "row", "rows")}, but the objective is made for "
                + $"{Quantity.Of(offsets.Length - 1, "row", "rows")} there.",
                path);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            int expected = offsets[i + 1] - offsets[i];
            if ((rows[i] ?? throw NoRow(i, path)).Length != expected)
            {
                throw new ArgumentException(
                    $"Row {Quantity.Number(i)} of '{path}' has {Quantity.OfElements(rows[i].Length)}, but the objective is made for "
                    + $"{Quantity.OfElements(expected)} there.",
                    path);
            }
        }
    }

    /// <summary>Copies the elements to their place in a flat vector.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="place">The part of the vector, of the same length.</param>
    public static void Copy<T>(T[][] rows, Span<T> place) => ElementsOf(rows, place);

    /// <summary>Copies elements in single precision to their place in a vector in double precision.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="place">The part of the vector, of the same length.</param>
    public static void Copy(float[][] rows, Span<double> place)
    {
        int start = 0;
        foreach (float[] row in rows)
        {
            FlatVector.Copy(row, place.Slice(start, row.Length));
            start += row.Length;
        }
    }

    internal static ArgumentException NoRow(int row, string path)
        => new($"Row {Quantity.Number(row)} of '{path}' is null: give each row an array, an empty one where there are no elements.", path);
}
