using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <content>Elements of arrays, where each item has its own.</content>
public readonly partial struct ItemLanes
{
    /// <summary>The element of an array of which each item has its own index.</summary>
    /// <param name="array">The array, of which each item has its own elements.</param>
    /// <param name="index">The indices: integers.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is not within the array.</exception>
    public static ItemLanes Gather(ReadOnlySpan<ItemLanes> array, ItemLanes index)
    {
        Span<double> results = stackalloc double[Count];
        for (int i = 0; i < Count; i++)
        {
            results[i] = array[(int)index.Values[i]].Values[i];
        }

        return Load(results, 0);
    }

    /// <summary>The element of an array of which each item has its own index.</summary>
    /// <param name="array">The array, which all items share.</param>
    /// <param name="index">The indices: integers.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is not within the array.</exception>
    public static ItemLanes Gather(ReadOnlySpan<double> array, ItemLanes index)
    {
        Span<double> results = stackalloc double[Count];
        for (int i = 0; i < Count; i++)
        {
            results[i] = array[(int)index.Values[i]];
        }

        return Load(results, 0);
    }

    /// <summary>Stores an element of an array for each item, where each has its own index.</summary>
    /// <param name="array">The array, of which each item has its own elements.</param>
    /// <param name="index">The indices: integers.</param>
    /// <param name="value">What is stored.</param>
    /// <exception cref="IndexOutOfRangeException">An index is not within the array.</exception>
    public static void Scatter(Span<ItemLanes> array, ItemLanes index, ItemLanes value)
    {
        for (int i = 0; i < Count; i++)
        {
            ref double element = ref Unsafe.As<ItemLanes, double>(ref array[(int)index.Values[i]]);
            Unsafe.Add(ref element, i) = value.Values[i];
        }
    }

    /// <summary>Reads the rows of eight items in a row, element by element.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="start">The first of the eight items.</param>
    /// <param name="destination">Takes, for each element of a row, those of the eight items.</param>
    /// <returns>Whether all eight rows are as long as the destination; otherwise nothing is read.</returns>
    public static bool TryLoad(Rows<double> rows, int start, Span<ItemLanes> destination)
    {
        if (rows.TryFindEvenRows(start, Count, destination.Length, out ReadOnlySpan<double> values, out int step))
        {
            Transpose(values, step, destination);
            return true;
        }

        ReadOnlySpan<double> row0 = rows[start];
        ReadOnlySpan<double> row1 = rows[start + 1];
        ReadOnlySpan<double> row2 = rows[start + 2];
        ReadOnlySpan<double> row3 = rows[start + 3];
        ReadOnlySpan<double> row4 = rows[start + 4];
        ReadOnlySpan<double> row5 = rows[start + 5];
        ReadOnlySpan<double> row6 = rows[start + 6];
        ReadOnlySpan<double> row7 = rows[start + 7];
        int length = destination.Length;
        if (row0.Length != length || row1.Length != length || row2.Length != length || row3.Length != length
            || row4.Length != length || row5.Length != length || row6.Length != length || row7.Length != length)
        {
            return false;
        }

        Span<double> lanes = MemoryMarshal.Cast<ItemLanes, double>(destination);
        int done = Transpose(row0, row1, row2, row3, lanes);
        _ = Transpose(row4, row5, row6, row7, lanes[Math.Min(4, lanes.Length)..]);
        for (int i = done; i < length; i++)
        {
            destination[i] = new(Vector512.Create(row0[i], row1[i], row2[i], row3[i], row4[i], row5[i], row6[i], row7[i]));
        }

        return true;
    }

    /// <inheritdoc cref="TryLoad(Rows{double}, int, Span{ItemLanes})"/>
    public static bool TryLoad(Rows<float> rows, int start, Span<ItemLanes> destination)
    {
        for (int lane = 0; lane < Count; lane++)
        {
            if (rows[start + lane].Length != destination.Length)
            {
                return false;
            }
        }

        Span<double> lanes = MemoryMarshal.Cast<ItemLanes, double>(destination);
        for (int lane = 0; lane < Count; lane++)
        {
            ReadOnlySpan<float> row = rows[start + lane];
            for (int i = 0; i < row.Length; i++)
            {
                lanes[(i * Count) + lane] = row[i];
            }
        }

        return true;
    }

    /// <inheritdoc cref="TryLoad(Rows{double}, int, Span{ItemLanes})"/>
    public static bool TryLoad(Rows<int> rows, int start, Span<ItemLanes> destination)
    {
        for (int lane = 0; lane < Count; lane++)
        {
            if (rows[start + lane].Length != destination.Length)
            {
                return false;
            }
        }

        Span<double> lanes = MemoryMarshal.Cast<ItemLanes, double>(destination);
        for (int lane = 0; lane < Count; lane++)
        {
            ReadOnlySpan<int> row = rows[start + lane];
            for (int i = 0; i < row.Length; i++)
            {
                lanes[(i * Count) + lane] = row[i];
            }
        }

        return true;
    }

    /// <summary>Eight rows that lie evenly.</summary>
    private static void Transpose(ReadOnlySpan<double> rows, int step, Span<ItemLanes> destination)
    {
        int length = destination.Length;
        Span<double> lanes = MemoryMarshal.Cast<ItemLanes, double>(destination);
        int done = 0;
        if (Avx.IsSupported && length >= 4)
        {
            ReadOnlySpan<double> second = rows[(4 * step)..];
            done = Transpose(rows[..length], rows.Slice(step, length), rows.Slice(2 * step, length), rows.Slice(3 * step, length), lanes);
            _ = Transpose(second[..length], second.Slice(step, length), second.Slice(2 * step, length), second.Slice(3 * step, length), lanes[4..]);
        }

        for (int lane = 0; lane < Count; lane++)
        {
            ReadOnlySpan<double> row = rows.Slice(lane * step, length);
            for (int i = done; i < row.Length; i++)
            {
                lanes[(i * Count) + lane] = row[i];
            }
        }
    }

    /// <summary>Four elements of four rows at a time become four elements of four lanes.</summary>
    /// <returns>How many elements have been read.</returns>
    private static int Transpose(
        ReadOnlySpan<double> row0, ReadOnlySpan<double> row1, ReadOnlySpan<double> row2, ReadOnlySpan<double> row3, Span<double> lanes)
    {
        int i = 0;
        if (Avx.IsSupported)
        {
            ref double source0 = ref MemoryMarshal.GetReference(row0);
            ref double source1 = ref MemoryMarshal.GetReference(row1);
            ref double source2 = ref MemoryMarshal.GetReference(row2);
            ref double source3 = ref MemoryMarshal.GetReference(row3);
            ref double target = ref MemoryMarshal.GetReference(lanes);
            for (; i <= row0.Length - 4; i += 4)
            {
                Vector256<double> a = Vector256.LoadUnsafe(ref source0, (nuint)i);
                Vector256<double> b = Vector256.LoadUnsafe(ref source1, (nuint)i);
                Vector256<double> c = Vector256.LoadUnsafe(ref source2, (nuint)i);
                Vector256<double> d = Vector256.LoadUnsafe(ref source3, (nuint)i);
                Vector256<double> evenAb = Avx.UnpackLow(a, b);
                Vector256<double> oddAb = Avx.UnpackHigh(a, b);
                Vector256<double> evenCd = Avx.UnpackLow(c, d);
                Vector256<double> oddCd = Avx.UnpackHigh(c, d);
                Avx.Permute2x128(evenAb, evenCd, 0x20).StoreUnsafe(ref target, (nuint)(i * Count));
                Avx.Permute2x128(oddAb, oddCd, 0x20).StoreUnsafe(ref target, (nuint)((i + 1) * Count));
                Avx.Permute2x128(evenAb, evenCd, 0x31).StoreUnsafe(ref target, (nuint)((i + 2) * Count));
                Avx.Permute2x128(oddAb, oddCd, 0x31).StoreUnsafe(ref target, (nuint)((i + 3) * Count));
            }
        }

        return i;
    }
}
