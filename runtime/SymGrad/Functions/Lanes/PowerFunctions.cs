using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>2ˣ: the integer part is the exponent.</summary>
internal readonly struct Exp2Function : ILaneFunction
{
    private const double Limit = 1100;

    private static readonly Pair ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T bounded = T.CopySign(LaneSelection.AtMost(Limit, T.Abs(x)), x);
        T exponent = LaneSelection.Rounded(bounded);
        PairLanes<T> rest = (bounded - exponent) * PairLanes<T>.Create(ln2);
        return ExponentialLanes<T>.OfReduced(exponent, rest.High, rest.Low).NearestValue();
    }
}

/// <summary>10ˣ, with the digits of x·ln 10 that one double has no place for.</summary>
internal readonly struct Exp10Function : ILaneFunction
{
    private const double Limit = 340;

    private static readonly Pair ln10 = new(2.302585092994046, -2.1707562233822494e-16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        PairLanes<T> product = T.CopySign(LaneSelection.AtMost(Limit, T.Abs(x)), x) * PairLanes<T>.Create(ln10);
        return ExponentialLanes<T>.Of(product.High, product.Low).NearestValue();
    }
}

internal readonly struct Log2Function : ILaneFunction
{
    private static readonly Pair inverseOfLn2 = new(1.4426950408889634, 2.0355273740931033e-17);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => LaneSelection.OfLogarithm(x, (PairLanes<T>.Log(x) * PairLanes<T>.Create(inverseOfLn2)).High);
}

internal readonly struct Log10Function : ILaneFunction
{
    private static readonly Pair inverseOfLn10 = new(0.4342944819032518, 1.098319650216765e-17);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => LaneSelection.OfLogarithm(x, (PairLanes<T>.Log(x) * PairLanes<T>.Create(inverseOfLn10)).High);
}

/// <summary>
/// The cube root of m·2ᵏ: a polynomial in m, made better by a step of Halley's method, and by one of Newton's with the remainder to twice the digits.
/// </summary>
internal readonly struct CbrtFunction : ILaneFunction
{
    private const double RootOfTwo = 1.2599210498948732;
    private const double RootOfHalf = 0.7937005259840998;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T magnitude = T.Abs(x);
        T mantissa = LogarithmLanes<T>.Decompose(magnitude, out T exponent);
        T third = LaneSelection.Rounded(exponent * T.Create(1.0 / 3));
        T rest = T.FusedMultiplyAdd(T.Create(-3), third, exponent);
        T scaled = mantissa * T.PowerOfTwo(rest);
        T factor = T.Select(T.AreEqual(rest, zero), T.Create(1), T.Select(T.LessThan(zero, rest), T.Create(RootOfTwo), T.Create(RootOfHalf)));

        T estimate = PairLanes<T>.Polynomial(Coefficients.CubeRoot, mantissa) * factor;
        T cube = estimate * estimate * estimate;
        T root = estimate * ((cube + scaled + scaled) / (cube + cube + scaled));
        PairLanes<T> square = PairLanes<T>.Product(root, root);
        T remainder = T.FusedMultiplyAdd(-square.High, root, scaled) - (square.Low * root);
        T computed = (root + (remainder / (T.Create(3) * square.High))) * T.PowerOfTwo(third);

        T isOrdinary = LaneSelection.Both(T.LessThan(zero, magnitude), T.LessThan(magnitude, T.Create(double.PositiveInfinity)));
        return T.Select(isOrdinary, T.CopySign(computed, x), x);
    }
}
