using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// Adds rows of eight items, each times a factor, to shared numbers, along the rows. How the terms of an element are added up depends neither on its
/// place nor on the width of the vectors.
/// </summary>
internal static class RowUpdates<T>
    where T : struct, ILanes<T>
{
    /// <summary>gⱼ += Σ cᵢ·xᵢⱼ: the four terms of even items, then those of odd ones, their sum to gⱼ. So an element that is updated again soon waits for one addition only.</summary>
    /// <param name="sum">g.</param>
    /// <param name="factor">c.</param>
    /// <param name="row">The first element of the first row.</param>
    /// <param name="step">From one row to the next.</param>
    /// <param name="start">The first element.</param>
    /// <param name="count">Where the elements end.</param>
    /// <returns>The first element that is left, because fewer follow than a vector has.</returns>
    public static nint Add(ref double sum, ref double factor, ref double row, nint step, nint start, nint count)
    {
        ref double fifth = ref Unsafe.Add(ref row, 4 * step);
        (nint step2, nint step3) = (2 * step, 3 * step);
        (T factor0, T factor1, T factor2, T factor3) = (Of(ref factor, 0), Of(ref factor, 1), Of(ref factor, 2), Of(ref factor, 3));
        (T factor4, T factor5, T factor6, T factor7) = (Of(ref factor, 4), Of(ref factor, 5), Of(ref factor, 6), Of(ref factor, 7));
        nint j = start;
        for (; j <= count - T.Count; j += T.Count)
        {
            T even = factor0 * Load(ref row, j);
            T odd = factor1 * Load(ref row, j + step);
            even = T.FusedMultiplyAdd(factor2, Load(ref row, j + step2), even);
            odd = T.FusedMultiplyAdd(factor3, Load(ref row, j + step3), odd);
            even = T.FusedMultiplyAdd(factor4, Load(ref fifth, j), even);
            odd = T.FusedMultiplyAdd(factor5, Load(ref fifth, j + step), odd);
            even = T.FusedMultiplyAdd(factor6, Load(ref fifth, j + step2), even);
            odd = T.FusedMultiplyAdd(factor7, Load(ref fifth, j + step3), odd);
            (Load(ref sum, j) + (even + odd)).Store(ref Unsafe.Add(ref sum, j));
        }

        return j;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Of(ref double factor, int item) => T.Create(Unsafe.Add(ref factor, item));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Load(ref double first, nint index) => T.Load(ref Unsafe.Add(ref first, index));
}
