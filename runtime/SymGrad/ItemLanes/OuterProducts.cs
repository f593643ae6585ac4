using System;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// Adds up the outer products of several items, factors times rows, in a shared matrix. An element of the matrix gets the terms of the items one after
/// the other, whatever the width of the vectors and whichever kernel it comes by.
/// </summary>
internal static class OuterProducts<T>
    where T : struct, ILanes<T>
{
    /// <summary>Blocks of four rows of the matrix and three vectors: twelve sums, three vectors of a row and a factor are sixteen registers.</summary>
    private const int Rows = 4;

    /// <param name="matrix">The first element of the matrix.</param>
    /// <param name="stride">From one row of the matrix to the next: no less than there are elements.</param>
    /// <param name="factors">For each row of the matrix, the factors of the items.</param>
    /// <param name="row">The first element of the first item's row.</param>
    /// <param name="step">From one item's row to the next.</param>
    /// <param name="start">The first element.</param>
    /// <param name="count">Where the elements end.</param>
    /// <returns>The first element that is left, because fewer follow than a vector has.</returns>
    public static nint Add(ref double matrix, nint stride, in OuterFactors factors, ref double row, nint step, nint start, nint count)
    {
        nint j = start;
        for (; j <= count - (3 * T.Count); j += 3 * T.Count)
        {
            int k = 0;
            for (; k <= factors.Height - Rows; k += Rows)
            {
                AddBlock(ref Unsafe.Add(ref matrix, (k * stride) + j), stride, factors, k, ref Unsafe.Add(ref row, j), step);
            }

            if (k <= factors.Height - 2)
            {
                AddPair(ref Unsafe.Add(ref matrix, (k * stride) + j), stride, factors, k, ref Unsafe.Add(ref row, j), step);
                k += 2;
            }

            if (k < factors.Height)
            {
                AddRow(ref Unsafe.Add(ref matrix, (k * stride) + j), factors, k, ref Unsafe.Add(ref row, j), step);
            }
        }

        for (; j <= count - T.Count; j += T.Count)
        {
            for (int k = 0; k < factors.Height; k++)
            {
                AddVector(ref Unsafe.Add(ref matrix, (k * stride) + j), factors, k, ref Unsafe.Add(ref row, j), step);
            }
        }

        return j;
    }

    /// <summary>Adds all of them; what whole vectors leave of each end is in one vector that overlaps with them.</summary>
    /// <param name="matrix">The first element of the matrix.</param>
    /// <param name="stride">From one row of the matrix to the next: no less than there are elements.</param>
    /// <param name="factors">For each row of the matrix, the factors of the items.</param>
    /// <param name="row">The first element of the first item's row.</param>
    /// <param name="step">From one item's row to the next.</param>
    /// <param name="first">The first element of the first whole vector.</param>
    /// <param name="count">How many elements: at least as many as a vector has.</param>
    public static void AddAll(ref double matrix, nint stride, in OuterFactors factors, ref double row, nint step, nint first, nint count)
    {
        AddEnd(ref matrix, stride, factors, ref row, step, 0, first);
        nint end = Add(ref matrix, stride, factors, ref row, step, first, count);
        nint last = count - T.Count;
        AddEnd(ref Unsafe.Add(ref matrix, last), stride, factors, ref Unsafe.Add(ref row, last), step, end - last, T.Count);
    }

    /// <summary>Adds to those elements of one vector in each row that are from start to end.</summary>
    private static void AddEnd(ref double matrix, nint stride, in OuterFactors factors, ref double row, nint step, nint start, nint end)
    {
        if (start == end)
        {
            return;
        }

        Span<double> places = stackalloc double[T.Count];
        for (int i = 0; i < T.Count; i++)
        {
            places[i] = i >= start && i < end ? 1 : 0;
        }

        T isAdded = T.AreEqual(T.Load(ref places[0]), T.Create(1));
        for (int k = 0; k < factors.Height; k++)
        {
            ref double sum = ref Unsafe.Add(ref matrix, k * stride);
            T before = T.Load(ref sum);
            AddVector(ref sum, factors, k, ref row, step);
            T.Select(isAdded, T.Load(ref sum), before).Store(ref sum);
        }
    }

    private static void AddBlock(ref double matrix, nint stride, in OuterFactors factors, int k, ref double row, nint step)
    {
        ref double factor = ref factors.OfRow(k);
        (nint apart, int items) = (factors.Apart, factors.ItemCount);
        ref double second = ref Unsafe.Add(ref matrix, stride);
        ref double third = ref Unsafe.Add(ref second, stride);
        ref double fourth = ref Unsafe.Add(ref third, stride);
        (T a0, T a1, T a2) = (Load(ref matrix, 0), Load(ref matrix, 1), Load(ref matrix, 2));
        (T b0, T b1, T b2) = (Load(ref second, 0), Load(ref second, 1), Load(ref second, 2));
        (T c0, T c1, T c2) = (Load(ref third, 0), Load(ref third, 1), Load(ref third, 2));
        (T d0, T d1, T d2) = (Load(ref fourth, 0), Load(ref fourth, 1), Load(ref fourth, 2));
        for (nint item = 0; item < items; item++)
        {
            (T x0, T x1, T x2) = (Load(ref row, 0), Load(ref row, 1), Load(ref row, 2));
            T f = T.Create(Unsafe.Add(ref factor, item));
            (a0, a1, a2) = (T.FusedMultiplyAdd(f, x0, a0), T.FusedMultiplyAdd(f, x1, a1), T.FusedMultiplyAdd(f, x2, a2));
            f = T.Create(Unsafe.Add(ref factor, item + apart));
            (b0, b1, b2) = (T.FusedMultiplyAdd(f, x0, b0), T.FusedMultiplyAdd(f, x1, b1), T.FusedMultiplyAdd(f, x2, b2));
            f = T.Create(Unsafe.Add(ref factor, item + (2 * apart)));
            (c0, c1, c2) = (T.FusedMultiplyAdd(f, x0, c0), T.FusedMultiplyAdd(f, x1, c1), T.FusedMultiplyAdd(f, x2, c2));
            f = T.Create(Unsafe.Add(ref factor, item + (3 * apart)));
            (d0, d1, d2) = (T.FusedMultiplyAdd(f, x0, d0), T.FusedMultiplyAdd(f, x1, d1), T.FusedMultiplyAdd(f, x2, d2));
            row = ref Unsafe.Add(ref row, step);
        }

        Store(ref matrix, a0, a1, a2);
        Store(ref second, b0, b1, b2);
        Store(ref third, c0, c1, c2);
        Store(ref fourth, d0, d1, d2);
    }

    private static void AddPair(ref double matrix, nint stride, in OuterFactors factors, int k, ref double row, nint step)
    {
        ref double factor = ref factors.OfRow(k);
        (nint apart, int items) = (factors.Apart, factors.ItemCount);
        ref double second = ref Unsafe.Add(ref matrix, stride);
        (T a0, T a1, T a2) = (Load(ref matrix, 0), Load(ref matrix, 1), Load(ref matrix, 2));
        (T b0, T b1, T b2) = (Load(ref second, 0), Load(ref second, 1), Load(ref second, 2));
        for (nint item = 0; item < items; item++)
        {
            (T x0, T x1, T x2) = (Load(ref row, 0), Load(ref row, 1), Load(ref row, 2));
            T f = T.Create(Unsafe.Add(ref factor, item));
            (a0, a1, a2) = (T.FusedMultiplyAdd(f, x0, a0), T.FusedMultiplyAdd(f, x1, a1), T.FusedMultiplyAdd(f, x2, a2));
            f = T.Create(Unsafe.Add(ref factor, item + apart));
            (b0, b1, b2) = (T.FusedMultiplyAdd(f, x0, b0), T.FusedMultiplyAdd(f, x1, b1), T.FusedMultiplyAdd(f, x2, b2));
            row = ref Unsafe.Add(ref row, step);
        }

        Store(ref matrix, a0, a1, a2);
        Store(ref second, b0, b1, b2);
    }

    private static void AddRow(ref double matrix, in OuterFactors factors, int k, ref double row, nint step)
    {
        ref double factor = ref factors.OfRow(k);
        int items = factors.ItemCount;
        (T a0, T a1, T a2) = (Load(ref matrix, 0), Load(ref matrix, 1), Load(ref matrix, 2));
        for (nint item = 0; item < items; item++)
        {
            T f = T.Create(Unsafe.Add(ref factor, item));
            (a0, a1, a2) = (T.FusedMultiplyAdd(f, Load(ref row, 0), a0), T.FusedMultiplyAdd(f, Load(ref row, 1), a1), T.FusedMultiplyAdd(f, Load(ref row, 2), a2));
            row = ref Unsafe.Add(ref row, step);
        }

        Store(ref matrix, a0, a1, a2);
    }

    private static void AddVector(ref double matrix, in OuterFactors factors, int k, ref double row, nint step)
    {
        ref double factor = ref factors.OfRow(k);
        int items = factors.ItemCount;
        T sum = Load(ref matrix, 0);
        for (nint item = 0; item < items; item++)
        {
            sum = T.FusedMultiplyAdd(T.Create(Unsafe.Add(ref factor, item)), Load(ref row, 0), sum);
            row = ref Unsafe.Add(ref row, step);
        }

        sum.Store(ref matrix);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Load(ref double first, int vector) => T.Load(ref Unsafe.Add(ref first, vector * T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref double first, T a, T b, T c)
    {
        a.Store(ref first);
        b.Store(ref Unsafe.Add(ref first, T.Count));
        c.Store(ref Unsafe.Add(ref first, 2 * T.Count));
    }
}
