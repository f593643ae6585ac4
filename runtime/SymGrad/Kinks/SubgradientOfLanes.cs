using System.Numerics;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>The cases of <see cref="Subgradient"/> for eight items at once, once for both precisions. Each selects, so that what is not selected does not matter.</summary>
internal static class SubgradientOfLanes<TLanes, T>
    where TLanes : struct, IItemNumbers<TLanes, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static TLanes Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Create(T.Zero);
    }

    private static TLanes NaN
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Create(T.NaN);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Abs(TLanes x, TLanes cotangent)
    {
        // 0 < |x| holds where x is neither 0 nor NaN; |x| is what is left for these two.
        TLanes magnitude = TLanes.Abs(x);
        return TLanes.SelectWhereLess(Zero, magnitude, TLanes.WithSignOf(x, cotangent), magnitude);
    }

    /// <inheritdoc cref="Subgradient.Greater{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Greater(TLanes x, TLanes other, TLanes cotangent) => TLanes.SelectWhereLess(
        other, x, cotangent, TLanes.SelectWhereLess(x, other, Zero, TLanes.SelectWhereEqual(x, other, cotangent * TLanes.Create(T.One / (T.One + T.One)), NaN)));

    /// <inheritdoc cref="Subgradient.StrictlyGreater{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes StrictlyGreater(TLanes x, TLanes bound, TLanes cotangent)
        => TLanes.SelectWhereLess(bound, x, cotangent, TLanes.SelectWhereLessOrEqual(x, bound, Zero, NaN));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Clamp(TLanes x, TLanes minimum, TLanes maximum, TLanes cotangent)
    {
        TLanes outside = NaNOf(x, NaNOf(minimum, NaNOf(maximum, Zero)));
        return TLanes.SelectWhereLess(minimum, x, TLanes.SelectWhereLess(x, maximum, cotangent, outside), outside);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Extremum(TLanes x, TLanes extremum, TLanes share) => TLanes.SelectWhereEqual(x, extremum, share, NaNOf(extremum, Zero));

    /// <inheritdoc cref="Subgradient.GreaterNumber{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes GreaterNumber(TLanes x, TLanes other, TLanes cotangent) => OfNumbers(x, other, cotangent, Greater(x, other, cotangent));

    /// <inheritdoc cref="Subgradient.StrictlyGreaterNumber{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes StrictlyGreaterNumber(TLanes x, TLanes bound, TLanes cotangent) => OfNumbers(x, bound, cotangent, StrictlyGreater(x, bound, cotangent));

    /// <summary>What is given where both are numbers; where one is NaN, the other has the cotangent; NaN where both are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes OfNumbers(TLanes x, TLanes other, TLanes cotangent, TLanes ofBoth)
        => TLanes.SelectWhereEqual(x, x, TLanes.SelectWhereEqual(other, other, ofBoth, cotangent), TLanes.SelectWhereEqual(other, other, Zero, NaN));

    /// <summary>NaN where a number is, otherwise another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes NaNOf(TLanes x, TLanes otherwise) => TLanes.SelectWhereEqual(x, x, otherwise, NaN);
}
