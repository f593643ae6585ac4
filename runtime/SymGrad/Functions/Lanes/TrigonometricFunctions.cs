using System.Runtime.CompilerServices;

namespace SymGrad;

internal readonly struct SinFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => LaneSelection.KeepZero(x, TrigonometricLanes<T>.Of(x).SineOfAll());
}

internal readonly struct CosFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => TrigonometricLanes<T>.Of(x).CosineOfAll();
}

internal readonly struct TanFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => LaneSelection.KeepZero(x, TrigonometricLanes<T>.Of(x).TangentOfAll());
}

/// <summary>sin(x)/x, and 1 at 0.</summary>
internal readonly struct SincFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T quotient = SinFunction.Invoke(x) / x;
        T finite = T.Select(T.AreEqual(x, zero), T.Create(1), quotient);
        return T.Select(T.AreEqual(T.Abs(x), T.Create(double.PositiveInfinity)), zero, finite);
    }
}

/// <summary>The derivative of sin(x)/x: a polynomial where the difference of cos x and sin(x)/x would lose digits.</summary>
internal readonly struct SincDerivativeFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        T isNear = T.LessThan(magnitude, T.Create(2));
        T near = x * PairLanes<T>.Polynomial(Coefficients.SincDerivative, x * x);
        if (T.HoldsForAll(isNear))
        {
            return near;
        }

        T far = (CosFunction.Invoke(x) - (SinFunction.Invoke(x) / x)) / x;
        T finite = T.Select(isNear, near, far);
        return T.Select(T.AreEqual(magnitude, T.Create(double.PositiveInfinity)), T.Create(0), finite);
    }
}
