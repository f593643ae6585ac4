using System;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// An angle less the nearest multiple of π/2, to twice the digits, and which multiple: −2, …, 2. Up to 2³⁰, that many times π/2 is subtracted in three
/// parts; beyond, the digits of 2/π that matter are multiplied with the number (M. Payne and R. Hanek, Radian reduction for trigonometric functions).
/// </summary>
internal readonly record struct TrigonometricLanes<T>(T High, T Low, T Quadrant)
    where T : struct, ILanes<T>
{
    private const double Limit = 1073741824;
    private const double TwoByPi = 0.6366197723675814;
    private const double HalfOfPi = 1.5707963267948966;
    private const double HalfOfPiMiddle = 6.123233995736766e-17;
    private const double HalfOfPiLow = -1.4973849048591698e-33;

    private static readonly Pair pi = new(3.141592653589793, 1.2246467991473532e-16);

    /// <summary>Whether the quadrant is one in which sine and cosine change places.</summary>
    public T IsOdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.AreEqual(T.Abs(Quadrant), T.Create(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TrigonometricLanes<T> Of(T x)
    {
        T isNear = T.LessThan(T.Abs(x), T.Create(Limit));
        TrigonometricLanes<T> near = Near(x);
        return T.HoldsForAll(isNear) ? near : Select(isNear, near, Far(x));
    }

    /// <summary>The sine of what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PairLanes<T> Sine()
    {
        T square = High * High;
        T one = T.Create(1);
        T slope = T.FusedMultiplyAdd(T.Create(-0.5), square, one);
        T rest = T.FusedMultiplyAdd(High * square, PairLanes<T>.Polynomial(Coefficients.Sine, square), Low * slope);
        return PairLanes<T>.Normalised(High, rest);
    }

    /// <summary>The cosine of what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PairLanes<T> Cosine()
    {
        T one = T.Create(1);
        T half = T.Create(0.5);
        T square = High * High;
        T squareLow = T.FusedMultiplyAdd(High, High, -square);
        T leading = one - (half * square);
        T missing = one - leading - (half * square);
        T rest = T.FusedMultiplyAdd(-High, Low, missing - (half * squareLow));
        return PairLanes<T>.Normalised(leading, T.FusedMultiplyAdd(square * square, PairLanes<T>.Polynomial(Coefficients.Cosine, square), rest));
    }

    /// <summary>The sine of the whole angle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T SineOfAll()
    {
        T isOdd = IsOdd;
        T sign = T.Select(isOdd, Quadrant, T.Create(1) - T.Abs(Quadrant));
        return sign * T.Select(isOdd, Cosine().High, Sine().High);
    }

    /// <summary>The cosine of the whole angle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T CosineOfAll()
    {
        T isOdd = IsOdd;
        T sign = T.Select(isOdd, -Quadrant, T.Create(1) - T.Abs(Quadrant));
        return sign * T.Select(isOdd, Sine().High, Cosine().High);
    }

    /// <summary>The tangent of the whole angle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T TangentOfAll()
    {
        PairLanes<T> sine = Sine();
        PairLanes<T> cosine = Cosine();
        T isOdd = IsOdd;
        return (PairLanes<T>.Select(isOdd, -cosine, sine) / PairLanes<T>.Select(isOdd, sine, cosine)).High;
    }

    /// <summary>πx less the nearest multiple of π/2, of which all but the product with π is exact: an even number is taken out of x first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TrigonometricLanes<T> OfHalfTurns(T x)
    {
        // Of the magnitude, because a small negative number less a multiple would be rounded; infinities less themselves are NaN.
        T half = T.Create(0.5);
        T magnitude = T.Abs(x);
        T sign = T.CopySign(T.Create(1), x);
        T turn = T.FusedMultiplyAdd(T.Create(-2), T.Floor(half * magnitude), magnitude);
        T multiple = LaneSelection.Rounded(turn + turn);
        PairLanes<T> rest = (sign * T.FusedMultiplyAdd(-half, multiple, turn)) * PairLanes<T>.Create(pi);
        T quadrant = T.SelectWhereLess(T.Create(2), multiple, multiple - T.Create(4), multiple);
        return new(rest.High, rest.Low, sign * quadrant);
    }

    /// <summary>For |x| below the limit. The first difference is exact: a multiple of 2⁻⁵² that is less than 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TrigonometricLanes<T> Near(T x)
    {
        T multiple = LaneSelection.Rounded(x * T.Create(TwoByPi));
        T first = T.FusedMultiplyAdd(-multiple, T.Create(HalfOfPi), x);
        PairLanes<T> product = PairLanes<T>.Product(multiple, T.Create(HalfOfPiMiddle));
        PairLanes<T> difference = PairLanes<T>.Sum(first, -product.High);
        T low = T.FusedMultiplyAdd(-multiple, T.Create(HalfOfPiLow), difference.Low - product.Low);
        PairLanes<T> rest = PairLanes<T>.Normalised(difference.High, low);
        T quadrant = T.FusedMultiplyAdd(T.Create(-4), LaneSelection.Rounded(T.Create(0.25) * multiple), multiple);
        return new(rest.High, rest.Low, quadrant);
    }

    /// <summary>One after the other, those for which that is needed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TrigonometricLanes<T> Far(T x)
    {
        Span<double> high = stackalloc double[T.Count];
        Span<double> low = stackalloc double[T.Count];
        Span<double> quadrant = stackalloc double[T.Count];
        x.Store(ref high[0]);
        for (int i = 0; i < T.Count; i++)
        {
            if (!(Math.Abs(high[i]) < Limit))
            {
                (Pair rest, quadrant[i]) = HugeAngle.Reduce(high[i]);
                (high[i], low[i]) = (rest.High, rest.Low);
            }
        }

        return new(T.Load(ref high[0]), T.Load(ref low[0]), T.Load(ref quadrant[0]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TrigonometricLanes<T> Select(T mask, TrigonometricLanes<T> whenSet, TrigonometricLanes<T> otherwise) => new(
        T.Select(mask, whenSet.High, otherwise.High), T.Select(mask, whenSet.Low, otherwise.Low), T.Select(mask, whenSet.Quadrant, otherwise.Quadrant));
}
