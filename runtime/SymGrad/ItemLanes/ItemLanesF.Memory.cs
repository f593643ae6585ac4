using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <content>Elements of arrays, where each item has its own, and functions that have no form for several numbers.</content>
public readonly partial struct ItemLanesF
{
    /// <inheritdoc cref="ItemLanes.Map(Func{double, double}, ItemLanes)"/>
    public static ItemLanesF Map(Func<float, float> function, ItemLanesF x) => LaneElements<ItemLanesF, float>.Map(function, x);

    /// <inheritdoc cref="ItemLanes.Map(Func{double, double, double}, ItemLanes, ItemLanes)"/>
    public static ItemLanesF Map(Func<float, float, float> function, ItemLanesF x, ItemLanesF y) => LaneElements<ItemLanesF, float>.Map(function, x, y);

    /// <inheritdoc cref="ItemLanes.Map(Func{double, double, double, double}, ItemLanes, ItemLanes, ItemLanes)"/>
    public static ItemLanesF Map(Func<float, float, float, float> function, ItemLanesF x, ItemLanesF y, ItemLanesF z)
        => LaneElements<ItemLanesF, float>.Map(function, x, y, z);

    /// <inheritdoc cref="ItemLanes.Gather(ReadOnlySpan{ItemLanes}, ItemLanes)"/>
    public static ItemLanesF Gather(ReadOnlySpan<ItemLanesF> array, ItemLanes index) => LaneElements<ItemLanesF, float>.Gather(array, index);

    /// <inheritdoc cref="ItemLanes.Gather(ReadOnlySpan{double}, ItemLanes)"/>
    public static ItemLanesF Gather(ReadOnlySpan<float> array, ItemLanes index) => LaneElements<ItemLanesF, float>.Gather(array, index);

    /// <inheritdoc cref="ItemLanes.Scatter(Span{ItemLanes}, ItemLanes, ItemLanes)"/>
    public static void Scatter(Span<ItemLanesF> array, ItemLanes index, ItemLanesF value)
        => LaneElements<ItemLanesF, float>.Scatter(array, index, value);

    /// <inheritdoc cref="ItemLanes.Dot(ReadOnlySpan{double}, int, ReadOnlySpan{ItemLanes}, int, int)"/>
    public static ItemLanesF Dot(ReadOnlySpan<float> left, int leftStart, ReadOnlySpan<ItemLanesF> right, int rightStart, int count)
        => LaneElements<ItemLanesF, float>.Dot(left, leftStart, right, rightStart, count);

    /// <inheritdoc cref="ItemLanes.Dot(ReadOnlySpan{double}, int, ReadOnlySpan{ItemLanes}, int, int)"/>
    public static ItemLanesF Dot(ReadOnlySpan<ItemLanesF> left, int leftStart, ReadOnlySpan<float> right, int rightStart, int count)
        => LaneElements<ItemLanesF, float>.Dot(right, rightStart, left, leftStart, count);

    /// <inheritdoc cref="ItemLanes.Dot(ReadOnlySpan{double}, int, ReadOnlySpan{ItemLanes}, int, int)"/>
    public static ItemLanesF Dot(ReadOnlySpan<ItemLanesF> left, int leftStart, ReadOnlySpan<ItemLanesF> right, int rightStart, int count)
        => LaneElements<ItemLanesF, float>.Dot(left, leftStart, right, rightStart, count);

    /// <inheritdoc cref="ItemLanes.TryLoad(in Rows{double}, int, Span{ItemLanes})"/>
    public static bool TryLoad(in Rows<float> rows, int start, Span<ItemLanesF> destination)
    {
        for (int lane = 0; lane < ItemLanes.Count; lane++)
        {
            if (rows[start + lane].Length != destination.Length)
            {
                return false;
            }
        }

        int first = 0;
        if (Avx.IsSupported)
        {
            ref float row0 = ref First(rows, start), row1 = ref First(rows, start + 1), row2 = ref First(rows, start + 2), row3 = ref First(rows, start + 3);
            ref float row4 = ref First(rows, start + 4), row5 = ref First(rows, start + 5), row6 = ref First(rows, start + 6), row7 = ref First(rows, start + 7);
            for (; first <= destination.Length - 4; first += 4)
            {
                Transpose(
                    FourOf(ref row0, ref row4, first), FourOf(ref row1, ref row5, first), FourOf(ref row2, ref row6, first), FourOf(ref row3, ref row7, first), destination.Slice(first, 4));
            }
        }

        Span<float> lanes = MemoryMarshal.Cast<ItemLanesF, float>(destination);
        for (int lane = 0; lane < ItemLanes.Count; lane++)
        {
            ReadOnlySpan<float> row = rows[start + lane];
            for (int i = first; i < row.Length; i++)
            {
                lanes[(i * ItemLanes.Count) + lane] = row[i];
            }
        }

        return true;
    }

    private static ref float First(in Rows<float> rows, int item) => ref MemoryMarshal.GetReference(rows[item]);

    /// <summary>Four elements of an item, and of the one four further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> FourOf(ref float row, ref float fourth, int first)
        => Vector256.Create(Vector128.LoadUnsafe(ref row, (nuint)first), Vector128.LoadUnsafe(ref fourth, (nuint)first));

    /// <summary>Four elements of each item become one element of eight items, four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, Span<ItemLanesF> destination)
    {
        Vector256<double> lowAb = Avx.UnpackLow(a, b).AsDouble();
        Vector256<double> highAb = Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> lowCd = Avx.UnpackLow(c, d).AsDouble();
        Vector256<double> highCd = Avx.UnpackHigh(c, d).AsDouble();
        destination[3] = new(Avx.UnpackHigh(highAb, highCd).AsSingle());
        destination[2] = new(Avx.UnpackLow(highAb, highCd).AsSingle());
        destination[1] = new(Avx.UnpackHigh(lowAb, lowCd).AsSingle());
        destination[0] = new(Avx.UnpackLow(lowAb, lowCd).AsSingle());
    }
}
