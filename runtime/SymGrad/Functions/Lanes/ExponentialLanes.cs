using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// eˣ − 1 as 2ᵏ·(1 + high + low) − 1: what all functions with an exponential are made of. The argument is reduced by k·ln 2, exactly but for the
/// tail of ln 2; the polynomial in the remainder (|r| ≤ ln(2)/2) was interpolated at Chebyshev nodes with 60 digits, error 4·10⁻²⁰.
/// </summary>
/// <param name="Exponent">k, between −1155 and 1155.</param>
/// <param name="High">The mantissa less 1.</param>
/// <param name="Low">What is missing from it.</param>
internal readonly record struct ExponentialLanes<T>(T Exponent, T High, T Low)
    where T : struct, ILanes<T>
{
    /// <summary>Beyond ±800 the exponential neither grows nor shrinks any more.</summary>
    private const double Limit = 800;

    private const double InverseOfLn2 = 1.4426950408889634;
    private const double Ln2High = 0.6931471805599453;
    private const double Ln2Low = 2.3190468138462996e-17;

    /// <summary>Of x + tail, where the tail is much smaller than x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ExponentialLanes<T> Of(T x, T tail)
    {
        T bounded = T.Bounded(x, Limit);
        T exponent = T.FusedMultiplyAdd(bounded, T.Create(InverseOfLn2), T.Create(LaneBits.Rounder)) - T.Create(LaneBits.Rounder);
        T reduced = T.FusedMultiplyAdd(exponent, T.Create(-Ln2High), bounded);
        T correction = T.FusedMultiplyAdd(exponent, T.Create(-Ln2Low), tail);
        T r = reduced + correction;
        return OfReduced(exponent, r, reduced - r + correction);
    }

    /// <summary>Of k·ln 2 + r + what is missing from r, where |r| is at most ln(2)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ExponentialLanes<T> OfReduced(T exponent, T r, T missing)
    {
        T square = r * r;
        T tailTerms = T.FusedMultiplyAdd(square, Polynomial(r), missing);
        T high = r + tailTerms;
        T low = r - high + tailTerms;
        return new(exponent, high, low);
    }

    /// <summary>eˣ, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value() => T.Scale(T.Create(1) + High + Low, Exponent);

    /// <summary>eˣ, rounded once but for its last digits: exact where it is a number with few digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T NearestValue()
    {
        T one = T.Create(1);
        T sum = one + High;
        return T.Scale(sum + (one - sum + High + Low), Exponent);
    }

    /// <summary>eˣ as a sum of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value(out T low)
    {
        T one = T.Create(1);
        T sum = one + High;
        low = T.Scale(one - sum + High + Low, Exponent);
        return T.Scale(sum, Exponent);
    }

    /// <summary>eˣ − 1 as a sum of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T LessOne(out T low)
    {
        // 1 − 2⁻ᵏ is exact, or so close to 1 or so large that it does not matter; k = 0 leaves the mantissa alone.
        T exponent = T.SelectWhereLess(Exponent, T.Create(-1000), T.Create(-1000), Exponent);
        T offset = T.Create(1) - T.PowerOfTwo(-T.Bounded(exponent, 1000));
        T sum = offset + High;
        T rounded = sum - offset;
        T remainder = offset - (sum - rounded) + (High - rounded) + Low;
        T total = sum + remainder;
        low = T.Scale(sum - total + remainder, exponent);
        return T.Scale(total, exponent);
    }

    /// <summary>(eʳ − 1 − r)/r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Polynomial(T r)
    {
        T even = T.Create(2.091821231913398e-09);
        T odd = T.Create(1.6086677666787362e-10);
        T square = r * r;
        even = T.FusedMultiplyAdd(even, square, T.Create(2.755726307730941e-07));
        odd = T.FusedMultiplyAdd(odd, square, T.Create(2.5052070959803662e-08));
        even = T.FusedMultiplyAdd(even, square, T.Create(2.480158733663095e-05));
        odd = T.FusedMultiplyAdd(odd, square, T.Create(2.7557319247344507e-06));
        even = T.FusedMultiplyAdd(even, square, T.Create(0.0013888888888879004));
        odd = T.FusedMultiplyAdd(odd, square, T.Create(0.00019841269841263252));
        even = T.FusedMultiplyAdd(even, square, T.Create(0.04166666666666668));
        odd = T.FusedMultiplyAdd(odd, square, T.Create(0.008333333333333333));
        even = T.FusedMultiplyAdd(even, square, T.Create(0.5));
        odd = T.FusedMultiplyAdd(odd, square, T.Create(0.16666666666666666));
        return T.FusedMultiplyAdd(odd, r, even);
    }
}
