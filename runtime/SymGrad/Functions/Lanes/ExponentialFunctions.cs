using System.Runtime.CompilerServices;

namespace SymGrad;

internal readonly struct ExpFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => ExponentialLanes<T>.Of(x, T.Create(0)).Value();
}

internal readonly struct Expm1Function : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => LaneSelection.KeepZero(x, ExponentialLanes<T>.Of(x, T.Create(0)).LessOne(out _));
}

/// <summary>e^(−x²), with the digits of x² that one double has no place for.</summary>
internal readonly struct GaussianFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        // Beyond 30 the result is 0; bounded, the square does not overflow.
        T limit = T.Create(30);
        T magnitude = T.Abs(x);
        T bounded = T.SelectWhereLess(limit, magnitude, limit, magnitude);
        T square = bounded * bounded;
        return ExponentialLanes<T>.Of(-square, -T.FusedMultiplyAdd(bounded, bounded, -square)).Value();
    }
}

internal readonly struct LogFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => LaneSelection.OfLogarithm(x, LogarithmLanes<T>.Of(x, out _));
}

internal readonly struct Log1pFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => LaneSelection.KeepZero(x, LaneSelection.OfLogarithm(T.Create(1) + x, LogarithmLanes<T>.OfOneAnd(x, T.Create(0))));
}

/// <summary>ln(1 − eˣ): of −(eˣ − 1) where eˣ is above a half, of 1 + (−eˣ) below.</summary>
internal readonly struct Log1mExpFunction : ILaneFunction
{
    private const double Ln2 = 0.6931471805599453;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        ExponentialLanes<T> exponential = ExponentialLanes<T>.Of(x, T.Create(0));
        T difference = -exponential.LessOne(out T differenceTail);
        T near = LogarithmLanes<T>.Of(difference, -differenceTail);
        T value = exponential.Value(out T tail);
        T far = LogarithmLanes<T>.OfOneAnd(-value, -tail);
        T computed = T.SelectWhereLess(T.Create(-Ln2), x, near, far);
        T isTiny = T.LessThan(x, T.Create(-746));
        return LaneSelection.OfLogarithm(T.Select(isTiny, T.Create(1), -x), T.Select(isTiny, -value, computed));
    }
}
