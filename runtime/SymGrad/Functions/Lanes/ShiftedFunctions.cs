using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>A function less 1, as <see cref="double.ExpM1(double)"/> and its like are: without further digits near 0, which <see cref="Expm1Function"/> has.</summary>
internal readonly struct LessOne<TFunction> : ILaneFunction
    where TFunction : struct, ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => TFunction.Invoke(x) - T.Create(1);
}

/// <summary>A function of 1 and a number, as <see cref="double.LogP1(double)"/> and its like are: without further digits near 0, which <see cref="Log1pFunction"/> has.</summary>
internal readonly struct OfOneMore<TFunction> : ILaneFunction
    where TFunction : struct, ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
        => TFunction.Invoke(x + T.Create(1));
}

/// <summary>
/// The logarithm to any base: the quotient of two logarithms to twice the digits. As <see cref="System.Math.Log(double, double)"/> has it, there is none to the base 1, and to the bases 0 and ∞
/// only that of 1.
/// </summary>
internal readonly struct LogBaseFunction : ILaneFunctionOfTwo
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x, T newBase)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T one = T.Create(1);
        T infinity = T.Create(double.PositiveInfinity);
        T nan = T.Create(double.NaN);
        T isOrdinaryNumber = LaneSelection.Both(T.LessThan(zero, x), T.LessThan(x, infinity));
        T isOrdinaryBase = LaneSelection.Both(T.LessThan(zero, newBase), T.LessThan(newBase, infinity));
        PairLanes<T> ofBase = PairLanes<T>.Log(T.Select(isOrdinaryBase, newBase, one));
        PairLanes<T> quotient = PairLanes<T>.Log(T.Select(isOrdinaryNumber, x, one)) / ofBase;

        // The logarithm of 0 or ∞, or NaN.
        T ofNumber = LaneSelection.OfLogarithm(x, zero);
        T ofOrdinaryBase = T.Select(isOrdinaryNumber, quotient.High, ofNumber / ofBase.High);
        T isNone = T.AreEqual(newBase, one);
        T ofExtremeBase = T.Select(T.AreEqual(x, one), zero / LaneSelection.OfLogarithm(newBase, one), nan);
        T computed = T.Select(isNone, nan, T.Select(isOrdinaryBase, ofOrdinaryBase, ofExtremeBase));

        // NaN stays as it is, that of the number before that of the base.
        T ofNumbers = T.Select(T.AreEqual(newBase, newBase), computed, newBase);
        return T.Select(T.AreEqual(x, x), ofNumbers, x);
    }
}
