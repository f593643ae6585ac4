using System.Numerics;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <content>Functions that SymGrad and .NET both have: the derivatives are the same, the values may differ in the last digits.</content>
public static partial class DualMath
{
    public static Dual<T> OwnExp2<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Exp2(x), SpecialFunctions.Exp2(x.Wide));

    public static Dual<T> OwnExp10<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Exp10(x), SpecialFunctions.Exp10(x.Wide));

    public static Dual<T> OwnLog2<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Log2(x), SpecialFunctions.Log2(x.Wide));

    public static Dual<T> OwnLog10<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Log10(x), SpecialFunctions.Log10(x.Wide));

    public static Dual<T> OwnCbrt<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Cbrt(x), SpecialFunctions.Cbrt(x.Wide));

    public static Dual<T> OwnSin<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Sin(x), SpecialFunctions.Sin(x.Wide));

    public static Dual<T> OwnCos<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Cos(x), SpecialFunctions.Cos(x.Wide));

    public static Dual<T> OwnTan<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Tan(x), SpecialFunctions.Tan(x.Wide));

    public static Dual<T> OwnAsin<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Asin(x), SpecialFunctions.Asin(x.Wide));

    public static Dual<T> OwnAcos<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Acos(x), SpecialFunctions.Acos(x.Wide));

    public static Dual<T> OwnAtan<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Atan(x), SpecialFunctions.Atan(x.Wide));

    public static Dual<T> OwnSinh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Sinh(x), SpecialFunctions.Sinh(x.Wide));

    public static Dual<T> OwnCosh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Cosh(x), SpecialFunctions.Cosh(x.Wide));

    public static Dual<T> OwnAsinh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Asinh(x), SpecialFunctions.Asinh(x.Wide));

    public static Dual<T> OwnAcosh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Acosh(x), SpecialFunctions.Acosh(x.Wide));

    public static Dual<T> OwnAtanh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Atanh(x), SpecialFunctions.Atanh(x.Wide));

    public static Dual<T> OwnPow<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Pow(x, y), SpecialFunctions.Pow(x.Wide, y.Wide));

    public static Dual<T> OwnHypot<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Hypot(x, y), SpecialFunctions.Hypot(x.Wide, y.Wide));

    public static Dual<T> OwnSinPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(SinPi(x), SpecialFunctions.SinPi(x.Wide));

    public static Dual<T> OwnCosPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(CosPi(x), SpecialFunctions.CosPi(x.Wide));

    public static Dual<T> OwnTanPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(TanPi(x), SpecialFunctions.TanPi(x.Wide));

    public static Dual<T> OwnAsinPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(AsinPi(x), SpecialFunctions.AsinPi(x.Wide));

    public static Dual<T> OwnAcosPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(AcosPi(x), SpecialFunctions.AcosPi(x.Wide));

    public static Dual<T> OwnAtanPi<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(AtanPi(x), SpecialFunctions.AtanPi(x.Wide));

    public static Dual<T> OwnAtan2Pi<T>(Dual<T> y, Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Atan2Pi(y, x), SpecialFunctions.Atan2Pi(y.Wide, x.Wide));

    public static Dual<T> OwnAtan2<T>(Dual<T> y, Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => WithValue(Atan2(y, x), SpecialFunctions.Atan2(y.Wide, x.Wide));

    private static Dual<T> WithValue<T>(Dual<T> dual, double value)
        where T : struct, IFloatingPointIeee754<T> => new(T.CreateTruncating(value), dual.Tangent, dual.Magnitude, dual.IsActive);
}
