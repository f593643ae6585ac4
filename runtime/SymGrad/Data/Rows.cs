using System;

namespace SymGrad;

/// <summary>Makes the rows of a data set, with the type argument of <see cref="Rows{T}"/> inferred.</summary>
public static class Rows
{
    /// <summary>The rows of a matrix in row-major order, which is referred to and not copied.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="values">The elements.</param>
    /// <param name="rowLength">How many elements a row has; positive.</param>
    /// <param name="stride">How far apart rows begin, if that is not <paramref name="rowLength"/>; not less than it.</param>
    /// <param name="offset">Where the first row begins: with a stride, the first of the columns meant.</param>
    /// <returns>As many rows as there are; what is between them, and after the last one, is not read.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="rowLength"/> is not positive, <paramref name="stride"/> is less than it, or <paramref name="offset"/> is negative or
    /// more than there are elements.
    /// </exception>
    /// <exception cref="ArgumentException">The last row is not whole.</exception>
    public static Rows<T> Of<T>(ReadOnlyMemory<T> values, int rowLength, int? stride = null, int offset = 0)
        where T : unmanaged
    {
        int step = stride ?? rowLength;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, rowLength, nameof(stride));
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, values.Length);

        int available = values.Length - offset;
        int count = available < rowLength ? 0 : 1 + ((available - rowLength) / step);

        // What lies between two rows may follow the last one too, but no part of a row may.
        int begun = available - (count * step);
        if (begun > 0)
        {
            throw new ArgumentException(
                $"{Quantity.OfElements(values.Length)}{(offset == 0 ? "" : $" from {Quantity.Number(offset)} on")} do not make whole rows of "
                + $"{Quantity.OfElements(rowLength)}{(step == rowLength ? "" : $" that begin {Quantity.OfElements(step)} apart")}: "
                + $"the last row would have only {Quantity.Number(begun)}.",
                nameof(values));
        }

        return Rows<T>.FromMatrix(values, count, offset, step, rowLength);
    }

    /// <inheritdoc cref="Of{T}(ReadOnlyMemory{T}, int, int?, int)"/>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public static Rows<T> Of<T>(T[] values, int rowLength, int? stride = null, int offset = 0)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of((ReadOnlyMemory<T>)values, rowLength, stride, offset);
    }

    /// <summary>Rows of any lengths that lie one after the other, which are referred to and not copied.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="values">The elements.</param>
    /// <param name="offsets">Where each row begins, and, last, where the last one ends: one more than there are rows.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="offsets"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no offset, one is less than the one before it, or one is not within the elements.
    /// </exception>
    public static Rows<T> Ragged<T>(ReadOnlyMemory<T> values, int[] offsets)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(offsets);
        if (offsets.Length == 0)
        {
            throw new ArgumentException("There is no offset: give where each row begins, and where the last one ends.", nameof(offsets));
        }

        int previous = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            int offset = offsets[i];
            if (offset < previous || offset > values.Length)
            {
                throw new ArgumentException(
                    $"Offset {Quantity.Number(i)} is {Quantity.Number(offset)}, but offsets must not fall and must be from "
                    + $"{Quantity.Number(previous)} to the number of elements, {Quantity.Number(values.Length)}.",
                    nameof(offsets));
            }

            previous = offset;
        }

        return Rows<T>.FromOffsets(values, offsets);
    }

    /// <inheritdoc cref="Ragged{T}(ReadOnlyMemory{T}, int[])"/>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> or <paramref name="offsets"/> is null.</exception>
    public static Rows<T> Ragged<T>(T[] values, int[] offsets)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Ragged((ReadOnlyMemory<T>)values, offsets);
    }

    /// <summary>Rows that are arrays of their own, which are referred to and not copied.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="rows">An array for each item. Null among them is refused where the rows are bound to a parameter.</param>
    /// <returns>As many rows as there are arrays.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    public static Rows<T> From<T>(T[][] rows)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Rows<T>.FromArrays(rows);
    }

    /// <summary>Rows that are arrays of their own: what a collection expression makes. Only the list of them is copied.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="rows">An array for each item. Null among them is refused where the rows are bound to a parameter.</param>
    /// <returns>As many rows as there are arrays.</returns>
    public static Rows<T> Copy<T>(ReadOnlySpan<T[]> rows)
        where T : unmanaged
        => Rows<T>.FromArrays(rows.ToArray());

    /// <summary>One row that every item has, which is referred to and not copied. The number of items comes from the other columns.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="row">The row.</param>
    /// <returns>Rows without a number of their own.</returns>
    public static Rows<T> Same<T>(ReadOnlyMemory<T> row)
        where T : unmanaged
        => Rows<T>.FromRow(row);

    /// <inheritdoc cref="Same{T}(ReadOnlyMemory{T})"/>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    public static Rows<T> Same<T>(T[] row)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(row);
        return Rows<T>.FromRow(row);
    }

    /// <summary>Rows in a file, which is mapped into memory and not read at once: it may be larger than the memory there is.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="path">A file with nothing but the elements, row after row, as they lie in memory: numbers begin with their lowest byte.</param>
    /// <param name="rowLength">How many elements a row has; positive.</param>
    /// <param name="first">The first row to map.</param>
    /// <param name="count">How many rows; null for all from <paramref name="first"/> on.</param>
    /// <returns>The rows, to dispose of when they are no longer used.</returns>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="System.IO.InvalidDataException">The length of the file is not that of whole rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rowLength"/> is not positive, or the file has not these rows.</exception>
    /// <exception cref="ArgumentException">The elements are more than 2³¹ − 1: map parts, and sum them with a StreamedObjective.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine has another byte order.</exception>
    public static MappedRows<T> FromFile<T>(string path, int rowLength, long first = 0, int? count = null)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowLength);
        return new(MappedMemory<T>.Open(path, first, count, rowLength), rowLength);
    }
}
