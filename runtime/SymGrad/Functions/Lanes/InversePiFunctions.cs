using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>Angles in half turns: what is added to them is exact.</summary>
internal static class HalfTurns
{
    public static readonly Pair InverseOfPi = new(0.3183098861837907, -1.9678676675182486e-17);

    /// <summary>An angle below a quarter of π, in half turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Of<T>(PairLanes<T> angle)
        where T : struct, ILanes<T>
        => angle * PairLanes<T>.Create(InverseOfPi);

    /// <summary>An angle less 0, ¼ or ½, with that added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Whole<T>(PairLanes<T> angle, T isSmall, T isLarge)
        where T : struct, ILanes<T>
    {
        T offset = T.Select(isSmall, T.Create(0), T.Select(isLarge, T.Create(0.5), T.Create(0.25)));
        return PairLanes<T>.Of(offset) + Of(angle);
    }
}

/// <summary>arcsin(x)/π.</summary>
internal readonly struct AsinPiFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        ArcsineLanes<T> arc = ArcsineLanes<T>.Of(x);
        PairLanes<T> outer = 0.5 + -HalfTurns.Of(arc.Twice);
        return T.CopySign(T.Select(arc.IsCentral, HalfTurns.Of(arc.Value).High, outer.High), x);
    }
}

/// <summary>arccos(x)/π.</summary>
internal readonly struct AcosPiFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        ArcsineLanes<T> arc = ArcsineLanes<T>.Of(x);
        T isNegative = T.LessThan(x, T.Create(0));
        PairLanes<T> once = HalfTurns.Of(arc.Value);
        PairLanes<T> twice = HalfTurns.Of(arc.Twice);
        T central = (0.5 + PairLanes<T>.Select(isNegative, once, -once)).High;
        T outer = T.Select(isNegative, (1 + -twice).High, twice.High);
        return T.Select(arc.IsCentral, central, outer);
    }
}

/// <summary>arctan(x)/π.</summary>
internal readonly struct AtanPiFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, ILanes<T>
    {
        PairLanes<T> angle = ArctangentLanes<T>.OfMagnitude(x, out T isSmall, out T isLarge);
        return T.CopySign(HalfTurns.Whole(angle, isSmall, isLarge).High, x);
    }
}

/// <summary>The angle of a point (x, y), divided by π.</summary>
internal readonly struct Atan2PiFunction : ILaneFunctionOfTwo
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T y, T x)
        where T : struct, ILanes<T>
    {
        PairLanes<T> angle = PlaneLanes.Angle(y, x, out T isFlat, out T isSteep);
        PairLanes<T> right = HalfTurns.Whole(angle, isFlat, isSteep);
        return PlaneLanes.InItsQuadrant(right.High, (1 + -right).High, y, x);
    }
}
