using System.Runtime.CompilerServices;

namespace SymGrad;

internal readonly struct ErfFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        T isNear = T.LessThan(magnitude, T.Create(0.5));
        T near = NormalLanes<T>.ErfNearZero(x).Value;
        return T.HoldsForAll(isNear) ? near
            : T.Select(isNear, near, T.CopySign(T.Create(1) - NormalLanes<T>.ErfcTail(magnitude).Value, x));
    }
}

internal readonly struct ErfcFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        T isNear = T.LessThan(magnitude, T.Create(0.5));
        T near = (1 + -NormalLanes<T>.ErfNearZero(x)).Value;
        if (T.HoldsForAll(isNear))
        {
            return near;
        }

        PairLanes<T> tail = NormalLanes<T>.ErfcTail(magnitude);
        return T.Select(isNear, near, T.Select(T.LessThan(x, T.Create(0)), (2 + -tail).Value, tail.Value));
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
        T isNear = T.LessThan(T.Create(-1), x);
        if (T.HoldsForAll(isNear))
        {
            return Near(x);
        }

        T isLower = T.LessThan(x, T.Create(-1));
        return T.HoldsForAll(isLower) ? Lower(x) : T.Select(isNear, Near(x), Lower(x));
    }

    private static T Near<T>(T x)
        where T : struct, ILanes<T>
    {
        PairLanes<T> distribution = NormalLanes<T>.Distribution(-T.Abs(x));
        T isPositive = T.LessThan(T.Create(0), x);
        T upper = PairLanes<T>.LogOfOneAnd(-distribution).Value;
        return T.HoldsForAll(isPositive) ? upper : T.Select(isPositive, upper, PairLanes<T>.Log(distribution).Value);
    }

    private static T Lower<T>(T x)
        where T : struct, ILanes<T>
    {
        PairLanes<T> half = NormalLanes<T>.HalfOfSquare(x);
        T infinity = T.Create(double.PositiveInfinity);
        T finite = (-half + PairLanes<T>.Log(NormalLanes<T>.ScaledComplement(T.Abs(x)).Half())).Value;
        return T.Select(T.AreEqual(half.High, infinity), -infinity, finite);
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
        T isNear = T.LessThan(T.Create(-1), x);
        if (T.HoldsForAll(isNear))
        {
            return Near(x);
        }

        T isLower = T.LessThan(x, T.Create(-1));
        return T.HoldsForAll(isLower) ? Lower(x) : T.Select(isNear, Near(x), Lower(x));
    }

    private static T Near<T>(T x)
        where T : struct, ILanes<T>
        => (NormalLanes<T>.Density(x) / NormalLanes<T>.Distribution(x)).Value;

    private static T Lower<T>(T x)
        where T : struct, ILanes<T>
    {
        T infinity = T.Create(double.PositiveInfinity);
        T finite = (PairLanes<T>.Create(rootOfTwoByPi) / NormalLanes<T>.ScaledComplement(T.Abs(x))).Value;
        return T.Select(T.AreEqual(x, -infinity), infinity, finite);
    }
}
