using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>
/// Scalar products of shared numbers with eight rows, along the rows, in single precision. Each is added up as <see cref="RowProducts"/> does, in eight sums side by
/// side: here these are one vector of 256 bits.
/// </summary>
internal static class SingleRowProducts
{
    private const int Width = 8;

    /// <summary>Longer rows are taken in parts, as those of doubles are.</summary>
    public const int LongestPart = 2 * RowProducts.LongestPart;

    /// <summary>Eight from place r on are set in the last r lanes.</summary>
    private static ReadOnlySpan<int> Masks => [0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1];

    /// <param name="shared">The first of the shared numbers.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="start">The first element of each row.</param>
    /// <param name="count">How many elements; all are there.</param>
    /// <returns>The product with each row.</returns>
    public static ItemLanesF Of(ref float shared, ItemRows<float> rows, int start, int count)
        => rows.AreRequested
            ? Of(ref shared, ref rows.At(start), rows.Step, count, new RowRequests(rows.RequestDistance))
            : Of(ref shared, ref rows.At(start), rows.Step, count, default(NoRowRequests));

    private static ItemLanesF Of<TRequests>(ref float shared, ref float row, nint step, int count, TRequests requests)
        where TRequests : struct, IRowRequests
    {
        int length = RowProducts.PartLength(count, LongestPart);
        ItemLanesF sum = OfPart(ref shared, ref row, step, length, requests);
        for (int start = length; start < count; start += length)
        {
            sum += OfPart(ref Unsafe.Add(ref shared, start), ref Unsafe.Add(ref row, start), step, Math.Min(length, count - start), requests);
        }

        return sum;
    }

    /// <summary>The last lanes of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LastLanes(nint count) => Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)count).AsSingle();

    /// <summary>Of rows that are no longer than a part.</summary>
    public static ItemLanesF OfPart<TRequests>(ref float shared, ref float row, nint step, nint count, TRequests requests)
        where TRequests : struct, IRowRequests
    {
        if (count < Width)
        {
            return OfShort(ref shared, ref row, step, count);
        }

        ref float fifth = ref Unsafe.Add(ref row, 4 * step);
        (nint step2, nint step3) = (2 * step, 3 * step);
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        nint j = 0;
        for (; j <= count - Width; j += Width)
        {
            requests.OfFour(ref row, step, j, Width);
            Vector256<float> a = Load(ref shared, j);
            sum0 = Vector256.FusedMultiplyAdd(a, Load(ref row, j), sum0);
            sum1 = Vector256.FusedMultiplyAdd(a, Load(ref row, j + step), sum1);
            sum2 = Vector256.FusedMultiplyAdd(a, Load(ref row, j + step2), sum2);
            sum3 = Vector256.FusedMultiplyAdd(a, Load(ref row, j + step3), sum3);
            sum4 = Vector256.FusedMultiplyAdd(a, Load(ref fifth, j), sum4);
            sum5 = Vector256.FusedMultiplyAdd(a, Load(ref fifth, j + step), sum5);
            sum6 = Vector256.FusedMultiplyAdd(a, Load(ref fifth, j + step2), sum6);
            sum7 = Vector256.FusedMultiplyAdd(a, Load(ref fifth, j + step3), sum7);
        }

        if (j < count)
        {
            // The last eight again, without those that have been added already: nothing is read beyond the rows.
            Vector256<float> mask = LastLanes(count - j);
            j = count - Width;
            Vector256<float> a = Load(ref shared, j) & mask;
            sum0 = Vector256.FusedMultiplyAdd(a, Load(ref row, j) & mask, sum0);
            sum1 = Vector256.FusedMultiplyAdd(a, Load(ref row, j + step) & mask, sum1);
            sum2 = Vector256.FusedMultiplyAdd(a, Load(ref row, j + step2) & mask, sum2);
            sum3 = Vector256.FusedMultiplyAdd(a, Load(ref row, j + step3) & mask, sum3);
            sum4 = Vector256.FusedMultiplyAdd(a, Load(ref fifth, j) & mask, sum4);
            sum5 = Vector256.FusedMultiplyAdd(a, Load(ref fifth, j + step) & mask, sum5);
            sum6 = Vector256.FusedMultiplyAdd(a, Load(ref fifth, j + step2) & mask, sum6);
            sum7 = Vector256.FusedMultiplyAdd(a, Load(ref fifth, j + step3) & mask, sum7);
        }

        return new(Vector256.Create(Sums(sum0, sum1, sum2, sum3), Sums(sum4, sum5, sum6, sum7)));
    }

    /// <summary>The sums of the elements of four vectors: each is added up as <see cref="ItemLanes.Sum()"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Vector256<float> sum0, Vector256<float> sum1, Vector256<float> sum2, Vector256<float> sum3)
    {
        (Vector128<float> a, Vector128<float> b) = (sum0.GetLower() + sum0.GetUpper(), sum1.GetLower() + sum1.GetUpper());
        (Vector128<float> c, Vector128<float> d) = (sum2.GetLower() + sum2.GetUpper(), sum3.GetLower() + sum3.GetUpper());
        if (Sse.IsSupported)
        {
            // Two parts of each, then one.
            Vector128<float> ab = Sse.MoveLowToHigh(a, b) + Sse.MoveHighToLow(b, a);
            Vector128<float> cd = Sse.MoveLowToHigh(c, d) + Sse.MoveHighToLow(d, c);
            return Sse.Shuffle(ab, cd, 0b10_00_10_00) + Sse.Shuffle(ab, cd, 0b11_01_11_01);
        }

        return Vector128.Create(One(a), One(b), One(c), One(d));

        static float One(Vector128<float> four) => four[0] + four[2] + (four[1] + four[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float first, nint index) => Vector256.LoadUnsafe(ref Unsafe.Add(ref first, index));

    /// <summary>Fewer than eight elements: one step with copies that zeros fill up.</summary>
    private static ItemLanesF OfShort(ref float shared, ref float row, nint step, nint count)
    {
        Span<float> copies = stackalloc float[Width * (ItemLanes.Count + 1)];
        copies.Clear();
        for (int j = 0; j < count; j++)
        {
            copies[j] = Unsafe.Add(ref shared, j);
            for (int item = 0; item < ItemLanes.Count; item++)
            {
                copies[((item + 1) * Width) + j] = Unsafe.Add(ref row, (item * step) + j);
            }
        }

        return OfPart(ref copies[0], ref copies[Width], Width, Width, default(NoRowRequests));
    }
}
