using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>arctan |x| is that of a number below √2 − 1 and 0, π/4 or π/2: of x itself, (x − 1)/(x + 1) or −1/x.</summary>
internal readonly struct AtanFunction : ILaneFunction
{
    private static readonly Pair quarterOfPi = new(0.7853981633974483, 3.061616997868383e-17);
    private static readonly Pair halfOfPi = new(1.5707963267948966, 6.123233995736766e-17);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        PairLanes<T> angle = ArctangentLanes<T>.OfMagnitude(x, out T isSmall, out T isLarge);
        PairLanes<T> offset = PairLanes<T>.Select(
            isSmall, PairLanes<T>.Of(T.Create(0)), PairLanes<T>.Select(isLarge, PairLanes<T>.Create(halfOfPi), PairLanes<T>.Create(quarterOfPi)));
        return T.CopySign((offset + angle).High, x);
    }
}

internal static class ArctangentLanes<T>
    where T : struct, ILanes<T>
{
    private const double RootOfTwo = 1.4142135623730951;

    /// <summary>Beyond, the angle is a right one.</summary>
    private const double Greatest = 1e300;

    /// <summary>The angle of |x| less 0, π/4 or π/2: 0 where it is small, π/2 where it is large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> OfMagnitude(T x, out T isSmall, out T isLarge)
    {
        T magnitude = LaneSelection.AtMost(Greatest, T.Abs(x));
        isSmall = T.LessThan(magnitude, T.Create(RootOfTwo - 1));
        isLarge = T.LessThan(T.Create(RootOfTwo + 1), magnitude);
        PairLanes<T> itself = PairLanes<T>.Of(magnitude);
        PairLanes<T> one = PairLanes<T>.Of(T.Create(1));
        PairLanes<T> numerator = PairLanes<T>.Select(isSmall, itself, PairLanes<T>.Select(isLarge, -one, -1 + itself));
        PairLanes<T> denominator = PairLanes<T>.Select(isSmall, one, PairLanes<T>.Select(isLarge, itself, 1 + itself));
        return Of(numerator / denominator);
    }

    /// <summary>arctan t, for |t| up to √2 − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Of(PairLanes<T> tangent)
    {
        T square = tangent.High * tangent.High;
        T slope = T.FusedMultiplyAdd(square, square - T.Create(1), T.Create(1));
        T rest = T.FusedMultiplyAdd(tangent.High * square, PairLanes<T>.Polynomial(Coefficients.Arctangent, square), tangent.Low * slope);
        return new(tangent.High, rest);
    }
}

/// <summary>
/// arcsin s for s up to ½: x itself, or √((1 − |x|)/2) with the digits that the root is rounded by.
/// </summary>
/// <param name="Root">s.</param>
/// <param name="Rest">arcsin s − s.</param>
/// <param name="IsCentral">Where s is |x|.</param>
internal readonly record struct ArcsineLanes<T>(T Root, T Rest, T IsCentral)
    where T : struct, ILanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ArcsineLanes<T> Of(T x)
    {
        T half = T.Create(0.5);
        T magnitude = T.Abs(x);
        T isCentral = T.LessThan(magnitude, half);
        T square = T.Select(isCentral, magnitude * magnitude, half * (T.Create(1) - magnitude));
        T computed = T.Sqrt(square);
        T isExact = T.Select(isCentral, isCentral, T.AreEqual(computed, T.Create(0)));
        T missing = T.Select(isExact, T.Create(0), T.FusedMultiplyAdd(-computed, computed, square) / (computed + computed));
        T root = T.Select(isCentral, magnitude, computed);
        T slope = T.FusedMultiplyAdd(half, square, T.Create(1));
        T rest = T.FusedMultiplyAdd(root * square, PairLanes<T>.Polynomial(Coefficients.Arcsine, square), missing * slope);
        return new(root, rest, isCentral);
    }

    /// <summary>arcsin s as a sum of two.</summary>
    public PairLanes<T> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Root, Rest);
    }

    /// <summary>Twice arcsin s.</summary>
    public PairLanes<T> Twice
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Root + Root, Rest + Rest);
    }
}

internal readonly struct AsinFunction : ILaneFunction
{
    private static readonly Pair halfOfPi = new(1.5707963267948966, 6.123233995736766e-17);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        ArcsineLanes<T> arc = ArcsineLanes<T>.Of(x);
        T outer = (PairLanes<T>.Create(halfOfPi) + -arc.Twice).High;
        return T.CopySign(T.Select(arc.IsCentral, arc.Value.Value, outer), x);
    }
}

internal readonly struct AcosFunction : ILaneFunction
{
    private static readonly Pair halfOfPi = new(1.5707963267948966, 6.123233995736766e-17);
    private static readonly Pair pi = new(3.141592653589793, 1.2246467991473532e-16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        ArcsineLanes<T> arc = ArcsineLanes<T>.Of(x);
        T isNegative = T.LessThan(x, T.Create(0));
        T central = (PairLanes<T>.Create(halfOfPi) + PairLanes<T>.Select(isNegative, arc.Value, -arc.Value)).High;
        T outer = T.Select(isNegative, (PairLanes<T>.Create(pi) + -arc.Twice).High, arc.Twice.Value);
        return T.Select(arc.IsCentral, central, outer);
    }
}
