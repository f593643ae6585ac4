using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>Choices that several functions make.</summary>
internal static class LaneSelection
{
    /// <summary>What a logarithm is: as computed for a positive argument, −∞ at 0, NaN below, and ∞ at ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfLogarithm<T>(T argument, T computed)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T atMostZero = T.SelectWhereEqual(argument, zero, T.Create(double.NegativeInfinity), T.Create(double.NaN));
        T finite = T.SelectWhereLess(zero, argument, computed, atMostZero);
        T infinity = T.Create(double.PositiveInfinity);
        return T.SelectWhereEqual(argument, infinity, infinity, finite);
    }

    /// <summary>An argument of 0 is the result with its sign; otherwise the result is as computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T KeepZero<T>(T argument, T computed)
        where T : struct, ILanes<T>
        => T.SelectWhereEqual(argument, T.Create(0), argument, computed);

    /// <summary>The lesser of a number and a bound; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AtMost<T>(double bound, T x)
        where T : struct, ILanes<T>
        => T.SelectWhereLess(T.Create(bound), x, T.Create(bound), x);

    /// <summary>Where both conditions hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Both<T>(T mask, T other)
        where T : struct, ILanes<T>
        => T.Select(mask, other, T.Create(0));

    /// <summary>The integer that is nearest to a number of magnitude below 2⁵¹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Rounded<T>(T x)
        where T : struct, ILanes<T>
        => x + T.Create(LaneBits.Rounder) - T.Create(LaneBits.Rounder);

    /// <summary>(high + low)/(divisor + rest), corrected by what the division of the leading parts leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Quotient<T>(T high, T low, T divisor, T rest, out T tail)
        where T : struct, ILanes<T>
    {
        T quotient = high / divisor;
        T remainder = T.FusedMultiplyAdd(-quotient, divisor, high) + low - (quotient * rest);
        tail = remainder / divisor;
        return quotient;
    }
}
