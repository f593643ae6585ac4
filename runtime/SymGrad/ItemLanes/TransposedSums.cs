using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>The sums of the elements of eight vectors as one vector; each is added up as <see cref="ItemLanes.Sum()"/> does.</summary>
internal static class TransposedSums
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(
        Vector512<double> sum0,
        Vector512<double> sum1,
        Vector512<double> sum2,
        Vector512<double> sum3,
        Vector512<double> sum4,
        Vector512<double> sum5,
        Vector512<double> sum6,
        Vector512<double> sum7)
    {
        // Four parts of each, then two: those of even vectors beside each other, and those of odd ones, so that the last step puts them in order.
        Vector512<double> even = Two(Four(sum0, sum2), Four(sum4, sum6));
        Vector512<double> odd = Two(Four(sum1, sum3), Four(sum5, sum7));
        return Avx512F.UnpackLow(even, odd) + Avx512F.UnpackHigh(even, odd);
    }

    /// <summary>Of four vectors whose halves are given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Of(ReadOnlySpan<Vector256<double>> lower, ReadOnlySpan<Vector256<double>> upper, int first)
        => Of(lower[first] + upper[first], lower[first + 1] + upper[first + 1], lower[first + 2] + upper[first + 2], lower[first + 3] + upper[first + 3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Of(Vector256<double> sum0, Vector256<double> sum1, Vector256<double> sum2, Vector256<double> sum3)
    {
        if (Avx.IsSupported)
        {
            Vector256<double> even = Avx.Permute2x128(sum0, sum2, 0x20) + Avx.Permute2x128(sum0, sum2, 0x31);
            Vector256<double> odd = Avx.Permute2x128(sum1, sum3, 0x20) + Avx.Permute2x128(sum1, sum3, 0x31);
            return Avx.UnpackLow(even, odd) + Avx.UnpackHigh(even, odd);
        }

        return Vector256.Create(One(sum0), One(sum1), One(sum2), One(sum3));
    }

    private static double One(Vector256<double> sum)
    {
        Vector128<double> two = sum.GetLower() + sum.GetUpper();
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Four(Vector512<double> one, Vector512<double> other)
        => Avx512F.Shuffle4x128(one, other, 0x44) + Avx512F.Shuffle4x128(one, other, 0xEE);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Two(Vector512<double> one, Vector512<double> other)
        => Avx512F.Shuffle4x128(one, other, 0x88) + Avx512F.Shuffle4x128(one, other, 0xDD);
}
