using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>
/// Adds rows of eight items, each times a factor, to shared numbers, along the rows. How the terms of an element are added up depends neither on its
/// place nor on the width of the vectors.
/// </summary>
internal static class RowUpdates
{
    /// <summary>Adds them with the widest vectors that there are, and what is left with narrower ones.</summary>
    /// <inheritdoc cref="AddVectors"/>
    public static void Add<TElement, TRequests>(ref double sum, ref double factor, ref TElement row, nint step, nint count, TRequests requests)
        where TElement : unmanaged
        where TRequests : struct, IRowRequests
    {
        nint next = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            next = AddVectors<Lanes512, TElement, TRequests>(ref sum, ref factor, ref row, step, next, count, requests);
        }

        if (count - next >= Lanes256.Count)
        {
            next = AddVectors<Lanes256, TElement, TRequests>(ref sum, ref factor, ref row, step, next, count, requests);
        }

        if (next < count)
        {
            AddVectors<ScalarLane, TElement, NoRowRequests>(ref sum, ref factor, ref row, step, next, count, default);
        }
    }

    /// <summary>gⱼ += Σ cᵢ·xᵢⱼ: the four terms of even items, then those of odd ones, their sum to gⱼ. So an element that is updated again soon waits for one addition only.</summary>
    /// <typeparam name="T">The vectors.</typeparam>
    /// <typeparam name="TElement">The type of a row's element: double, or float, which are widened.</typeparam>
    /// <typeparam name="TRequests">How later rows are requested.</typeparam>
    /// <param name="sum">g.</param>
    /// <param name="factor">c.</param>
    /// <param name="row">The first element of the first row.</param>
    /// <param name="step">From one row to the next.</param>
    /// <param name="start">The first element.</param>
    /// <param name="count">Where the elements end.</param>
    /// <param name="requests">Requests of the last four rows.</param>
    /// <returns>The first element that is left, because fewer follow than a vector has.</returns>
    private static nint AddVectors<T, TElement, TRequests>(ref double sum, ref double factor, ref TElement row, nint step, nint start, nint count, TRequests requests)
        where T : struct, ILanes<T>
        where TElement : unmanaged
        where TRequests : struct, IRowRequests
    {
        ref TElement fifth = ref Unsafe.Add(ref row, 4 * step);
        (nint step2, nint step3) = (2 * step, 3 * step);
        (T factor0, T factor1, T factor2, T factor3) = (Of<T>(ref factor, 0), Of<T>(ref factor, 1), Of<T>(ref factor, 2), Of<T>(ref factor, 3));
        (T factor4, T factor5, T factor6, T factor7) = (Of<T>(ref factor, 4), Of<T>(ref factor, 5), Of<T>(ref factor, 6), Of<T>(ref factor, 7));
        nint j = start;
        for (; j <= count - T.Count; j += T.Count)
        {
            requests.OfFour(ref fifth, step, j, T.Count);
            T even = factor0 * Load<T, TElement>(ref row, j);
            T odd = factor1 * Load<T, TElement>(ref row, j + step);
            even = T.FusedMultiplyAdd(factor2, Load<T, TElement>(ref row, j + step2), even);
            odd = T.FusedMultiplyAdd(factor3, Load<T, TElement>(ref row, j + step3), odd);
            even = T.FusedMultiplyAdd(factor4, Load<T, TElement>(ref fifth, j), even);
            odd = T.FusedMultiplyAdd(factor5, Load<T, TElement>(ref fifth, j + step), odd);
            even = T.FusedMultiplyAdd(factor6, Load<T, TElement>(ref fifth, j + step2), even);
            odd = T.FusedMultiplyAdd(factor7, Load<T, TElement>(ref fifth, j + step3), odd);
            (T.Load(ref Unsafe.Add(ref sum, j)) + (even + odd)).Store(ref Unsafe.Add(ref sum, j));
        }

        return j;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Of<T>(ref double factor, int item)
        where T : struct, ILanes<T>
        => T.Create(Unsafe.Add(ref factor, item));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Load<T, TElement>(ref TElement first, nint index)
        where T : struct, ILanes<T>
        where TElement : unmanaged
        => typeof(TElement) == typeof(float)
            ? T.Widen(ref Unsafe.As<TElement, float>(ref Unsafe.Add(ref first, index)))
            : T.Load(ref Unsafe.As<TElement, double>(ref Unsafe.Add(ref first, index)));
}
