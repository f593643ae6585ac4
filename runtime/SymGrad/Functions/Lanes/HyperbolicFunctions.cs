using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>With e^|x| − 1 = d: (d + d/(1 + d))/2, and e^|x|/2 where the other exponential does not matter any more.</summary>
internal readonly struct SinhFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        ExponentialLanes<T> exponential = ExponentialLanes<T>.Of(magnitude, T.Create(0));
        T high = exponential.LessOne(out T low);
        var difference = new PairLanes<T>(high, low);
        T near = (difference + (difference / (1 + difference))).Half().High;
        T isFar = T.LessThan(T.Create(HyperbolicLanes.OneExponential), magnitude);
        return LaneSelection.KeepZero(x, T.CopySign(T.Select(isFar, HyperbolicLanes.HalfOf(exponential).Value(), near), x));
    }
}

/// <summary>With e^|x|/2 = h: h + 1/(4h), and h alone where that does not matter any more.</summary>
internal readonly struct CoshFunction : ILaneFunction
{
    private static readonly Pair quarter = new(0.25, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        ExponentialLanes<T> half = HyperbolicLanes.HalfOf(ExponentialLanes<T>.Of(magnitude, T.Create(0)));
        T high = half.Value(out T low);
        var value = new PairLanes<T>(high, low);
        T near = (value + (PairLanes<T>.Create(quarter) / value)).High;
        return T.Select(T.LessThan(T.Create(HyperbolicLanes.OneExponential), magnitude), half.Value(), near);
    }
}

/// <summary>ln(1 + u) with u = |x| + x²/(1 + √(1 + x²)).</summary>
internal readonly struct AsinhFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        T isNear = T.LessThan(magnitude, T.Create(HyperbolicLanes.Large));
        T bounded = LaneSelection.AtMost(HyperbolicLanes.Large, magnitude);
        PairLanes<T> square = PairLanes<T>.Product(bounded, bounded);
        PairLanes<T> root = PairLanes<T>.Sqrt(1 + square);
        T near = PairLanes<T>.LogOfOneAnd(PairLanes<T>.Of(bounded) + (square / (1 + root))).Value;
        T computed = T.HoldsForAll(isNear) ? near : T.Select(isNear, near, HyperbolicLanes.LogOfTwice(magnitude));
        return LaneSelection.KeepZero(x, T.CopySign(computed, x));
    }
}

/// <summary>ln(1 + t + √(t·(2 + t))) with t = x − 1.</summary>
internal readonly struct AcoshFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T isNear = T.LessThan(x, T.Create(HyperbolicLanes.Large));
        PairLanes<T> less = PairLanes<T>.Of(LaneSelection.AtMost(HyperbolicLanes.Large, x) - T.Create(1));
        T near = PairLanes<T>.LogOfOneAnd(less + PairLanes<T>.Sqrt(less * (2 + less))).Value;
        T computed = T.HoldsForAll(isNear) ? near : T.Select(isNear, near, HyperbolicLanes.LogOfTwice(x));
        return T.Select(T.LessThan(x, T.Create(1)), T.Create(double.NaN), computed);
    }
}

/// <summary>½·ln(1 + 2|x|/(1 − |x|)).</summary>
internal readonly struct AtanhFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T one = T.Create(1);
        T magnitude = T.Abs(x);
        PairLanes<T> itself = PairLanes<T>.Of(magnitude);
        PairLanes<T> quotient = PairLanes<T>.Of(magnitude + magnitude) / (1 + -itself);
        T computed = PairLanes<T>.LogOfOneAnd(quotient).Half().Value;
        T atLeastOne = T.Select(T.AreEqual(magnitude, one), T.Create(double.PositiveInfinity), T.Create(double.NaN));
        return LaneSelection.KeepZero(x, T.CopySign(T.Select(T.LessThan(magnitude, one), computed, atLeastOne), x));
    }
}

internal static class HyperbolicLanes
{
    /// <summary>Beyond, one of both exponentials is less than a unit in the last place of the other's last digits.</summary>
    public const double OneExponential = 40;

    /// <summary>Beyond, √(x² ± 1) is x.</summary>
    public const double Large = 268435456;

    private static readonly Pair ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    /// <summary>e^x/2, which does not overflow where e^x does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ExponentialLanes<T> HalfOf<T>(ExponentialLanes<T> exponential)
        where T : struct, ILanes<T>
        => exponential with { Exponent = exponential.Exponent - T.Create(1) };

    /// <summary>ln(2x) for large x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogOfTwice<T>(T x)
        where T : struct, ILanes<T>
        => LaneSelection.OfLogarithm(x, (PairLanes<T>.Create(ln2) + PairLanes<T>.Log(x)).High);
}
