using System;

namespace SymGrad;

/// <summary>Makes <see cref="Rows{T}"/> with the type argument inferred.</summary>
public static class Rows
{
    /// <summary>The rows of a matrix in row-major order, which is referred to and not copied.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="values">The elements.</param>
    /// <param name="rowLength">How many elements a row has; positive.</param>
    /// <param name="stride">How far apart rows begin, if that is not <paramref name="rowLength"/>.</param>
    /// <returns>As many rows as there are whole ones.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="rowLength"/> is not positive, or <paramref name="stride"/> is less than it.
    /// </exception>
    /// <exception cref="ArgumentException">The elements do not fill whole rows.</exception>
    public static Rows<T> Of<T>(ReadOnlyMemory<T> values, int rowLength, int? stride = null)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowLength);
        int step = stride ?? rowLength;
        ArgumentOutOfRangeException.ThrowIfLessThan(step, rowLength, nameof(stride));

        // The last row may end where its elements end, before its stride does.
        int remainder = values.Length % step;
        if (remainder != 0 && remainder != rowLength)
        {
            throw new ArgumentException(
                $"{Quantity.OfElements(values.Length)} do not fill whole rows of {Quantity.OfElements(rowLength)}"
                + (step == rowLength ? "." : $" that begin {Quantity.OfElements(step)} apart."),
                nameof(values));
        }

        int count = (values.Length / step) + (remainder == 0 ? 0 : 1);
        return new Rows<T>(values, count, rowLength, step);
    }

    /// <summary>The rows of a matrix in row-major order, which is referred to and not copied.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="values">The elements.</param>
    /// <param name="rowLength">How many elements a row has; positive.</param>
    /// <param name="stride">How far apart rows begin, if that is not <paramref name="rowLength"/>.</param>
    /// <returns>As many rows as there are whole ones.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="rowLength"/> is not positive, or <paramref name="stride"/> is less than it.
    /// </exception>
    /// <exception cref="ArgumentException">The elements do not fill whole rows.</exception>
    public static Rows<T> Of<T>(T[] values, int rowLength, int? stride = null)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of((ReadOnlyMemory<T>)values, rowLength, stride);
    }

    /// <summary>Rows of different lengths that lie one after the other.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="values">The elements, which are referred to and not copied.</param>
    /// <param name="offsets">Where each row begins, and, last, where the last one ends: one more than there are rows.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="offsets"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no offset, the offsets fall, or they leave the elements.</exception>
    public static Rows<T> Ragged<T>(ReadOnlyMemory<T> values, int[] offsets)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(offsets);
        if (offsets.Length == 0)
        {
            throw new ArgumentException("There is no offset: give where each row begins, and where the last one ends.", nameof(offsets));
        }

        int previous = 0;
        foreach (int offset in offsets)
        {
            if (offset < previous || offset > values.Length)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The offset {offset} is not between the one before it, {previous}, and the number of elements, {values.Length}."),
                    nameof(offsets));
            }

            previous = offset;
        }

        return new Rows<T>(values, offsets);
    }

    /// <summary>Rows that are arrays of their own.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="rows">An array for each item, none of them null.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="ArgumentException">A row is null.</exception>
    public static Rows<T> From<T>(T[][] rows)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        int missing = Array.FindIndex(rows, row => row is null);
        return missing < 0
            ? new Rows<T>(rows)
            : throw new ArgumentException(FormattableString.Invariant($"Row {missing} is null: give an array for each item."), nameof(rows));
    }

    /// <summary>One row that every item has; the number of items comes from other data.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="row">The row.</param>
    /// <returns>Rows without a number of their own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    public static Rows<T> Same<T>(T[] row)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(row);
        return Rows<T>.OfOne(row);
    }
}
