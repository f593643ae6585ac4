using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>
/// Scalar products of shared numbers with eight rows, along the rows. Each has eight sums side by side: element j goes to sum j mod 8, but
/// those behind the last multiple of eight to the last sums; the eight are added up as <see cref="ItemLanes.Sum()"/> does. So the bits do not depend on the width
/// of the processor's vectors.
/// </summary>
internal static class RowProducts
{
    private const int Width = 8;

    /// <summary>Eight from place r on are set in the last r lanes.</summary>
    private static ReadOnlySpan<long> Masks => [0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1];

    /// <summary>Longer rows are taken in parts of so many elements or fewer, whose products are added up one after the other: eight such parts stay in the innermost cache.</summary>
    public const int LongestPart = 448;

    /// <summary>The vectors whose width the kernels are written for.</summary>
    public static bool AreWide => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    /// <param name="shared">The first of the shared numbers.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="start">The first element of each row.</param>
    /// <param name="count">How many elements; all are there.</param>
    /// <returns>The product with each row.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Of(ref double shared, ItemRows<double> rows, int start, int count)
        => rows.AreRequested
            ? Of(ref shared, ref rows.At(start), rows.Step, count, new RowRequests(rows.RequestDistance))
            : Of(ref shared, ref rows.At(start), rows.Step, count, default(NoRowRequests));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ItemLanes Of<TRequests>(ref double shared, ref double row, nint step, int count, TRequests requests)
        where TRequests : struct, IRowRequests
        => count <= LongestPart ? OfPart(ref shared, ref row, step, count, requests) : OfParts(ref shared, ref row, step, count, requests);

    /// <summary>The length of all parts but the last one: that of short rows, of long ones a multiple of eight, so that all are about as long.</summary>
    /// <param name="count">How many elements a row has.</param>
    /// <param name="longest">How many a part may have.</param>
    public static int PartLength(int count, int longest = LongestPart)
    {
        int parts = (int)(((long)count + longest - 1) / longest);
        return count <= longest ? count : ((count / parts) + Width) / Width * Width;
    }

    /// <summary>The last lanes of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LastLanes512(nint count) => Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)count).AsDouble();

    /// <summary>Those of the last lanes of eight that are among the four from one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LastLanes256(nint count, nint first) => Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)(count + first)).AsDouble();

    /// <summary>Of rows that are no longer than a part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes OfPart<TRequests>(ref double shared, ref double row, nint step, int count, TRequests requests)
        where TRequests : struct, IRowRequests
        => count < Width ? OfShort(ref shared, ref row, step, count)
            : AreWide ? new(Of512(ref shared, ref row, step, count, requests))
            : new(Of256(ref shared, ref row, step, count, requests));

    private static ItemLanes OfParts<TRequests>(ref double shared, ref double row, nint step, int count, TRequests requests)
        where TRequests : struct, IRowRequests
    {
        ItemLanes sum = 0.0;
        int length = PartLength(count);
        for (int start = 0; start < count; start += length)
        {
            sum += OfPart(ref Unsafe.Add(ref shared, start), ref Unsafe.Add(ref row, start), step, Math.Min(length, count - start), requests);
        }

        return sum;
    }

    /// <summary>For processors with vectors of 512 bits.</summary>
    public static Vector512<double> Of512<TRequests>(ref double shared, ref double row, nint step, nint count, TRequests requests)
        where TRequests : struct, IRowRequests
    {
        ref double fifth = ref Unsafe.Add(ref row, 4 * step);
        (nint step2, nint step3) = (2 * step, 3 * step);
        Vector512<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        nint j = 0;
        for (; j <= count - Width; j += Width)
        {
            requests.OfFour(ref row, step, j, Width);
            Vector512<double> a = Load512(ref shared, j);
            sum0 = Vector512.FusedMultiplyAdd(a, Load512(ref row, j), sum0);
            sum1 = Vector512.FusedMultiplyAdd(a, Load512(ref row, j + step), sum1);
            sum2 = Vector512.FusedMultiplyAdd(a, Load512(ref row, j + step2), sum2);
            sum3 = Vector512.FusedMultiplyAdd(a, Load512(ref row, j + step3), sum3);
            sum4 = Vector512.FusedMultiplyAdd(a, Load512(ref fifth, j), sum4);
            sum5 = Vector512.FusedMultiplyAdd(a, Load512(ref fifth, j + step), sum5);
            sum6 = Vector512.FusedMultiplyAdd(a, Load512(ref fifth, j + step2), sum6);
            sum7 = Vector512.FusedMultiplyAdd(a, Load512(ref fifth, j + step3), sum7);
        }

        if (j < count)
        {
            // The last eight again, without those that have been added already: nothing is read beyond the rows.
            Vector512<double> mask = LastLanes512(count - j);
            j = count - Width;
            Vector512<double> a = Load512(ref shared, j) & mask;
            sum0 = Vector512.FusedMultiplyAdd(a, Load512(ref row, j) & mask, sum0);
            sum1 = Vector512.FusedMultiplyAdd(a, Load512(ref row, j + step) & mask, sum1);
            sum2 = Vector512.FusedMultiplyAdd(a, Load512(ref row, j + step2) & mask, sum2);
            sum3 = Vector512.FusedMultiplyAdd(a, Load512(ref row, j + step3) & mask, sum3);
            sum4 = Vector512.FusedMultiplyAdd(a, Load512(ref fifth, j) & mask, sum4);
            sum5 = Vector512.FusedMultiplyAdd(a, Load512(ref fifth, j + step) & mask, sum5);
            sum6 = Vector512.FusedMultiplyAdd(a, Load512(ref fifth, j + step2) & mask, sum6);
            sum7 = Vector512.FusedMultiplyAdd(a, Load512(ref fifth, j + step3) & mask, sum7);
        }

        return TransposedSums.Of(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    }

    /// <summary>For narrower vectors: first the sums 0 to 3 of each row, then 4 to 7.</summary>
    [SkipLocalsInit]
    public static Vector512<double> Of256<TRequests>(ref double shared, ref double row, nint step, nint count, TRequests requests)
        where TRequests : struct, IRowRequests
    {
        Span<Vector256<double>> lower = stackalloc Vector256<double>[Width];
        Span<Vector256<double>> upper = stackalloc Vector256<double>[Width];
        Half(ref shared, ref row, step, count, 0, lower, requests);
        Half(ref shared, ref row, step, count, Vector256<double>.Count, upper, requests);
        return Vector512.Create(TransposedSums.Of(lower, upper, 0), TransposedSums.Of(lower, upper, Vector256<double>.Count));
    }

    private static void Half<TRequests>(ref double shared, ref double row, nint step, nint count, nint first, Span<Vector256<double>> sums, TRequests requests)
        where TRequests : struct, IRowRequests
    {
        ref double fifth = ref Unsafe.Add(ref row, 4 * step);
        (nint step2, nint step3) = (2 * step, 3 * step);
        Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        nint j = first;
        for (; j <= count - Width + first; j += Width)
        {
            requests.OfFour(ref row, step, j, Vector256<double>.Count);
            Vector256<double> a = Load256(ref shared, j);
            sum0 = Vector256.FusedMultiplyAdd(a, Load256(ref row, j), sum0);
            sum1 = Vector256.FusedMultiplyAdd(a, Load256(ref row, j + step), sum1);
            sum2 = Vector256.FusedMultiplyAdd(a, Load256(ref row, j + step2), sum2);
            sum3 = Vector256.FusedMultiplyAdd(a, Load256(ref row, j + step3), sum3);
            sum4 = Vector256.FusedMultiplyAdd(a, Load256(ref fifth, j), sum4);
            sum5 = Vector256.FusedMultiplyAdd(a, Load256(ref fifth, j + step), sum5);
            sum6 = Vector256.FusedMultiplyAdd(a, Load256(ref fifth, j + step2), sum6);
            sum7 = Vector256.FusedMultiplyAdd(a, Load256(ref fifth, j + step3), sum7);
        }

        if (j - first < count)
        {
            Vector256<double> mask = LastLanes256(count - j + first, first);
            j = count - Width + first;
            Vector256<double> a = Load256(ref shared, j) & mask;
            sum0 = Vector256.FusedMultiplyAdd(a, Load256(ref row, j) & mask, sum0);
            sum1 = Vector256.FusedMultiplyAdd(a, Load256(ref row, j + step) & mask, sum1);
            sum2 = Vector256.FusedMultiplyAdd(a, Load256(ref row, j + step2) & mask, sum2);
            sum3 = Vector256.FusedMultiplyAdd(a, Load256(ref row, j + step3) & mask, sum3);
            sum4 = Vector256.FusedMultiplyAdd(a, Load256(ref fifth, j) & mask, sum4);
            sum5 = Vector256.FusedMultiplyAdd(a, Load256(ref fifth, j + step) & mask, sum5);
            sum6 = Vector256.FusedMultiplyAdd(a, Load256(ref fifth, j + step2) & mask, sum6);
            sum7 = Vector256.FusedMultiplyAdd(a, Load256(ref fifth, j + step3) & mask, sum7);
        }

        sums[7] = sum7;
        sums[6] = sum6;
        sums[5] = sum5;
        sums[4] = sum4;
        sums[3] = sum3;
        sums[2] = sum2;
        sums[1] = sum1;
        sums[0] = sum0;
    }

    /// <summary>Fewer than eight elements: one step with copies that zeros fill up.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ItemLanes OfShort(ref double shared, ref double row, nint step, int count)
    {
        Span<double> copies = stackalloc double[Width * (ItemLanes.Count + 1)];
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load512(ref double first, nint index) => Vector512.LoadUnsafe(ref Unsafe.Add(ref first, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load256(ref double first, nint index) => Vector256.LoadUnsafe(ref Unsafe.Add(ref first, index));
}
