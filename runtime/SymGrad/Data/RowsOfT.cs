using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>
/// The values that one span or array parameter of a loss takes: a row for each item of the data set. <see cref="Rows"/> makes them of a
/// matrix, of ragged rows or of one row for all items; an array of arrays converts to its rows; a collection expression makes rows of its
/// arrays.
/// </summary>
/// <typeparam name="T">The type of an element.</typeparam>
/// <remarks>
/// Rows refer to the caller's arrays or memory. When those are changed in place after an objective has been made of them, call
/// <see cref="Objective.InvalidateSums"/>. The default value is not bound to anything and is refused like a null array, by the objective
/// and under the parameter's name.
/// </remarks>
[CollectionBuilder(typeof(Rows), nameof(Rows.Copy))]
[SuppressMessage("Usage", "CA2225", Justification = "The named alternate is Rows.From, where the type argument is inferred.")]
public readonly record struct Rows<T>
    where T : unmanaged
{
    private readonly Binding binding;
    private readonly int count;

    // One of the three: rows of their own, one array that all lie in, or memory that is not an array's.
    private readonly T[][]? arrays;
    private readonly T[]? array;
    private readonly ReadOnlyMemory<T> memory;

    // Where rows begin in the array or memory: given one by one, or evenly from the start.
    private readonly int[]? offsets;
    private readonly int start;
    private readonly int stride;
    private readonly int rowLength;

    // Where these rows have been gathered, if they have.
    private readonly GatheredRows<T>? gathered;

    private Rows(T[][] arrays, int count)
    {
        binding = Binding.Arrays;
        this.arrays = arrays;
        this.count = count;
    }

    private Rows(Binding binding, ReadOnlyMemory<T> values, int count)
    {
        this.binding = binding;
        this.count = count;
        if (MemoryMarshal.TryGetArray(values, out ArraySegment<T> segment) && segment.Array is not null)
        {
            array = segment.Array;
            start = segment.Offset;
        }
        else
        {
            memory = values;
        }
    }

    private Rows(ReadOnlyMemory<T> values, int[] offsets, int count)
        : this(Binding.Ragged, values, count)
        => this.offsets = offsets;

    /// <summary>Rows that have been gathered, and where.</summary>
    internal Rows(in Rows<T> rows, GatheredRows<T> gathered)
    {
        this = rows;
        this.gathered = gathered;
    }

    private Rows(Binding binding, ReadOnlyMemory<T> values, int count, int start, int stride, int rowLength)
        : this(binding, values, count)
    {
        this.start += start;
        this.stride = stride;
        this.rowLength = rowLength;
    }

    private enum Binding : byte
    {
        None,
        Matrix,
        Ragged,
        Arrays,
        Same,
    }

    /// <summary>How many rows there are, or null when every item has the same one.</summary>
    public int? Count => binding == Binding.Same ? null : count;

    /// <summary>The row of an item: what generated kernels read.</summary>
    /// <param name="item">The item, from 0. When every item has the same row, any.</param>
    /// <returns>The elements, which are not copied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<T> this[int item]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => array is not null && offsets is null && (uint)item < (uint)count
            ? new ReadOnlySpan<T>(array, start + (item * stride), rowLength)
            : OtherRow(item);
    }

    /// <summary>Binds an array of arrays, without copying them.</summary>
    /// <param name="rows">An array for each item. Null, and null among them, is refused where the rows are bound to a parameter.</param>
    public static implicit operator Rows<T>(T[][]? rows) => FromArrays(rows);

    /// <summary>How many elements the row of an item has.</summary>
    /// <param name="item">The item, from 0. When every item has the same row, any.</param>
    /// <returns>The length of its row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public int RowLength(int item) => this[item].Length;

    /// <summary>The row of an item as an array, for losses that take one.</summary>
    /// <param name="item">The item, from 0. When every item has the same row, any.</param>
    /// <returns>
    /// The caller's own array where the row is one: of an array of arrays, or of an array that every item has. Otherwise a copy, which is
    /// allocated at each call.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public T[] ArrayOf(int item)
    {
        if (binding == Binding.Same && array is not null && start == 0 && rowLength == array.Length)
        {
            return array;
        }

        return arrays is not null && (uint)item < (uint)count ? arrays[item] : this[item].ToArray();
    }

    /// <summary>
    /// Copies the rows of some items next to each other, where generated kernels read them like any other rows. One row for all items stays one.
    /// </summary>
    /// <param name="items">The items, in any order and as often as they are given.</param>
    /// <param name="position">
    /// Where their rows go: behind those of so many items that <paramref name="batch"/> has already. There is room for
    /// <see cref="Objective.ChunkLength"/> in all.
    /// </param>
    /// <param name="batch">
    /// Receives the rows. Its memory is used again if an earlier call has made it; otherwise the rows are replaced, and what they were bound to
    /// stays as it is.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have more elements than an array can have, or <paramref name="batch"/> has not the rows of <paramref name="position"/> items.
    /// </exception>
    public void Gather(ReadOnlySpan<int> items, int position, ref Rows<T> batch)
    {
        if (position > 0 && batch.gathered is null)
        {
            throw new InvalidOperationException($"The rows ({batch}) have not been gathered, so that nothing can follow them.");
        }

        GatheredRows<T> room = batch.gathered ?? new();
        if (position > 0 && batch.binding == Binding.Same)
        {
            if (binding == Binding.Same && MemoryMarshal.AsBytes(this[0]).SequenceEqual(MemoryMarshal.AsBytes(batch[0])))
            {
                return;
            }

            // The row that all items had so far becomes one for each of them.
            room.AddCopies(batch[0], position);
        }

        batch = binding == Binding.Same && position == 0 ? room.SetSame(this[0]) : room.Add(this, items, position);
    }

    /// <summary>Goes through the rows, each as <see cref="ArrayOf"/> gives it.</summary>
    /// <returns>An enumerator; of rows that are not bound to anything, it has none.</returns>
    /// <exception cref="InvalidOperationException">Every item has the same row, so that there is no number of them.</exception>
    public IEnumerator<T[]> GetEnumerator()
        => binding == Binding.Same
            ? throw new InvalidOperationException(
                $"The rows ({this}) take their number from the other columns of an objective: by themselves there are none to go through.")
            : Enumerate(this);

    /// <summary>Names the rows by the parameter they are for: in error messages, and where numbers of items are compared.</summary>
    /// <param name="parameterName">The parameter of the loss.</param>
    /// <returns>The name and the number of items.</returns>
    /// <exception cref="ArgumentNullException">
    /// The rows were made from a null array, or are the default ones. The exception names the parameter.
    /// </exception>
    /// <exception cref="ArgumentException">One of the arrays is null. The exception names the parameter.</exception>
    public BoundColumn Named(string parameterName)
    {
        ArgumentNullException.ThrowIfNull(parameterName);
        if (binding == Binding.None)
        {
            throw new ArgumentNullException(
                parameterName,
                $"The rows '{parameterName}' are null: give a row for each item, by an array of arrays or by one of the methods of Rows.");
        }

        int missing = arrays is null ? -1 : Array.IndexOf(arrays, null);
        return missing < 0
            ? new BoundColumn(parameterName, Count) { Lease = MemoryMarshal.TryGetMemoryManager(memory, out MappedMemory<T>? mapped) ? mapped : null }
            : throw new ArgumentException(
                $"Row {Quantity.Number(missing)} of '{parameterName}' is null: give an array for each item.", parameterName);
    }

    /// <summary>Describes the rows.</summary>
    /// <returns>How many there are, and how many elements each has if that is the same for all.</returns>
    public override string ToString() => binding switch
    {
        Binding.Matrix => $"{Describe(count)} of {Quantity.OfElements(rowLength)}",
        Binding.Ragged or Binding.Arrays => Describe(count),
        Binding.Same => $"one row of {Quantity.OfElements(rowLength)} for every item",
        _ => "not bound",
    };

    internal static Rows<T> FromArrays(T[][]? rows) => rows is null ? default : new Rows<T>(rows, rows.Length);

    internal static Rows<T> FromMatrix(ReadOnlyMemory<T> values, int count, int start, int stride, int rowLength)
        => new(Binding.Matrix, values, count, start, stride, rowLength);

    internal static Rows<T> FromOffsets(ReadOnlyMemory<T> values, int[] offsets) => new(values, offsets, offsets.Length - 1);

    /// <summary>The first of some arrays.</summary>
    internal static Rows<T> FromFirst(T[][] rows, int count) => new(rows, count);

    /// <summary>The first of some ragged rows.</summary>
    internal static Rows<T> FromFirst(T[] values, int[] offsets, int count) => new(values, offsets, count);

    internal bool AreArrays => arrays is not null;

    internal static Rows<T> FromRow(ReadOnlyMemory<T> row) => new(Binding.Same, row, int.MaxValue, 0, 0, row.Length);

    /// <summary>Whether the rows have one length and lie at equal distances, as those of a matrix do.</summary>
    internal bool IsEven => binding == Binding.Matrix;

    /// <summary>How many rows lie at equal distances.</summary>
    internal int EvenCount => IsEven ? count : 0;

    /// <summary>Finds rows of one length that lie evenly in memory.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="number">How many rows.</param>
    /// <param name="length">How long they have to be.</param>
    /// <param name="values">From the first element of the first row to the last of the last.</param>
    /// <param name="step">How far it is from one row to the next.</param>
    /// <returns>Whether the rows are of that kind; they may be others that are read one by one.</returns>
    internal bool TryFindEvenRows(int start, int number, int length, out ReadOnlySpan<T> values, out int step)
    {
        step = stride;
        bool isEven = binding == Binding.Matrix && rowLength == length && start >= 0 && start <= count - number;
        (int begin, int elements) = (this.start + (start * stride), ((number - 1) * stride) + length);
        values = !isEven ? default : array is null ? memory.Span.Slice(begin, elements) : new ReadOnlySpan<T>(array, begin, elements);
        return isEven;
    }

    private static string Describe(int count) => Quantity.Of(count, "row", "rows");

    private static IEnumerator<T[]> Enumerate(Rows<T> rows)
    {
        for (int i = 0; i < rows.count; i++)
        {
            yield return rows.ArrayOf(i);
        }
    }

    private ReadOnlySpan<T> OtherRow(int item)
    {
        if ((uint)item >= (uint)count && binding != Binding.Same)
        {
            ThrowNoRow(item);
        }

        if (arrays is not null)
        {
            return arrays[item];
        }

        if (array is not null && offsets is not null)
        {
            int begin = offsets[item];
            return new ReadOnlySpan<T>(array, start + begin, offsets[item + 1] - begin);
        }

        return RowOfMemory(item);
    }

    /// <summary>The row where it is not the fastest to find: in memory that is no array's, or for an item that has no number.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<T> RowOfMemory(int item)
    {
        (int begin, int length) = offsets is null
            ? (unchecked(item * stride), rowLength)
            : (offsets[item], offsets[item + 1] - offsets[item]);
        return array is null ? memory.Span.Slice(start + begin, length) : new ReadOnlySpan<T>(array, start + begin, length);
    }

    // Apart, since building a message would slow down every row that there is.
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowNoRow(int item)
        => throw new ArgumentOutOfRangeException(nameof(item), item, $"There are {Describe(count)}, counted from 0.");
}
