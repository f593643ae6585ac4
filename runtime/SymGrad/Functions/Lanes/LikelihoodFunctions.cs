using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>x·ln y, and 0 where x is 0 and y is a number.</summary>
internal readonly struct XLogYFunction : ILaneFunctionOfTwo
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T isNothing = LaneSelection.Both(T.AreEqual(x, zero), T.AreEqual(y, y));
        return T.Select(isNothing, zero, x * LogFunction.Invoke(y));
    }
}

/// <summary>−y·ln σ(z) − (1 − y)·ln(1 − σ(z)) = |z|·(1 − y or y) + ln(1 + e^−|z|).</summary>
internal readonly struct SigmoidCrossEntropyFunction : ILaneFunctionOfTwo
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T z, T y)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T magnitude = T.Abs(z);
        T factor = T.Select(T.LessThan(zero, z), T.Create(1) - y, y);

        // ∞·0 is 0 here: the sigmoid has become y.
        T isNothing = LaneSelection.Both(T.AreEqual(magnitude, T.Create(double.PositiveInfinity)), T.AreEqual(factor, zero));
        return T.Select(isNothing, zero, magnitude * factor) + SoftplusFunction.Invoke(-magnitude);
    }
}

/// <summary>x² − y², with all digits where they are close.</summary>
internal readonly struct DifferenceOfSquaresFunction : ILaneFunctionOfTwo
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x, T y)
        where T : struct, ILanes<T>
        => (x - y) * (x + y);
}
