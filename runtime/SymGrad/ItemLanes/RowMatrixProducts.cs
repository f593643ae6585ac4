using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>
/// The products of three rows of a shared matrix with eight rows of items at once: what is loaded is used several times. Each is added up as
/// <see cref="RowProducts"/> does, with the same bits.
/// </summary>
internal static class RowMatrixProducts
{
    /// <summary>How many rows of the matrix are taken at once.</summary>
    public const int Rows = 3;

    private const int Width = 8;

    /// <summary>How many kernels go one after the other for a matrix.</summary>
    public static int BlockCount(int rows) => (rows + Rows - 1) / Rows;

    /// <summary>Adds the products with all rows of a matrix, of no more elements than a part has.</summary>
    /// <inheritdoc cref="Add512"/>
    public static void Add(ref double matrix, nint stride, ref double row, nint step, int count, Span<ItemLanes> products, LineRequests requests = default)
    {
        int k = 0;
        if (count >= Width && RowProducts.AreWide)
        {
            for (int block = 0; products.Length - k >= 2; block++)
            {
                LineRequests next = requests.Next(block, count);
                ref double first = ref Unsafe.Add(ref matrix, k * stride);
                if (products.Length - k is 2 or 4)
                {
                    AddPair512(ref first, stride, ref row, step, count, products.Slice(k, 2), next);
                    k += 2;
                }
                else
                {
                    Add512(ref first, stride, ref row, step, count, products.Slice(k, Rows), next);
                    k += Rows;
                }
            }
        }
        else if (count >= Width)
        {
            for (; k <= products.Length - Rows; k += Rows)
            {
                Add256(ref Unsafe.Add(ref matrix, k * stride), stride, ref row, step, count, products.Slice(k, Rows));
            }
        }

        for (; k < products.Length; k++)
        {
            products[k] += RowProducts.OfPart(ref Unsafe.Add(ref matrix, k * stride), ref row, step, count, default(NoRowRequests));
        }
    }

    /// <summary>For processors with vectors of 512 bits, which have 32 of them: 24 sums stay in registers.</summary>
    /// <param name="matrix">The first element of the first row of the matrix.</param>
    /// <param name="stride">From one row of the matrix to the next.</param>
    /// <param name="row">The first element of the first item's row.</param>
    /// <param name="step">From one item's row to the next.</param>
    /// <param name="count">How many elements: at least eight.</param>
    /// <param name="products">The products with each row of the matrix are added here.</param>
    /// <param name="requests">Requests of later rows.</param>
    public static void Add512(ref double matrix, nint stride, ref double row, nint step, nint count, Span<ItemLanes> products, LineRequests requests = default)
    {
        ref double second = ref Unsafe.Add(ref matrix, stride);
        ref double third = ref Unsafe.Add(ref second, stride);
        ref double fifth = ref Unsafe.Add(ref row, 4 * step);
        (nint step2, nint step3) = (2 * step, 3 * step);
        var alignment = RowAlignment.Of(ref row, step, count);
        Vector512<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        Vector512<double> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        Vector512<double> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (alignment.First > 0)
        {
            (Vector512<double> a, Vector512<double> b, Vector512<double> c) = (alignment.Head(Load512(ref matrix, 0)), alignment.Head(Load512(ref second, 0)), alignment.Head(Load512(ref third, 0)));
            Vector512<double> x = alignment.Head(Load512(ref row, 0));
            (a0, b0, c0) = (Vector512.FusedMultiplyAdd(a, x, a0), Vector512.FusedMultiplyAdd(b, x, b0), Vector512.FusedMultiplyAdd(c, x, c0));
            x = alignment.Head(Load512(ref row, step));
            (a1, b1, c1) = (Vector512.FusedMultiplyAdd(a, x, a1), Vector512.FusedMultiplyAdd(b, x, b1), Vector512.FusedMultiplyAdd(c, x, c1));
            x = alignment.Head(Load512(ref row, step2));
            (a2, b2, c2) = (Vector512.FusedMultiplyAdd(a, x, a2), Vector512.FusedMultiplyAdd(b, x, b2), Vector512.FusedMultiplyAdd(c, x, c2));
            x = alignment.Head(Load512(ref row, step3));
            (a3, b3, c3) = (Vector512.FusedMultiplyAdd(a, x, a3), Vector512.FusedMultiplyAdd(b, x, b3), Vector512.FusedMultiplyAdd(c, x, c3));
            x = alignment.Head(Load512(ref fifth, 0));
            (a4, b4, c4) = (Vector512.FusedMultiplyAdd(a, x, a4), Vector512.FusedMultiplyAdd(b, x, b4), Vector512.FusedMultiplyAdd(c, x, c4));
            x = alignment.Head(Load512(ref fifth, step));
            (a5, b5, c5) = (Vector512.FusedMultiplyAdd(a, x, a5), Vector512.FusedMultiplyAdd(b, x, b5), Vector512.FusedMultiplyAdd(c, x, c5));
            x = alignment.Head(Load512(ref fifth, step2));
            (a6, b6, c6) = (Vector512.FusedMultiplyAdd(a, x, a6), Vector512.FusedMultiplyAdd(b, x, b6), Vector512.FusedMultiplyAdd(c, x, c6));
            x = alignment.Head(Load512(ref fifth, step3));
            (a7, b7, c7) = (Vector512.FusedMultiplyAdd(a, x, a7), Vector512.FusedMultiplyAdd(b, x, b7), Vector512.FusedMultiplyAdd(c, x, c7));
        }

        nint j = alignment.First;
        for (; j <= count - Width; j += Width)
        {
            requests.Request(ref row, j);
            (Vector512<double> a, Vector512<double> b, Vector512<double> c) = (Load512(ref matrix, j), Load512(ref second, j), Load512(ref third, j));
            Vector512<double> x = Load512(ref row, j);
            (a0, b0, c0) = (Vector512.FusedMultiplyAdd(a, x, a0), Vector512.FusedMultiplyAdd(b, x, b0), Vector512.FusedMultiplyAdd(c, x, c0));
            x = Load512(ref row, j + step);
            (a1, b1, c1) = (Vector512.FusedMultiplyAdd(a, x, a1), Vector512.FusedMultiplyAdd(b, x, b1), Vector512.FusedMultiplyAdd(c, x, c1));
            x = Load512(ref row, j + step2);
            (a2, b2, c2) = (Vector512.FusedMultiplyAdd(a, x, a2), Vector512.FusedMultiplyAdd(b, x, b2), Vector512.FusedMultiplyAdd(c, x, c2));
            x = Load512(ref row, j + step3);
            (a3, b3, c3) = (Vector512.FusedMultiplyAdd(a, x, a3), Vector512.FusedMultiplyAdd(b, x, b3), Vector512.FusedMultiplyAdd(c, x, c3));
            x = Load512(ref fifth, j);
            (a4, b4, c4) = (Vector512.FusedMultiplyAdd(a, x, a4), Vector512.FusedMultiplyAdd(b, x, b4), Vector512.FusedMultiplyAdd(c, x, c4));
            x = Load512(ref fifth, j + step);
            (a5, b5, c5) = (Vector512.FusedMultiplyAdd(a, x, a5), Vector512.FusedMultiplyAdd(b, x, b5), Vector512.FusedMultiplyAdd(c, x, c5));
            x = Load512(ref fifth, j + step2);
            (a6, b6, c6) = (Vector512.FusedMultiplyAdd(a, x, a6), Vector512.FusedMultiplyAdd(b, x, b6), Vector512.FusedMultiplyAdd(c, x, c6));
            x = Load512(ref fifth, j + step3);
            (a7, b7, c7) = (Vector512.FusedMultiplyAdd(a, x, a7), Vector512.FusedMultiplyAdd(b, x, b7), Vector512.FusedMultiplyAdd(c, x, c7));
        }

        if (j < count)
        {
            j = count - Width;
            (Vector512<double> a, Vector512<double> b, Vector512<double> c) = (alignment.Tail(Load512(ref matrix, j)), alignment.Tail(Load512(ref second, j)), alignment.Tail(Load512(ref third, j)));
            Vector512<double> x = alignment.Tail(Load512(ref row, j));
            (a0, b0, c0) = (Vector512.FusedMultiplyAdd(a, x, a0), Vector512.FusedMultiplyAdd(b, x, b0), Vector512.FusedMultiplyAdd(c, x, c0));
            x = alignment.Tail(Load512(ref row, j + step));
            (a1, b1, c1) = (Vector512.FusedMultiplyAdd(a, x, a1), Vector512.FusedMultiplyAdd(b, x, b1), Vector512.FusedMultiplyAdd(c, x, c1));
            x = alignment.Tail(Load512(ref row, j + step2));
            (a2, b2, c2) = (Vector512.FusedMultiplyAdd(a, x, a2), Vector512.FusedMultiplyAdd(b, x, b2), Vector512.FusedMultiplyAdd(c, x, c2));
            x = alignment.Tail(Load512(ref row, j + step3));
            (a3, b3, c3) = (Vector512.FusedMultiplyAdd(a, x, a3), Vector512.FusedMultiplyAdd(b, x, b3), Vector512.FusedMultiplyAdd(c, x, c3));
            x = alignment.Tail(Load512(ref fifth, j));
            (a4, b4, c4) = (Vector512.FusedMultiplyAdd(a, x, a4), Vector512.FusedMultiplyAdd(b, x, b4), Vector512.FusedMultiplyAdd(c, x, c4));
            x = alignment.Tail(Load512(ref fifth, j + step));
            (a5, b5, c5) = (Vector512.FusedMultiplyAdd(a, x, a5), Vector512.FusedMultiplyAdd(b, x, b5), Vector512.FusedMultiplyAdd(c, x, c5));
            x = alignment.Tail(Load512(ref fifth, j + step2));
            (a6, b6, c6) = (Vector512.FusedMultiplyAdd(a, x, a6), Vector512.FusedMultiplyAdd(b, x, b6), Vector512.FusedMultiplyAdd(c, x, c6));
            x = alignment.Tail(Load512(ref fifth, j + step3));
            (a7, b7, c7) = (Vector512.FusedMultiplyAdd(a, x, a7), Vector512.FusedMultiplyAdd(b, x, b7), Vector512.FusedMultiplyAdd(c, x, c7));
        }

        products[0] += new ItemLanes(TransposedSums.Of(a0, a1, a2, a3, a4, a5, a6, a7));
        products[1] += new ItemLanes(TransposedSums.Of(b0, b1, b2, b3, b4, b5, b6, b7));
        products[2] += new ItemLanes(TransposedSums.Of(c0, c1, c2, c3, c4, c5, c6, c7));
    }

    /// <summary>The products of two rows of the matrix, where one or four are left: one alone would read as much for a third of the products.</summary>
    /// <inheritdoc cref="Add512"/>
    public static void AddPair512(ref double matrix, nint stride, ref double row, nint step, nint count, Span<ItemLanes> products, LineRequests requests = default)
    {
        ref double second = ref Unsafe.Add(ref matrix, stride);
        ref double fifth = ref Unsafe.Add(ref row, 4 * step);
        (nint step2, nint step3) = (2 * step, 3 * step);
        var alignment = RowAlignment.Of(ref row, step, count);
        Vector512<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        Vector512<double> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        if (alignment.First > 0)
        {
            (Vector512<double> a, Vector512<double> b) = (alignment.Head(Load512(ref matrix, 0)), alignment.Head(Load512(ref second, 0)));
            Vector512<double> x = alignment.Head(Load512(ref row, 0));
            (a0, b0) = (Vector512.FusedMultiplyAdd(a, x, a0), Vector512.FusedMultiplyAdd(b, x, b0));
            x = alignment.Head(Load512(ref row, step));
            (a1, b1) = (Vector512.FusedMultiplyAdd(a, x, a1), Vector512.FusedMultiplyAdd(b, x, b1));
            x = alignment.Head(Load512(ref row, step2));
            (a2, b2) = (Vector512.FusedMultiplyAdd(a, x, a2), Vector512.FusedMultiplyAdd(b, x, b2));
            x = alignment.Head(Load512(ref row, step3));
            (a3, b3) = (Vector512.FusedMultiplyAdd(a, x, a3), Vector512.FusedMultiplyAdd(b, x, b3));
            x = alignment.Head(Load512(ref fifth, 0));
            (a4, b4) = (Vector512.FusedMultiplyAdd(a, x, a4), Vector512.FusedMultiplyAdd(b, x, b4));
            x = alignment.Head(Load512(ref fifth, step));
            (a5, b5) = (Vector512.FusedMultiplyAdd(a, x, a5), Vector512.FusedMultiplyAdd(b, x, b5));
            x = alignment.Head(Load512(ref fifth, step2));
            (a6, b6) = (Vector512.FusedMultiplyAdd(a, x, a6), Vector512.FusedMultiplyAdd(b, x, b6));
            x = alignment.Head(Load512(ref fifth, step3));
            (a7, b7) = (Vector512.FusedMultiplyAdd(a, x, a7), Vector512.FusedMultiplyAdd(b, x, b7));
        }

        nint j = alignment.First;
        for (; j <= count - Width; j += Width)
        {
            requests.Request(ref row, j);
            (Vector512<double> a, Vector512<double> b) = (Load512(ref matrix, j), Load512(ref second, j));
            Vector512<double> x = Load512(ref row, j);
            (a0, b0) = (Vector512.FusedMultiplyAdd(a, x, a0), Vector512.FusedMultiplyAdd(b, x, b0));
            x = Load512(ref row, j + step);
            (a1, b1) = (Vector512.FusedMultiplyAdd(a, x, a1), Vector512.FusedMultiplyAdd(b, x, b1));
            x = Load512(ref row, j + step2);
            (a2, b2) = (Vector512.FusedMultiplyAdd(a, x, a2), Vector512.FusedMultiplyAdd(b, x, b2));
            x = Load512(ref row, j + step3);
            (a3, b3) = (Vector512.FusedMultiplyAdd(a, x, a3), Vector512.FusedMultiplyAdd(b, x, b3));
            x = Load512(ref fifth, j);
            (a4, b4) = (Vector512.FusedMultiplyAdd(a, x, a4), Vector512.FusedMultiplyAdd(b, x, b4));
            x = Load512(ref fifth, j + step);
            (a5, b5) = (Vector512.FusedMultiplyAdd(a, x, a5), Vector512.FusedMultiplyAdd(b, x, b5));
            x = Load512(ref fifth, j + step2);
            (a6, b6) = (Vector512.FusedMultiplyAdd(a, x, a6), Vector512.FusedMultiplyAdd(b, x, b6));
            x = Load512(ref fifth, j + step3);
            (a7, b7) = (Vector512.FusedMultiplyAdd(a, x, a7), Vector512.FusedMultiplyAdd(b, x, b7));
        }

        if (j < count)
        {
            j = count - Width;
            (Vector512<double> a, Vector512<double> b) = (alignment.Tail(Load512(ref matrix, j)), alignment.Tail(Load512(ref second, j)));
            Vector512<double> x = alignment.Tail(Load512(ref row, j));
            (a0, b0) = (Vector512.FusedMultiplyAdd(a, x, a0), Vector512.FusedMultiplyAdd(b, x, b0));
            x = alignment.Tail(Load512(ref row, j + step));
            (a1, b1) = (Vector512.FusedMultiplyAdd(a, x, a1), Vector512.FusedMultiplyAdd(b, x, b1));
            x = alignment.Tail(Load512(ref row, j + step2));
            (a2, b2) = (Vector512.FusedMultiplyAdd(a, x, a2), Vector512.FusedMultiplyAdd(b, x, b2));
            x = alignment.Tail(Load512(ref row, j + step3));
            (a3, b3) = (Vector512.FusedMultiplyAdd(a, x, a3), Vector512.FusedMultiplyAdd(b, x, b3));
            x = alignment.Tail(Load512(ref fifth, j));
            (a4, b4) = (Vector512.FusedMultiplyAdd(a, x, a4), Vector512.FusedMultiplyAdd(b, x, b4));
            x = alignment.Tail(Load512(ref fifth, j + step));
            (a5, b5) = (Vector512.FusedMultiplyAdd(a, x, a5), Vector512.FusedMultiplyAdd(b, x, b5));
            x = alignment.Tail(Load512(ref fifth, j + step2));
            (a6, b6) = (Vector512.FusedMultiplyAdd(a, x, a6), Vector512.FusedMultiplyAdd(b, x, b6));
            x = alignment.Tail(Load512(ref fifth, j + step3));
            (a7, b7) = (Vector512.FusedMultiplyAdd(a, x, a7), Vector512.FusedMultiplyAdd(b, x, b7));
        }

        products[0] += new ItemLanes(TransposedSums.Of(a0, a1, a2, a3, a4, a5, a6, a7));
        products[1] += new ItemLanes(TransposedSums.Of(b0, b1, b2, b3, b4, b5, b6, b7));
    }

    /// <summary>For narrower vectors, of which there may be 16: four items at a time, and first the sums 0 to 3 of each, then 4 to 7.</summary>
    /// <inheritdoc cref="Add512"/>
    [SkipLocalsInit]
    public static void Add256(ref double matrix, nint stride, ref double row, nint step, nint count, Span<ItemLanes> products)
    {
        // For each row of the matrix, the sums of four items.
        Span<Vector256<double>> lower = stackalloc Vector256<double>[4 * Rows];
        Span<Vector256<double>> upper = stackalloc Vector256<double>[4 * Rows];
        Span<Vector256<double>> halves = stackalloc Vector256<double>[2 * Rows];
        for (int half = 0; half < 2; half++)
        {
            ref double first = ref Unsafe.Add(ref row, 4 * half * step);
            Half(ref matrix, stride, ref first, step, count, 0, lower);
            Half(ref matrix, stride, ref first, step, count, Vector256<double>.Count, upper);
            for (int k = 0; k < Rows; k++)
            {
                halves[(2 * k) + half] = TransposedSums.Of(lower, upper, 4 * k);
            }
        }

        for (int k = 0; k < Rows; k++)
        {
            products[k] += new ItemLanes(Vector512.Create(halves[2 * k], halves[(2 * k) + 1]));
        }
    }

    private static void Half(ref double matrix, nint stride, ref double row, nint step, nint count, nint first, Span<Vector256<double>> sums)
    {
        ref double second = ref Unsafe.Add(ref matrix, stride);
        ref double third = ref Unsafe.Add(ref second, stride);
        (nint step2, nint step3) = (2 * step, 3 * step);
        Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector256<double> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector256<double> c0 = default, c1 = default, c2 = default, c3 = default;
        nint j = first;
        for (; j <= count - Width + first; j += Width)
        {
            (Vector256<double> a, Vector256<double> b, Vector256<double> c) = (Load256(ref matrix, j), Load256(ref second, j), Load256(ref third, j));
            Vector256<double> x = Load256(ref row, j);
            (a0, b0, c0) = (Vector256.FusedMultiplyAdd(a, x, a0), Vector256.FusedMultiplyAdd(b, x, b0), Vector256.FusedMultiplyAdd(c, x, c0));
            x = Load256(ref row, j + step);
            (a1, b1, c1) = (Vector256.FusedMultiplyAdd(a, x, a1), Vector256.FusedMultiplyAdd(b, x, b1), Vector256.FusedMultiplyAdd(c, x, c1));
            x = Load256(ref row, j + step2);
            (a2, b2, c2) = (Vector256.FusedMultiplyAdd(a, x, a2), Vector256.FusedMultiplyAdd(b, x, b2), Vector256.FusedMultiplyAdd(c, x, c2));
            x = Load256(ref row, j + step3);
            (a3, b3, c3) = (Vector256.FusedMultiplyAdd(a, x, a3), Vector256.FusedMultiplyAdd(b, x, b3), Vector256.FusedMultiplyAdd(c, x, c3));
        }

        if (j - first < count)
        {
            Vector256<double> mask = RowProducts.LastLanes256(count - j + first, first);
            j = count - Width + first;
            (Vector256<double> a, Vector256<double> b, Vector256<double> c) = (Load256(ref matrix, j) & mask, Load256(ref second, j) & mask, Load256(ref third, j) & mask);
            Vector256<double> x = Load256(ref row, j) & mask;
            (a0, b0, c0) = (Vector256.FusedMultiplyAdd(a, x, a0), Vector256.FusedMultiplyAdd(b, x, b0), Vector256.FusedMultiplyAdd(c, x, c0));
            x = Load256(ref row, j + step) & mask;
            (a1, b1, c1) = (Vector256.FusedMultiplyAdd(a, x, a1), Vector256.FusedMultiplyAdd(b, x, b1), Vector256.FusedMultiplyAdd(c, x, c1));
            x = Load256(ref row, j + step2) & mask;
            (a2, b2, c2) = (Vector256.FusedMultiplyAdd(a, x, a2), Vector256.FusedMultiplyAdd(b, x, b2), Vector256.FusedMultiplyAdd(c, x, c2));
            x = Load256(ref row, j + step3) & mask;
            (a3, b3, c3) = (Vector256.FusedMultiplyAdd(a, x, a3), Vector256.FusedMultiplyAdd(b, x, b3), Vector256.FusedMultiplyAdd(c, x, c3));
        }

        (sums[0], sums[1], sums[2], sums[3]) = (a0, a1, a2, a3);
        (sums[4], sums[5], sums[6], sums[7]) = (b0, b1, b2, b3);
        (sums[8], sums[9], sums[10], sums[11]) = (c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load512(ref double first, nint index) => Vector512.LoadUnsafe(ref Unsafe.Add(ref first, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load256(ref double first, nint index) => Vector256.LoadUnsafe(ref Unsafe.Add(ref first, index));
}
