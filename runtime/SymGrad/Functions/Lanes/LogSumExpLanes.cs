using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>ln(eˣ + eʸ): the greater one is taken out, and what is left of the other is at most 1.</summary>
internal readonly struct LogSumExpFunction : ILaneFunctionOfTwo
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T isLess = T.LessThan(x, y);
        T greater = T.Select(isLess, y, x);
        T lesser = T.Select(isLess, x, y);
        T infinity = T.Create(double.PositiveInfinity);
        T isFinite = LaneSelection.Both(T.LessThan(T.Abs(greater), infinity), T.LessThan(T.Abs(lesser), infinity));
        PairLanes<T> exponential = PairLanes<T>.Exp(PairLanes<T>.Sum(lesser, -greater));
        T computed = (PairLanes<T>.Of(greater) + PairLanes<T>.LogOfOneAnd(exponential)).High;
        T isNumber = LaneSelection.Both(T.AreEqual(x, x), T.AreEqual(y, y));
        return T.Select(isNumber, T.Select(isFinite, computed, greater), x + y);
    }
}

/// <summary>By x: e^(x − y)/(1 + e^(x − y)), and where x is the greater one the same with the exponential taken out.</summary>
internal readonly struct LogSumExpDerivativeFunction : ILaneFunctionOfTwo
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T one = T.Create(1);
        T infinity = T.Create(double.PositiveInfinity);
        T isGreater = T.LessThan(y, x);
        PairLanes<T> distance = PairLanes<T>.Sum(x, -y);
        PairLanes<T> exponential = PairLanes<T>.Exp(PairLanes<T>.Select(isGreater, -distance, distance));
        T computed = (PairLanes<T>.Select(isGreater, PairLanes<T>.Of(one), exponential) / (1 + exponential)).High;
        T ends = T.Select(isGreater, one, T.Select(T.LessThan(x, y), T.Create(0), T.Create(double.NaN)));
        T isFinite = LaneSelection.Both(LaneSelection.Both(T.LessThan(T.Abs(x), infinity), T.LessThan(T.Abs(y), infinity)), T.LessThan(T.Abs(distance.High), infinity));
        return T.Select(T.AreEqual(x, y), T.Create(0.5), T.Select(isFinite, computed, ends));
    }
}
