using System;

namespace SymGrad;

/// <summary>The sine over its argument, and its derivative: a polynomial where the difference of cos x and sin(x)/x would lose digits.</summary>
internal static class SincFunctions
{
    public static double Sinc(double x) => x == 0 ? 1 : double.IsInfinity(x) ? 0 : Math.Sin(x) / x;

    public static double SincDerivative(double x)
        => Math.Abs(x) <= 2 ? x * Polynomial.Value(Coefficients.SincDerivative, x * x)
            : double.IsInfinity(x) ? 0
            : (Math.Cos(x) - (Math.Sin(x) / x)) / x;
}
