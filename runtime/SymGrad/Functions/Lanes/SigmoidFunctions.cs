using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|).</summary>
internal readonly struct SoftplusFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T exponential = ExponentialLanes<T>.Of(-T.Abs(x), zero).Value(out T tail);
        T logarithm = LogarithmLanes<T>.OfOneAnd(exponential, tail);

        // NaN is not among the greater ones: of a sum of two, which of them stays would depend on the order of its operands.
        return T.SelectWhereLess(zero, x, x + logarithm, logarithm);
    }
}

/// <summary>1/(1 + e^−x) above 0, and eˣ/(1 + eˣ) below.</summary>
internal readonly struct SigmoidFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T one = T.Create(1);
        T exponential = ExponentialLanes<T>.Of(-T.Abs(x), zero).Value(out T tail);
        T divisor = one + exponential;
        T rest = one - divisor + exponential + tail;
        T numerator = T.SelectWhereLess(x, zero, exponential, one);
        T numeratorTail = T.SelectWhereLess(x, zero, tail, zero);
        return LaneSelection.Quotient(numerator, numeratorTail, divisor, rest, out T quotientTail) + quotientTail;
    }
}

/// <summary>−(e^−2|x| − 1)/(2 + (e^−2|x| − 1)), with the sign of x.</summary>
internal readonly struct TanhFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T two = T.Create(2);
        T difference = ExponentialLanes<T>.Of(-two * T.Abs(x), T.Create(0)).LessOne(out T tail);
        T divisor = two + difference;
        T rest = two - divisor + difference + tail;
        return T.CopySign(LaneSelection.Quotient(-difference, -tail, divisor, rest, out T quotientTail) + quotientTail, x);
    }
}

/// <summary>ln(x/(1 − x)), of the quotient to twice the digits.</summary>
internal readonly struct LogitFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        T one = T.Create(1);
        T difference = one - x;
        T rest = one - difference - x;
        T quotient = LaneSelection.Quotient(x, T.Create(0), difference, rest, out T tail);
        return LaneSelection.OfLogarithm(quotient, LogarithmLanes<T>.Of(quotient, tail));
    }
}
