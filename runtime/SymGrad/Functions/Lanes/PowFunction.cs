using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>xʸ = e^(y·ln x), with 64 digits of the logarithm. The cases that are not so are those of C, Annex F, as for Math.Pow.</summary>
internal readonly struct PowFunction : ILaneFunctionOfTwo
{
    /// <summary>Beyond e to the power of plus or minus this, results are infinite or 0.</summary>
    private const double Limit = 1000;

    private const double Greatest = 1e300;

    private static readonly Pair third = new(0.3333333333333333, 1.850371707708594e-17);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T infinity = T.Create(double.PositiveInfinity);
        T isOrdinary = LaneSelection.Both(
            LaneSelection.Both(T.LessThan(T.Create(0), x), T.LessThan(x, infinity)), T.LessThan(T.Abs(y), infinity));
        return T.HoldsForAll(isOrdinary) ? OfPositive(x, y) : OfAny(x, y);
    }

    /// <summary>For a positive finite x and a finite y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OfPositive<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        // Bounded, the product does not overflow; beyond, powers are 0, 1 or infinite anyway.
        T exponent = T.CopySign(LaneSelection.AtMost(Greatest, T.Abs(y)), y);
        PairLanes<T> logarithm = Log(x);
        T product = exponent * logarithm.High;
        T low = T.FusedMultiplyAdd(exponent, logarithm.High, -product) + (exponent * logarithm.Low);
        T isBounded = T.LessThan(T.Abs(product), T.Create(Limit));
        T high = T.Select(isBounded, product, T.CopySign(T.Create(Limit), product));
        return ExponentialLanes<T>.Of(high, T.Select(isBounded, low, T.Create(0))).NearestValue();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T OfAny<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T one = T.Create(1);
        T infinity = T.Create(double.PositiveInfinity);
        T magnitude = T.Abs(x);
        T isZero = T.AreEqual(x, zero);
        T isInfinite = T.AreEqual(magnitude, infinity);

        // Of 0 and ∞ the power is one of both, whichever y is; 1 and −1 to the power of ±∞ are 1.
        T grows = T.Select(isZero, T.LessThan(y, zero), T.LessThan(zero, y));
        T isBeyond = T.Select(isZero, isZero, isInfinite);
        T power = T.Select(isBeyond, T.Select(grows, infinity, zero), OfPositive(T.Select(isBeyond, one, magnitude), y));
        power = T.Select(LaneSelection.Both(T.AreEqual(magnitude, one), T.AreEqual(T.Abs(y), infinity)), one, power);

        // Below 0, integers only, and odd ones have the sign.
        T isInteger = T.AreEqual(T.Floor(y), y);
        T half = T.Create(0.5) * y;
        T isOdd = LaneSelection.Both(isInteger, T.Select(T.AreEqual(T.Floor(half), half), zero, isInteger));
        T isNegative = T.LessThan(T.CopySign(one, x), zero);
        T signed = T.Select(LaneSelection.Both(isNegative, isOdd), -power, power);
        T isUndefined = LaneSelection.Both(LaneSelection.Both(T.LessThan(x, zero), T.LessThan(magnitude, infinity)), T.Select(isInteger, zero, T.AreEqual(y, y)));
        T defined = T.Select(isUndefined, T.Create(double.NaN), signed);

        // NaN, unless the power is 1 whatever the other number is.
        T isNumber = LaneSelection.Both(T.AreEqual(x, x), T.AreEqual(y, y));
        T value = T.Select(isNumber, defined, x + y);
        T isOne = T.Select(T.AreEqual(y, zero), T.AreEqual(y, zero), T.AreEqual(x, one));
        return T.Select(isOne, one, value);
    }

    /// <summary>ln(m·2ᵏ) = k·ln 2 + 2s·(1 + s²·(⅓ + s²·…)) with s = (m − 1)/(m + 1), to 2⁻⁶³ of its value, as a sum of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PairLanes<T> Log<T>(T x)
        where T : struct, ILanes<T>
    {
        T one = T.Create(1);
        T mantissa = LogarithmLanes<T>.Decompose(x, out T exponent);
        T numerator = mantissa - one;
        T denominator = mantissa + one;
        T missing = mantissa - (denominator - one);
        T inverse = one / denominator;
        T s = numerator * inverse;
        T remainder = T.FusedMultiplyAdd(-s, denominator, numerator) - (s * missing);
        T doubled = s + s;
        T doubledLow = (remainder + remainder) * inverse;

        T square = s * s;
        T squareLow = T.FusedMultiplyAdd(s, s, -square) + (doubled * (remainder * inverse));
        T tail = square * PairLanes<T>.PolynomialOfEven(Coefficients.ArtanhTail, square);
        T factor = T.Create(third.High) + tail;
        T factorLow = T.Create(third.High) - factor + tail + T.Create(third.Low);
        T series = square * factor;
        T seriesLow = T.FusedMultiplyAdd(square, factor, -series) + T.FusedMultiplyAdd(square, factorLow, squareLow * factor);
        T cubic = doubled * series;
        T cubicLow = T.FusedMultiplyAdd(doubled, series, -cubic) + T.FusedMultiplyAdd(doubled, seriesLow, doubledLow * series);

        // From the greatest to the least: what one sum is rounded by goes to the low part.
        T product = exponent * T.Create(LogarithmLanes<T>.Ln2High);
        T sum = product + doubled;
        T high = sum + cubic;
        T low = product - sum + doubled + (sum - high + cubic) + (T.FusedMultiplyAdd(exponent, T.Create(LogarithmLanes<T>.Ln2Low), doubledLow) + cubicLow);
        return new(high, low);
    }
}
