using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>sin πx: half turns are subtracted before anything is rounded. At integers 0 with the sign of x, as IEEE 754 has it.</summary>
internal readonly struct SinPiFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        TrigonometricLanes<T> angle = TrigonometricLanes<T>.OfHalfTurns(x);
        T zero = T.Create(0);
        T sine = angle.SineOfAll();
        return T.SelectWhereEqual(sine, zero, T.CopySign(zero, x), sine);
    }
}

/// <summary>cos πx. Halfway between integers +0.</summary>
internal readonly struct CosPiFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => TrigonometricLanes<T>.OfHalfTurns(x).CosineOfAll() + T.Create(0);
}

/// <summary>tan πx: the quotient of both, so that it is infinite halfway between integers, and zeros and poles have the signs that IEEE 754 gives them.</summary>
internal readonly struct TanPiFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        TrigonometricLanes<T> angle = TrigonometricLanes<T>.OfHalfTurns(x);
        T zero = T.Create(0);
        T computed = angle.TangentOfAll();
        T isRight = T.LessThan(zero, angle.CosineOfAll());
        T atIntegers = T.CopySign(zero, T.Select(isRight, x, -x));
        T pole = T.CopySign(T.Create(double.PositiveInfinity), angle.SineOfAll());
        T atZeros = T.Select(T.AreEqual(angle.SineOfAll(), zero), atIntegers, computed);
        return T.Select(T.AreEqual(angle.CosineOfAll(), zero), pole, atZeros);
    }
}
