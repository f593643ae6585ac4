using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// Logarithms of numbers that are known to more digits than one double has. ln(m·2ᵏ) = k·ln 2 + ln m with m from √½ to √2; ln(1 + f) is
/// f − f²/2 + s·(f²/2 + R(s²)) with s = f/(2 + f), as in W. J. Cody and W. Waite, Software Manual for the Elementary Functions; R was
/// interpolated at Chebyshev nodes with 60 digits, error 3·10⁻¹⁸.
/// </summary>
internal static class LogarithmLanes<T>
    where T : struct, ILanes<T>
{
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984;

    /// <summary>ln 2 with 21 trailing zeros, so that k·ln 2 is exact.</summary>
    public const double Ln2High = 0.6931471803691238;

    public const double Ln2Low = 1.9082149292705877e-10;

    /// <summary>ln x for a positive finite x, as a sum of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of(T x, out T low)
    {
        T mantissa = Decompose(x, out T exponent);
        return Sum(exponent, mantissa - T.Create(1), T.Create(0), out low);
    }

    /// <summary>ln(x + tail) for a positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of(T x, T tail) => Of(x, tail, out _);

    /// <summary>ln(x + tail) as a sum of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of(T x, T tail, out T low)
    {
        T mantissa = Decompose(x, out T exponent);
        return Sum(exponent, mantissa - T.Create(1), tail / x, out low);
    }

    /// <summary>A positive number x, subnormal or not, as m·2ᵏ with m from √½ to √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Decompose(T x, out T exponent)
    {
        T smallest = T.Create(SmallestNormal);
        T mantissa = T.Decompose(T.SelectWhereLess(x, smallest, x * T.Create(TwoTo54), x), out exponent);
        exponent -= T.SelectWhereLess(x, smallest, T.Create(54), T.Create(0));
        return mantissa;
    }

    /// <summary>ln(1 + x + tail) for a finite x above −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfOneAnd(T x, T tail) => OfOneAnd(x, tail, out _);

    /// <summary>ln(1 + x + tail) as a sum of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfOneAnd(T x, T tail, out T low)
    {
        T one = T.Create(1);
        T sum = one + x;
        T rounded = sum - one;
        T missing = one - (sum - rounded) + (x - rounded);
        T mantissa = T.Decompose(sum, out T exponent);

        // Where no power of two is taken out, x itself is what ln(1 + ·) is taken of, with all its digits.
        T zero = T.Create(0);
        T fraction = T.SelectWhereEqual(exponent, zero, x, mantissa - one);
        T correction = (T.SelectWhereEqual(exponent, zero, zero, missing) + tail) / sum;
        return Sum(exponent, fraction, correction, out low);
    }

    /// <summary>ln(1 + x) for x from 0 to 1, where no power of two need be taken out: one division, and no choice. The polynomial goes up to s = ⅓, error 1.3·10⁻¹⁶ of a term of at most a twentieth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfOneAndFraction(T x)
    {
        T s = x / (T.Create(2) + x);
        T halfOfSquare = T.Create(0.5) * x * x;
        T square = s * s;
        T fourth = square * square;
        T even = T.Create(0.08796527026674057);
        T odd = T.Create(0.16172973765164872);
        even = T.FusedMultiplyAdd(even, fourth, T.Create(0.13314057480122862));
        odd = T.FusedMultiplyAdd(odd, fourth, T.Create(0.12001897520703772));
        even = T.FusedMultiplyAdd(even, fourth, T.Create(0.18181789247591537));
        odd = T.FusedMultiplyAdd(odd, fourth, T.Create(0.15385575355515838));
        even = T.FusedMultiplyAdd(even, fourth, T.Create(0.28571428567071666));
        odd = T.FusedMultiplyAdd(odd, fourth, T.Create(0.22222222721178223));
        even = T.FusedMultiplyAdd(even, fourth, T.Create(0.6666666666666666));
        odd = T.FusedMultiplyAdd(odd, fourth, T.Create(0.40000000000014724));
        T remainder = T.FusedMultiplyAdd(odd, square, even) * square;
        return x + T.FusedMultiplyAdd(s, halfOfSquare + remainder, -halfOfSquare);
    }

    /// <summary>k·ln 2 + ln(1 + f) + correction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum(T exponent, T fraction, T correction, out T low)
    {
        T s = fraction / (T.Create(2) + fraction);
        T halfOfSquare = T.Create(0.5) * fraction * fraction;
        T tail = (s * (halfOfSquare + Remainder(s * s))) + (T.FusedMultiplyAdd(exponent, T.Create(Ln2Low), correction) - halfOfSquare);
        T product = exponent * T.Create(Ln2High);
        T high = product + fraction;
        T missing = product - high + fraction;
        T rest = missing + tail;
        T result = high + rest;
        low = high - result + rest;
        return result;
    }

    /// <summary>R(s²), where ln((1 + s)/(1 − s)) = 2·s + s·R(s²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Remainder(T square)
    {
        T sum = T.Create(0.13088034850927555);
        sum = T.FusedMultiplyAdd(sum, square, T.Create(0.13268638369266825));
        sum = T.FusedMultiplyAdd(sum, square, T.Create(0.15386244737621665));
        sum = T.FusedMultiplyAdd(sum, square, T.Create(0.18181795547521137));
        sum = T.FusedMultiplyAdd(sum, square, T.Create(0.22222222392581045));
        sum = T.FusedMultiplyAdd(sum, square, T.Create(0.28571428570799784));
        sum = T.FusedMultiplyAdd(sum, square, T.Create(0.40000000000000885));
        sum = T.FusedMultiplyAdd(sum, square, T.Create(0.6666666666666666));
        return sum * square;
    }
}
