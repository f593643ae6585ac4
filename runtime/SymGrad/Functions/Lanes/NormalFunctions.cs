using System.Runtime.CompilerServices;

namespace SymGrad;

internal readonly struct ErfFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        T far = T.CopySign(T.Create(1) - NormalLanes<T>.ErfcTail(magnitude).Value, x);
        return T.Select(T.LessThan(magnitude, T.Create(0.5)), NormalLanes<T>.ErfNearZero(x).Value, far);
    }
}

internal readonly struct ErfcFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        PairLanes<T> tail = NormalLanes<T>.ErfcTail(magnitude);
        T far = T.Select(T.LessThan(x, T.Create(0)), (2 + -tail).Value, tail.Value);
        return T.Select(T.LessThan(magnitude, T.Create(0.5)), (1 + -NormalLanes<T>.ErfNearZero(x)).Value, far);
    }
}

internal readonly struct NormalCdfFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => NormalLanes<T>.Distribution(x).Value;
}

internal readonly struct NormalDensityFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => NormalLanes<T>.Density(x).Value;
}

/// <summary>ln(1 − Φ(−x)) above 0, ln Φ(x) down to −1, and −x²/2 + ln(erfcx(−x/√2)/2) below.</summary>
internal readonly struct LogNormalCdfFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T isPositive = T.LessThan(T.Create(0), x);
        PairLanes<T> distribution = NormalLanes<T>.Distribution(-T.Abs(x));
        T near = T.Select(isPositive, PairLanes<T>.LogOfOneAnd(-distribution).Value, PairLanes<T>.Log(distribution).Value);
        PairLanes<T> half = NormalLanes<T>.HalfOfSquare(x);
        T infinity = T.Create(double.PositiveInfinity);
        T far = (-half + PairLanes<T>.Log(NormalLanes<T>.ScaledComplement(T.Abs(x)).Half())).Value;
        T lower = T.Select(T.AreEqual(half.High, infinity), -infinity, far);
        return T.Select(T.LessThan(x, T.Create(-1)), lower, T.Select(T.AreEqual(x, T.Create(-1)), lower, near));
    }
}

/// <summary>φ(x)/Φ(x), which is √(2/π)/erfcx(−x/√2).</summary>
internal readonly struct LogNormalCdfDerivativeFunction : ILaneFunction
{
    private static readonly Pair rootOfTwoByPi = new(0.7978845608028654, -4.98465440455546e-17);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T infinity = T.Create(double.PositiveInfinity);
        T near = (NormalLanes<T>.Density(x) / NormalLanes<T>.Distribution(x)).Value;
        T far = (PairLanes<T>.Create(rootOfTwoByPi) / NormalLanes<T>.ScaledComplement(T.Abs(x))).Value;
        T lower = T.Select(T.AreEqual(x, -infinity), infinity, far);
        return T.Select(T.LessThan(T.Create(-1), x), near, T.Select(T.AreEqual(x, x), lower, x));
    }
}
