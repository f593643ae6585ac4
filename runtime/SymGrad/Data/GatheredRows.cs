using System;

namespace SymGrad;

/// <summary>
/// Memory for the rows of up to <see cref="Objective.ChunkLength"/> items, to which rows are copied from elsewhere, and which is used again
/// for others.
/// </summary>
internal sealed class GatheredRows<T>
    where T : unmanaged
{
    private readonly int[] offsets = new int[Objective.ChunkLength + 1];
    private T[] values = [];
    private T[][] arrays = [];
    private T[] same = [];
    private bool hasArrays;
    private bool isMatrix;
    private int rowLength;

    /// <summary>Copies rows behind those of so many items as are there already.</summary>
    /// <returns>All rows that are there then.</returns>
    public Rows<T> Add(in Rows<T> source, ReadOnlySpan<int> items, int position)
    {
        if (position == 0)
        {
            // Losses that take arrays get these as they are; other rows would be copied for each of them once more.
            hasArrays = source.AreArrays;
            isMatrix = true;
            rowLength = source.RowLength(items[0]);
        }

        return new(hasArrays ? AddArrays(source, items, position) : AddValues(source, items, position), this);
    }

    /// <summary>Copies one row, which all items have.</summary>
    public Rows<T> SetSame(ReadOnlySpan<T> row)
    {
        if (same.Length != row.Length)
        {
            same = new T[row.Length];
        }

        row.CopyTo(same);
        return new(Rows<T>.FromRow(same), this);
    }

    /// <summary>Copies one row for each of so many items, the first ones.</summary>
    public void AddCopies(ReadOnlySpan<T> row, int count)
        => Add(Rows<T>.FromRow(row.ToArray()), new int[count], 0);

    private Rows<T> AddArrays(in Rows<T> source, ReadOnlySpan<int> items, int position)
    {
        if (arrays.Length == 0)
        {
            arrays = new T[Objective.ChunkLength][];
        }

        for (int i = 0; i < items.Length; i++)
        {
            ReadOnlySpan<T> row = source[items[i]];
            ref T[] array = ref arrays[position + i];
            if (array is null || array.Length != row.Length)
            {
                array = new T[row.Length];
            }

            row.CopyTo(array);
        }

        return Rows<T>.FromFirst(arrays, position + items.Length);
    }

    private Rows<T> AddValues(in Rows<T> source, ReadOnlySpan<int> items, int position)
    {
        int end = offsets[position];
        for (int i = 0; i < items.Length; i++)
        {
            ReadOnlySpan<T> row = source[items[i]];
            if (row.Length > values.Length - end)
            {
                Grow(end, (long)end + ((long)row.Length * (items.Length - i)), items.Length + position);
            }

            row.CopyTo(values.AsSpan(end));
            end += row.Length;
            offsets[position + i + 1] = end;
            isMatrix &= row.Length == rowLength;
        }

        int count = position + items.Length;
        return isMatrix
            ? Rows<T>.FromMatrix(values, count, 0, rowLength, rowLength)
            : Rows<T>.FromFirst(values, offsets, count);
    }

    /// <summary>Makes room for so many elements as there will be if all rows to come are as long as the next one.</summary>
    private void Grow(int used, long expected, int count)
    {
        if (expected > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"The rows of {Quantity.OfItems(count)} have about {expected} elements, but no more than {Array.MaxLength} can be gathered at once.");
        }

        T[] larger = new T[Math.Max(expected, Math.Min(2L * values.Length, Array.MaxLength))];
        values.AsSpan(0, used).CopyTo(larger);
        values = larger;
    }
}
