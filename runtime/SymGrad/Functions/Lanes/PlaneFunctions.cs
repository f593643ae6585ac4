using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>√(x² + y²): the squares to twice the digits, of numbers that are brought to where they do not overflow or underflow.</summary>
internal readonly struct HypotFunction : ILaneFunctionOfTwo
{
    private const double Large = 1e150;
    private const double Down = 7.71174356832923e-180;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T infinity = T.Create(double.PositiveInfinity);
        T scale = PlaneLanes.ScaleOf(x, y, Large, Down);
        T scaledX = T.Abs(x) * scale;
        T scaledY = T.Abs(y) * scale;
        PairLanes<T> root = PairLanes<T>.Sqrt(PairLanes<T>.Product(scaledX, scaledX) + PairLanes<T>.Product(scaledY, scaledY));
        T computed = root.High / scale;
        T isInfinite = T.Select(T.AreEqual(T.Abs(x), infinity), T.AreEqual(infinity, infinity), T.AreEqual(T.Abs(y), infinity));
        return T.Select(isInfinite, infinity, computed);
    }
}

/// <summary>
/// The angle of a point (x, y): |y|/|x| below √2 − 1 and the reductions of the arctangent, as quotients of sums, so that the quotient itself is never rounded.
/// </summary>
internal readonly struct Atan2Function : ILaneFunctionOfTwo
{
    private static readonly Pair quarterOfPi = new(0.7853981633974483, 3.061616997868383e-17);
    private static readonly Pair halfOfPi = new(1.5707963267948966, 6.123233995736766e-17);
    private static readonly Pair pi = new(3.141592653589793, 1.2246467991473532e-16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T y, T x)
        where T : struct, ILanes<T>
    {
        PairLanes<T> angle = PlaneLanes.Angle(y, x, out T isFlat, out T isSteep);
        PairLanes<T> offset = PairLanes<T>.Select(
            isFlat, PairLanes<T>.Of(T.Create(0)), PairLanes<T>.Select(isSteep, PairLanes<T>.Create(halfOfPi), PairLanes<T>.Create(quarterOfPi)));
        PairLanes<T> right = offset + angle;
        return PlaneLanes.InItsQuadrant(right.High, (PairLanes<T>.Create(pi) + -right).High, y, x);
    }
}

internal static class PlaneLanes
{
    private const double Small = 1e-140;
    private const double Up = 1.2967236152753103e+179;
    private const double SmallSlope = 0.41421356237309503;

    /// <summary>From here on, numbers are divided by 16, so that their sums do not overflow; a smaller one that this costs digits does not matter.</summary>
    private const double AlmostOverflowing = 1e307;

    /// <summary>The angle of (|x|, |y|) less 0, π/4 or π/2: 0 where it is flat, π/2 where it is steep.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Angle<T>(T y, T x, out T isFlat, out T isSteep)
        where T : struct, ILanes<T>
    {
        T zero = T.Create(0);
        T one = T.Create(1);
        T scale = PlaneLanes.ScaleOf(x, y, AlmostOverflowing, 0.0625);
        T isOrigin = LaneSelection.Both(T.AreEqual(x, zero), T.AreEqual(y, zero));
        PairLanes<T> width = PairLanes<T>.Of(T.Select(isOrigin, one, PlaneLanes.Direction(x, y) * scale));
        PairLanes<T> height = PairLanes<T>.Of(PlaneLanes.Direction(y, x) * scale);
        isFlat = T.LessThan(height.High, T.Create(SmallSlope) * width.High);
        isSteep = T.LessThan(width.High, T.Create(SmallSlope) * height.High);
        PairLanes<T> numerator = PairLanes<T>.Select(isFlat, height, PairLanes<T>.Select(isSteep, -width, height + -width));
        PairLanes<T> denominator = PairLanes<T>.Select(isFlat, width, PairLanes<T>.Select(isSteep, height, height + width));
        return ArctangentLanes<T>.Of(numerator / denominator);
    }

    /// <summary>From the angle of (|x|, |y|), and from what it lacks to half a turn, that of (x, y); NaN where a coordinate is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T InItsQuadrant<T>(T right, T left, T y, T x)
        where T : struct, ILanes<T>
    {
        T isLeft = T.LessThan(T.CopySign(T.Create(1), x), T.Create(0));
        T computed = T.CopySign(T.Select(isLeft, left, right), y);
        T isNumber = LaneSelection.Both(T.AreEqual(x, x), T.AreEqual(y, y));
        return T.Select(isNumber, computed, x + y);
    }

    /// <summary>A power of two that brings two numbers up where both are small, and the one given where one of them is large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ScaleOf<T>(T x, T y, double large, double down)
        where T : struct, ILanes<T>
    {
        T first = T.Abs(x);
        T second = T.Abs(y);
        T greater = T.Select(T.LessThan(first, second), second, first);
        return T.Select(T.LessThan(T.Create(large), greater), T.Create(down), T.Select(T.LessThan(greater, T.Create(Small)), T.Create(Up), T.Create(1)));
    }

    /// <summary>The magnitude of one coordinate, where an infinite one outweighs any that is finite, and two are as great.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Direction<T>(T coordinate, T other)
        where T : struct, ILanes<T>
    {
        T infinity = T.Create(double.PositiveInfinity);
        T isInfinite = T.AreEqual(T.Abs(coordinate), infinity);
        T isOutweighed = T.AreEqual(T.Abs(other), infinity);
        return T.Select(isInfinite, T.Create(1), T.Select(isOutweighed, T.Create(0), T.Abs(coordinate)));
    }
}
