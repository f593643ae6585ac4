using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>
/// The rows of eight items, where they are in memory: what generated code reads products of rows from. All eight have the same length. Where each
/// element is needed by itself, <see cref="ItemLanes.TryLoad(in Rows{double}, int, Span{ItemLanes})"/> reads them side by side.
/// </summary>
public readonly ref struct ItemRows
{
    private readonly ref readonly double first;
    private readonly int step;

    private ItemRows(ref readonly double first, int step, int length)
    {
        this.first = ref first;
        this.step = step;
        Length = length;
    }

    /// <summary>How many elements each row has.</summary>
    public int Length { get; }

    /// <summary>How many elements there are from one row to the next.</summary>
    internal nint Step => step;

    /// <summary>How many numbers <see cref="TryRead(in Rows{double}, int, Span{double}, int, out ItemRows)"/> has to copy: none of rows of doubles that lie at equal distances.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="length">How many elements a row has.</param>
    /// <returns>The length of a buffer.</returns>
    /// <exception cref="OverflowException">No buffer is that long.</exception>
    public static int BufferLength<T>(in Rows<T> rows, int length)
        where T : unmanaged
        => typeof(T) == typeof(double) && rows.IsEven ? 0 : checked(length * ItemLanes.Count);

    /// <summary>Finds the rows of eight items in a row.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="start">The first of the eight items.</param>
    /// <param name="buffer">Memory for rows that have to be copied.</param>
    /// <param name="length">How long they have to be.</param>
    /// <param name="items">The eight rows.</param>
    /// <returns>Whether all eight have that length.</returns>
    public static bool TryRead(scoped in Rows<double> rows, int start, Span<double> buffer, int length, out ItemRows items)
    {
        if (rows.TryFindEvenRows(start, ItemLanes.Count, length, out ReadOnlySpan<double> values, out int step))
        {
            items = new ItemRows(ref MemoryMarshal.GetReference(values), step, length);
            return true;
        }

        return TryCopy(rows, start, buffer, length, new Copy(), out items);
    }

    /// <inheritdoc cref="TryRead(in Rows{double}, int, Span{double}, int, out ItemRows)"/>
    public static bool TryRead(scoped in Rows<float> rows, int start, Span<double> buffer, int length, out ItemRows items)
        => TryCopy(rows, start, buffer, length, new Widening(), out items);

    /// <inheritdoc cref="TryRead(in Rows{double}, int, Span{double}, int, out ItemRows)"/>
    public static bool TryRead(scoped in Rows<int> rows, int start, Span<double> buffer, int length, out ItemRows items)
        => TryCopy(rows, start, buffer, length, new Conversion(), out items);

    /// <summary>A part of each row.</summary>
    /// <param name="start">Its first element.</param>
    /// <returns>What follows from there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rows are shorter.</exception>
    public ItemRows Slice(int start) => Slice(start, Length - start);

    /// <summary>A part of each row.</summary>
    /// <param name="start">Its first element.</param>
    /// <param name="length">How many elements it has.</param>
    /// <returns>The parts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rows are shorter.</exception>
    public ItemRows Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Length - length);
        return new ItemRows(ref Unsafe.Add(ref Unsafe.AsRef(in first), start), step, length);
    }

    /// <summary>An element of the first row; it has to be there.</summary>
    internal ref double At(int index) => ref Unsafe.Add(ref Unsafe.AsRef(in first), index);

    private static bool TryCopy<T, TConverter>(scoped in Rows<T> rows, int start, Span<double> buffer, int length, TConverter converter, out ItemRows items)
        where T : unmanaged
        where TConverter : struct, IConverter<T>
    {
        items = default;
        for (int item = 0; item < ItemLanes.Count; item++)
        {
            ReadOnlySpan<T> row = rows[start + item];
            if (row.Length != length)
            {
                return false;
            }

            converter.Convert(row, buffer.Slice(item * length, length));
        }

        items = new ItemRows(ref MemoryMarshal.GetReference(buffer), length, length);
        return true;
    }

    private interface IConverter<T>
    {
        void Convert(ReadOnlySpan<T> row, Span<double> destination);
    }

    private readonly struct Copy : IConverter<double>
    {
        public void Convert(ReadOnlySpan<double> row, Span<double> destination) => row.CopyTo(destination);
    }

    private readonly struct Widening : IConverter<float>
    {
        public void Convert(ReadOnlySpan<float> row, Span<double> destination)
        {
            int i = 0;
            for (; i <= row.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.Create(row.Slice(i)));
                lower.CopyTo(destination.Slice(i));
                upper.CopyTo(destination.Slice(i + Vector256<double>.Count));
            }

            for (; i < row.Length; i++)
            {
                destination[i] = row[i];
            }
        }
    }

    private readonly struct Conversion : IConverter<int>
    {
        public void Convert(ReadOnlySpan<int> row, Span<double> destination)
        {
            for (int i = 0; i < row.Length; i++)
            {
                destination[i] = row[i];
            }
        }
    }
}
