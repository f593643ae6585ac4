using System;
using System.Numerics;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// The functions with kinks and jumps. At a kink the derivative is the subgradient of least norm: |x|′ = 0 at 0; at a tie of two
/// values that depend on θ they share, and one that ties with a constant has derivative 0. What is piecewise constant depends on θ no more.
/// </summary>
public static partial class DualMath
{
    public static Dual<T> Abs<T>(Dual<T> value)
        where T : struct, IFloatingPointIeee754<T>
        => value.Map(T.Abs(value.Value), value.Value > T.Zero ? 1 : value.Value < T.Zero ? -1 : T.IsNaN(value.Value) ? double.NaN : 0);

    public static Dual<T> Max<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T> => Choose(T.Max(x.Value, y.Value), x, x.Value, y, y.Value);

    public static Dual<T> Min<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T> => Choose(T.Min(x.Value, y.Value), x, -x.Value, y, -y.Value);

    public static Dual<T> MaxNumber<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T> => Choose(T.MaxNumber(x.Value, y.Value), x, x.Value, y, y.Value);

    public static Dual<T> MinNumber<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T> => Choose(T.MinNumber(x.Value, y.Value), x, -x.Value, y, -y.Value);

    public static Dual<T> MaxMagnitude<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T> => Choose(T.MaxMagnitude(x.Value, y.Value), x, T.Abs(x.Value), y, T.Abs(y.Value));

    public static Dual<T> MinMagnitude<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T> => Choose(T.MinMagnitude(x.Value, y.Value), x, -T.Abs(x.Value), y, -T.Abs(y.Value));

    public static Dual<T> MaxMagnitudeNumber<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T>
        => Choose(T.MaxMagnitudeNumber(x.Value, y.Value), x, T.Abs(x.Value), y, T.Abs(y.Value));

    public static Dual<T> MinMagnitudeNumber<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T>
        => Choose(T.MinMagnitudeNumber(x.Value, y.Value), x, -T.Abs(x.Value), y, -T.Abs(y.Value));

    public static Dual<T> Clamp<T>(Dual<T> value, Dual<T> min, Dual<T> max)
        where T : struct, IFloatingPointIeee754<T>
        => T.IsNaN(value.Value) || min.Value > max.Value ? T.Clamp(value.Value, min.Value, max.Value) : Min(Max(value, min), max);

    public static Dual<T> CopySign<T>(Dual<T> value, Dual<T> sign)
        where T : struct, IFloatingPointIeee754<T>
    {
        T result = T.CopySign(value.Value, sign.Value);
        double partial = value.Value == T.Zero ? 0 : result == value.Value ? 1 : -1;
        return Dual<T>.Combine(result, value, partial, sign, 0);
    }

    public static Dual<T> IEEERemainder<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T>
        => Dual<T>.Combine(
            T.Ieee754Remainder(x.Value, y.Value), x, 1, y, -Math.Round(x.Wide / y.Wide, MidpointRounding.ToEven));

    public static Dual<T> Ieee754Remainder<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T> => IEEERemainder(x, y);

    public static Dual<T> Floor<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => new(T.Floor(x.Value));

    public static Dual<T> Ceiling<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => new(T.Ceiling(x.Value));

    public static Dual<T> Truncate<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => new(T.Truncate(x.Value));

    public static Dual<T> Round<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => new(T.Round(x.Value));

    public static Dual<T> Round<T>(Dual<T> x, int digits)
        where T : struct, IFloatingPointIeee754<T> => new(T.Round(x.Value, digits));

    public static Dual<T> Round<T>(Dual<T> x, MidpointRounding mode)
        where T : struct, IFloatingPointIeee754<T> => new(T.Round(x.Value, mode));

    public static Dual<T> Round<T>(Dual<T> x, int digits, MidpointRounding mode)
        where T : struct, IFloatingPointIeee754<T> => new(T.Round(x.Value, digits, mode));

    public static int Sign<T>(Dual<T> value)
        where T : struct, IFloatingPointIeee754<T> => T.Sign(value.Value);

    public static int ILogB<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => T.ILogB(x.Value);

    public static bool IsNaN<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => T.IsNaN(x.Value);

    public static bool IsFinite<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => T.IsFinite(x.Value);

    public static bool IsInfinity<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => T.IsInfinity(x.Value);

    public static bool IsPositiveInfinity<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => T.IsPositiveInfinity(x.Value);

    public static bool IsNegativeInfinity<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => T.IsNegativeInfinity(x.Value);

    public static bool IsNegative<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => T.IsNegative(x.Value);

    public static bool IsPositive<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => T.IsPositive(x.Value);

    public static bool IsInteger<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => T.IsInteger(x.Value);

    /// <summary>One of two values, the one with the greater rank; a value that is not a number passes its result on alone.</summary>
    private static Dual<T> Choose<T>(T result, Dual<T> x, T rankOfX, Dual<T> y, T rankOfY)
        where T : struct, IFloatingPointIeee754<T>
    {
        bool isTie = rankOfX == rankOfY;
        double share = x.IsActive && y.IsActive ? 0.5 : 0;
        double ofX = isTie ? share : rankOfX > rankOfY || T.IsNaN(rankOfY) ? 1 : 0;
        double ofY = isTie ? share : rankOfY > rankOfX || T.IsNaN(rankOfX) ? 1 : 0;
        return Dual<T>.Combine(result, x, ofX, y, ofY);
    }
}
