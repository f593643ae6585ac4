using System;
using System.Numerics;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// The smooth functions of Math, MathF and the number types over dual numbers, with the derivatives of a textbook, written for clarity
/// and not for speed. Values are what .NET computes in the precision of the argument.
/// </summary>
public static partial class DualMath
{
    private const double Ln2 = 0.69314718055994530942;
    private const double Ln10 = 2.3025850929940456840;

    public static Dual<T> StopGradient<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => new(x.Value);

    public static Dual<T> Exp<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Exp(x.Value), Math.Exp(x.Wide));

    public static Dual<T> ExpM1<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.ExpM1(x.Value), Math.Exp(x.Wide));

    public static Dual<T> Exp2<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Exp2(x.Value), Ln2 * Math.Pow(2, x.Wide));

    public static Dual<T> Exp2M1<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Exp2M1(x.Value), Ln2 * Math.Pow(2, x.Wide));

    public static Dual<T> Exp10<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Exp10(x.Value), Ln10 * Math.Pow(10, x.Wide));

    public static Dual<T> Exp10M1<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Exp10M1(x.Value), Ln10 * Math.Pow(10, x.Wide));

    public static Dual<T> Log<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Log(x.Value), 1 / x.Wide);

    public static Dual<T> Log<T>(Dual<T> x, Dual<T> newBase)
        where T : struct, IFloatingPointIeee754<T>
    {
        double logOfBase = Math.Log(newBase.Wide);
        return Dual<T>.Combine(
            T.Log(x.Value, newBase.Value),
            x,
            1 / (x.Wide * logOfBase),
            newBase,
            -Math.Log(x.Wide) / (newBase.Wide * logOfBase * logOfBase));
    }

    public static Dual<T> LogP1<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.LogP1(x.Value), 1 / (1 + x.Wide));

    public static Dual<T> Log2<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Log2(x.Value), 1 / (x.Wide * Ln2));

    public static Dual<T> Log2P1<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Log2P1(x.Value), 1 / ((1 + x.Wide) * Ln2));

    public static Dual<T> Log10<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Log10(x.Value), 1 / (x.Wide * Ln10));

    public static Dual<T> Log10P1<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Log10P1(x.Value), 1 / ((1 + x.Wide) * Ln10));

    public static Dual<T> Pow<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        double ofBase = y.Wide == 0 ? 0 : y.Wide * Math.Pow(x.Wide, y.Wide - 1);
        double power = Math.Pow(x.Wide, y.Wide);
        return Dual<T>.Combine(T.Pow(x.Value, y.Value), x, ofBase, y, power == 0 ? 0 : power * Math.Log(x.Wide));
    }

    public static Dual<T> RootN<T>(Dual<T> x, int n)
        where T : struct, IFloatingPointIeee754<T>
        => x.Map(T.RootN(x.Value, n), double.RootN(x.Wide, n) / (n * x.Wide));

    public static Dual<T> Sqrt<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Sqrt(x.Value), 0.5 / Math.Sqrt(x.Wide));

    public static Dual<T> Cbrt<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Cbrt(x.Value), Math.Cbrt(x.Wide) / (3 * x.Wide));

    public static Dual<T> Hypot<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        double norm = Math.Sqrt((x.Wide * x.Wide) + (y.Wide * y.Wide));
        return Dual<T>.Combine(T.Hypot(x.Value, y.Value), x, norm == 0 ? 0 : x.Wide / norm, y, norm == 0 ? 0 : y.Wide / norm);
    }

    public static Dual<T> Sin<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Sin(x.Value), Math.Cos(x.Wide));

    public static Dual<T> Cos<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Cos(x.Value), -Math.Sin(x.Wide));

    public static (Dual<T> Sin, Dual<T> Cos) SinCos<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        (T sin, T cos) = T.SinCos(x.Value);
        return (x.Map(sin, Math.Cos(x.Wide)), x.Map(cos, -Math.Sin(x.Wide)));
    }

    public static Dual<T> Tan<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Tan(x.Value), 1 / (Math.Cos(x.Wide) * Math.Cos(x.Wide)));

    public static Dual<T> Asin<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => MapNearOne(x, T.Asin(x.Value), 1 / Math.Sqrt((1 - x.Wide) * (1 + x.Wide)));

    public static Dual<T> Acos<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => MapNearOne(x, T.Acos(x.Value), -1 / Math.Sqrt((1 - x.Wide) * (1 + x.Wide)));

    public static Dual<T> Atan<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Atan(x.Value), 1 / (1 + (x.Wide * x.Wide)));

    public static Dual<T> Atan2<T>(Dual<T> y, Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Angle(T.Atan2(y.Value, x.Value), y, x, 1);

    public static Dual<T> SinPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.SinPi(x.Value), Math.PI * Math.Cos(Math.PI * x.Wide), Math.PI);

    public static Dual<T> CosPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.CosPi(x.Value), -Math.PI * Math.Sin(Math.PI * x.Wide), Math.PI);

    public static (Dual<T> SinPi, Dual<T> CosPi) SinCosPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => (SinPi(x), CosPi(x));

    public static Dual<T> TanPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        double cosine = Math.Cos(Math.PI * x.Wide);
        return x.Map(T.TanPi(x.Value), Math.PI / (cosine * cosine), Math.PI / Math.Abs(cosine * cosine * cosine));
    }

    public static Dual<T> AsinPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T>
        => MapNearOne(x, T.AsinPi(x.Value), 1 / (Math.PI * Math.Sqrt((1 - x.Wide) * (1 + x.Wide))));

    public static Dual<T> AcosPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T>
        => MapNearOne(x, T.AcosPi(x.Value), -1 / (Math.PI * Math.Sqrt((1 - x.Wide) * (1 + x.Wide))));

    public static Dual<T> AtanPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.AtanPi(x.Value), 1 / (Math.PI * (1 + (x.Wide * x.Wide))));

    public static Dual<T> Atan2Pi<T>(Dual<T> y, Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Angle(T.Atan2Pi(y.Value, x.Value), y, x, Math.PI);

    public static Dual<T> Sinh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Sinh(x.Value), Math.Cosh(x.Wide));

    public static Dual<T> Cosh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Cosh(x.Value), Math.Sinh(x.Wide));

    /// <summary>1 − tanh² loses digits where the function is flat, so its errors are relative to 1.</summary>
    public static Dual<T> Tanh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Tanh(x.Value), 1 / (Math.Cosh(x.Wide) * Math.Cosh(x.Wide)), 1);

    public static Dual<T> Asinh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.Asinh(x.Value), 1 / Math.Sqrt((x.Wide * x.Wide) + 1));

    public static Dual<T> Acosh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => MapNearOne(x, T.Acosh(x.Value), 1 / Math.Sqrt((x.Wide - 1) * (x.Wide + 1)));

    public static Dual<T> Atanh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => MapNearOne(x, T.Atanh(x.Value), 1 / ((1 - x.Wide) * (1 + x.Wide)));

    public static Dual<T> DegreesToRadians<T>(Dual<T> degrees)
        where T : struct, IFloatingPointIeee754<T> => degrees.Map(T.DegreesToRadians(degrees.Value), Math.PI / 180);

    public static Dual<T> RadiansToDegrees<T>(Dual<T> radians)
        where T : struct, IFloatingPointIeee754<T> => radians.Map(T.RadiansToDegrees(radians.Value), 180 / Math.PI);

    public static Dual<T> FusedMultiplyAdd<T>(Dual<T> x, Dual<T> y, Dual<T> z)
        where T : struct, IFloatingPointIeee754<T>
        => WithValue(T.FusedMultiplyAdd(x.Value, y.Value, z.Value), (x * y) + z);

    public static Dual<T> Lerp<T>(Dual<T> first, Dual<T> second, Dual<T> amount)
        where T : struct, IFloatingPointIeee754<T>
        => WithValue(T.Lerp(first.Value, second.Value, amount.Value), (first * (1 - amount)) + (second * amount));

    public static Dual<T> ScaleB<T>(Dual<T> x, int n)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.ScaleB(x.Value, n), Math.Pow(2, n));

    private static Dual<T> WithValue<T>(T value, Dual<T> derivative)
        where T : struct, IFloatingPointIeee754<T> => new(value, derivative.Tangent, derivative.Magnitude, derivative.IsActive);

    /// <summary>Formulas in 1 − x² lose digits where |x| is near 1, whichever way they are written.</summary>
    private static Dual<T> MapNearOne<T>(Dual<T> x, T value, double partial)
        where T : struct, IFloatingPointIeee754<T>
    {
        double square = x.Wide * x.Wide;
        return x.Map(value, partial, Math.Abs(partial) * (1 + (square / Math.Abs(1 - square))));
    }

    private static Dual<T> Angle<T>(T value, Dual<T> y, Dual<T> x, double divisor)
        where T : struct, IFloatingPointIeee754<T>
    {
        double square = ((x.Wide * x.Wide) + (y.Wide * y.Wide)) * divisor;
        return Dual<T>.Combine(value, y, x.Wide / square, x, -y.Wide / square);
    }
}
