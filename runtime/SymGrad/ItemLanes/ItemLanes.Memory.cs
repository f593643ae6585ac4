using System;
using System.Diagnostics.CodeAnalysis;
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
    public static ItemLanes Gather(ReadOnlySpan<ItemLanes> array, ItemLanes index) => LaneElements<ItemLanes, double>.Gather(array, index);

    /// <summary>The element of an array of which each item has its own index.</summary>
    /// <param name="array">The array, which all items share.</param>
    /// <param name="index">The indices: integers.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is not within the array.</exception>
    public static ItemLanes Gather(ReadOnlySpan<double> array, ItemLanes index) => LaneElements<ItemLanes, double>.Gather(array, index);

    /// <summary>Stores an element of an array for each item, where each has its own index.</summary>
    /// <param name="array">The array, of which each item has its own elements.</param>
    /// <param name="index">The indices: integers.</param>
    /// <param name="value">What is stored.</param>
    /// <exception cref="IndexOutOfRangeException">An index is not within the array.</exception>
    public static void Scatter(Span<ItemLanes> array, ItemLanes index, ItemLanes value)
        => LaneElements<ItemLanes, double>.Scatter(array, index, value);

    /// <summary>Σ aᵢ·xᵢ, in four sums side by side: every fourth product goes to the same one, rounded once with it.</summary>
    /// <param name="left">a, which all items share.</param>
    /// <param name="leftStart">The first element.</param>
    /// <param name="right">x, of which each item has its own.</param>
    /// <param name="rightStart">The first element.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static ItemLanes Dot(ReadOnlySpan<double> left, int leftStart, ReadOnlySpan<ItemLanes> right, int rightStart, int count)
        => LaneElements<ItemLanes, double>.Dot(left, leftStart, right, rightStart, count);

    /// <inheritdoc cref="Dot(ReadOnlySpan{double}, int, ReadOnlySpan{ItemLanes}, int, int)"/>
    public static ItemLanes Dot(ReadOnlySpan<ItemLanes> left, int leftStart, ReadOnlySpan<double> right, int rightStart, int count)
        => Dot(right, rightStart, left, leftStart, count);

    /// <inheritdoc cref="Dot(ReadOnlySpan{double}, int, ReadOnlySpan{ItemLanes}, int, int)"/>
    public static ItemLanes Dot(ReadOnlySpan<ItemLanes> left, int leftStart, ReadOnlySpan<ItemLanes> right, int rightStart, int count)
        => LaneElements<ItemLanes, double>.Dot(left, leftStart, right, rightStart, count);

    /// <summary>Reads the rows of eight items in a row, element by element.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="start">The first of the eight items.</param>
    /// <param name="destination">Takes, for each element of a row, those of the eight items.</param>
    /// <returns>Whether all eight rows are as long as the destination; otherwise nothing is read.</returns>
    public static bool TryLoad(in Rows<double> rows, int start, Span<ItemLanes> destination)
    {
        if (rows.TryFindEvenRows(start, Count, destination.Length, out ReadOnlySpan<double> values, out int step))
        {
            ref double first = ref MemoryMarshal.GetReference(values);
            ref double fifth = ref Unsafe.Add(ref first, 4 * step);
            Transpose(ref first, ref Unsafe.Add(ref first, step), ref Unsafe.Add(ref first, 2 * step), ref Unsafe.Add(ref first, 3 * step), destination, 0);
            Transpose(ref fifth, ref Unsafe.Add(ref fifth, step), ref Unsafe.Add(ref fifth, 2 * step), ref Unsafe.Add(ref fifth, 3 * step), destination, 4);
            return true;
        }

        for (int lane = 0; lane < Count; lane++)
        {
            if (rows[start + lane].Length != destination.Length)
            {
                return false;
            }
        }

        for (int lane = 0; lane < Count; lane += 4)
        {
            Transpose(
                ref MemoryMarshal.GetReference(rows[start + lane]),
                ref MemoryMarshal.GetReference(rows[start + lane + 1]),
                ref MemoryMarshal.GetReference(rows[start + lane + 2]),
                ref MemoryMarshal.GetReference(rows[start + lane + 3]),
                destination,
                lane);
        }

        return true;
    }

    /// <inheritdoc cref="TryLoad(in Rows{double}, int, Span{ItemLanes})"/>
    public static bool TryLoad(in Rows<float> rows, int start, Span<ItemLanes> destination)
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

    /// <inheritdoc cref="TryLoad(in Rows{double}, int, Span{ItemLanes})"/>
    public static bool TryLoad(in Rows<int> rows, int start, Span<ItemLanes> destination)
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

    /// <summary>A loop over elements that are not there throws at the first of them.</summary>
    [SuppressMessage("Usage", "CA2201", Justification = "What stands in the place of a loop throws what the loop does.")]
    internal static void CheckRange(int length, int start, int count)
    {
        if (count > 0 && (start < 0 || start > length - count))
        {
            throw new IndexOutOfRangeException();
        }
    }

    /// <summary>The elements of four rows, as many as the destination has, become elements of four lanes: four at a time where vectors can do it.</summary>
    private static void Transpose(ref double row0, ref double row1, ref double row2, ref double row3, Span<ItemLanes> destination, int lane)
    {
        ref double target = ref Unsafe.Add(ref Unsafe.As<ItemLanes, double>(ref MemoryMarshal.GetReference(destination)), lane);
        int i = 0;
        if (Avx.IsSupported)
        {
            for (; i <= destination.Length - 4; i += 4)
            {
                Vector256<double> a = Vector256.LoadUnsafe(ref row0, (nuint)i);
                Vector256<double> b = Vector256.LoadUnsafe(ref row1, (nuint)i);
                Vector256<double> c = Vector256.LoadUnsafe(ref row2, (nuint)i);
                Vector256<double> d = Vector256.LoadUnsafe(ref row3, (nuint)i);
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

        for (; i < destination.Length; i++)
        {
            ref double element = ref Unsafe.Add(ref target, i * Count);
            element = Unsafe.Add(ref row0, i);
            Unsafe.Add(ref element, 1) = Unsafe.Add(ref row1, i);
            Unsafe.Add(ref element, 2) = Unsafe.Add(ref row2, i);
            Unsafe.Add(ref element, 3) = Unsafe.Add(ref row3, i);
        }
    }
}
