using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>
/// The products of the rows of a shared matrix with eight rows of items in single precision, three rows of the matrix and four items at once: what is loaded is used several
/// times. Each is added up as <see cref="SingleRowProducts"/> does, with the same bits.
/// </summary>
internal static class SingleRowMatrixProducts
{
    private const int Rows = 3;

    private const int Width = 8;

    /// <param name="destination">The products with each row of the matrix are added here.</param>
    /// <param name="matrix">The first element of the first row of the matrix.</param>
    /// <param name="stride">From one row of the matrix to the next.</param>
    /// <param name="row">The first element of the first item's row.</param>
    /// <param name="step">From one item's row to the next.</param>
    /// <param name="count">How many elements: no more than a part.</param>
    public static void Add(Span<ItemLanesF> destination, ref float matrix, nint stride, ref float row, nint step, nint count)
    {
        int k = 0;
        if (count >= Width)
        {
            ref float fifth = ref Unsafe.Add(ref row, 4 * step);
            for (; k <= destination.Length - Rows; k += Rows)
            {
                ref float first = ref Unsafe.Add(ref matrix, k * stride);
                Span<ItemLanesF> products = destination.Slice(k, Rows);
                (Vector128<float> lower0, Vector128<float> lower1, Vector128<float> lower2) = OfFour(ref first, stride, ref row, step, count);
                (Vector128<float> upper0, Vector128<float> upper1, Vector128<float> upper2) = OfFour(ref first, stride, ref fifth, step, count);
                products[0] += new ItemLanesF(Vector256.Create(lower0, upper0));
                products[1] += new ItemLanesF(Vector256.Create(lower1, upper1));
                products[2] += new ItemLanesF(Vector256.Create(lower2, upper2));
            }
        }

        for (; k < destination.Length; k++)
        {
            destination[k] += SingleRowProducts.OfPart(ref Unsafe.Add(ref matrix, k * stride), ref row, step, count, default(NoRowRequests));
        }
    }

    /// <summary>Of four items with three rows: twelve sums, three vectors of the matrix and one of an item are sixteen registers.</summary>
    private static (Vector128<float> First, Vector128<float> Second, Vector128<float> Third) OfFour(ref float matrix, nint stride, ref float row, nint step, nint count)
    {
        ref float second = ref Unsafe.Add(ref matrix, stride);
        ref float third = ref Unsafe.Add(ref second, stride);
        (nint step2, nint step3) = (2 * step, 3 * step);
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector256<float> c0 = default, c1 = default, c2 = default, c3 = default;
        nint j = 0;
        for (; j <= count - Width; j += Width)
        {
            (Vector256<float> a, Vector256<float> b, Vector256<float> c) = (Load(ref matrix, j), Load(ref second, j), Load(ref third, j));
            Vector256<float> x = Load(ref row, j);
            (a0, b0, c0) = (Vector256.FusedMultiplyAdd(a, x, a0), Vector256.FusedMultiplyAdd(b, x, b0), Vector256.FusedMultiplyAdd(c, x, c0));
            x = Load(ref row, j + step);
            (a1, b1, c1) = (Vector256.FusedMultiplyAdd(a, x, a1), Vector256.FusedMultiplyAdd(b, x, b1), Vector256.FusedMultiplyAdd(c, x, c1));
            x = Load(ref row, j + step2);
            (a2, b2, c2) = (Vector256.FusedMultiplyAdd(a, x, a2), Vector256.FusedMultiplyAdd(b, x, b2), Vector256.FusedMultiplyAdd(c, x, c2));
            x = Load(ref row, j + step3);
            (a3, b3, c3) = (Vector256.FusedMultiplyAdd(a, x, a3), Vector256.FusedMultiplyAdd(b, x, b3), Vector256.FusedMultiplyAdd(c, x, c3));
        }

        if (j < count)
        {
            Vector256<float> mask = SingleRowProducts.LastLanes(count - j);
            j = count - Width;
            (Vector256<float> a, Vector256<float> b, Vector256<float> c) = (Load(ref matrix, j) & mask, Load(ref second, j) & mask, Load(ref third, j) & mask);
            Vector256<float> x = Load(ref row, j) & mask;
            (a0, b0, c0) = (Vector256.FusedMultiplyAdd(a, x, a0), Vector256.FusedMultiplyAdd(b, x, b0), Vector256.FusedMultiplyAdd(c, x, c0));
            x = Load(ref row, j + step) & mask;
            (a1, b1, c1) = (Vector256.FusedMultiplyAdd(a, x, a1), Vector256.FusedMultiplyAdd(b, x, b1), Vector256.FusedMultiplyAdd(c, x, c1));
            x = Load(ref row, j + step2) & mask;
            (a2, b2, c2) = (Vector256.FusedMultiplyAdd(a, x, a2), Vector256.FusedMultiplyAdd(b, x, b2), Vector256.FusedMultiplyAdd(c, x, c2));
            x = Load(ref row, j + step3) & mask;
            (a3, b3, c3) = (Vector256.FusedMultiplyAdd(a, x, a3), Vector256.FusedMultiplyAdd(b, x, b3), Vector256.FusedMultiplyAdd(c, x, c3));
        }

        return (SingleRowProducts.Sums(a0, a1, a2, a3), SingleRowProducts.Sums(b0, b1, b2, b3), SingleRowProducts.Sums(c0, c1, c2, c3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ref float first, nint index) => SingleRowProducts.Load(ref first, index);
}
