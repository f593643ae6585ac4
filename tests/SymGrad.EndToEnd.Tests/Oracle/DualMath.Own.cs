using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <content>
/// SymGrad's own functions. Their values are measured elsewhere, against a table of 50-digit values; here are their derivatives, from the
/// definitions.
/// </content>
[SuppressMessage("Naming", "CA1708:Identifiers should differ by more than case", Justification = ".NET has ExpM1, SymGrad Expm1.")]
public static partial class DualMath
{
    private static readonly double twoByRootPi = 2 / Math.Sqrt(Math.PI);

    public static Dual<T> OwnExp<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Exp, Math.Exp(x.Wide));

    public static Dual<T> OwnLog<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Log, 1 / x.Wide);

    /// <summary>The derivative as for <see cref="Tanh"/>.</summary>
    public static Dual<T> OwnTanh<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T>
        => x.Map(T.CreateTruncating(SpecialFunctions.Tanh(x.Wide)), 1 / (Math.Cosh(x.Wide) * Math.Cosh(x.Wide)), 1);

    public static Dual<T> Expm1<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Expm1, Math.Exp(x.Wide));

    public static Dual<T> Log1p<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Log1p, 1 / (1 + x.Wide));

    public static Dual<T> Gaussian<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Gaussian, -2 * x.Wide * Math.Exp(-x.Wide * x.Wide));

    public static Dual<T> Log1mExp<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Log1mExp, -Math.Exp(x.Wide) / (1 - Math.Exp(x.Wide)));

    public static Dual<T> Softplus<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Softplus, Logistic(x.Wide));

    public static Dual<T> Sigmoid<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Sigmoid, Logistic(x.Wide) * Logistic(-x.Wide));

    public static Dual<T> Logit<T>(Dual<T> p)
        where T : struct, IFloatingPointIeee754<T> => Own(p, SpecialFunctions.Logit, (1 / p.Wide) + (1 / (1 - p.Wide)));

    public static Dual<T> LogSumExp<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T>
        => Dual<T>.Combine(
            T.CreateTruncating(SpecialFunctions.LogSumExp(x.Wide, y.Wide)),
            x,
            Math.Exp(x.Wide) / (Math.Exp(x.Wide) + Math.Exp(y.Wide)),
            y,
            Math.Exp(y.Wide) / (Math.Exp(x.Wide) + Math.Exp(y.Wide)));

    public static Dual<T> XLogY<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T>
        => Dual<T>.Combine(
            T.CreateTruncating(SpecialFunctions.XLogY(x.Wide, y.Wide)), x, Math.Log(y.Wide), y, x.Wide == 0 ? 0 : x.Wide / y.Wide);

    public static Dual<T> SigmoidCrossEntropy<T>(Dual<T> z, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T>
        => Dual<T>.Combine(
            T.CreateTruncating(SpecialFunctions.SigmoidCrossEntropy(z.Wide, y.Wide)),
            z,
            ((1 - y.Wide) * Logistic(z.Wide)) - (y.Wide * Logistic(-z.Wide)),
            y,
            -z.Wide);

    public static Dual<T> DifferenceOfSquares<T>(Dual<T> x, Dual<T> y)
        where T : struct, IFloatingPointIeee754<T>
        => Dual<T>.Combine(
            T.CreateTruncating(SpecialFunctions.DifferenceOfSquares(x.Wide, y.Wide)), x, 2 * x.Wide, y, -2 * y.Wide);

    public static Dual<T> Sinc<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        double square = x.Wide * x.Wide;
        double partial = square < 0.01
            ? x.Wide * ((-1 / 3.0) + (square / 30) - (square * square / 840) + (square * square * square / 45360))
            : ((x.Wide * Math.Cos(x.Wide)) - Math.Sin(x.Wide)) / square;
        return x.Map(T.CreateTruncating(SpecialFunctions.Sinc(x.Wide)), partial, Math.Min(1, 1 / Math.Abs(x.Wide)));
    }

    public static Dual<T> Erf<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Erf, twoByRootPi * Math.Exp(-x.Wide * x.Wide));

    public static Dual<T> Erfc<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Erfc, -twoByRootPi * Math.Exp(-x.Wide * x.Wide));

    public static Dual<T> NormalDensity<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.NormalDensity, -x.Wide * Bell(x.Wide));

    public static Dual<T> NormalCdf<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.NormalCdf, Bell(x.Wide));

    public static Dual<T> LogNormalCdf<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T>
        => Own(x, SpecialFunctions.LogNormalCdf, Bell(x.Wide) / SpecialFunctions.NormalCdf(x.Wide));

    public static Dual<T> LogGamma<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.CreateTruncating(SpecialFunctions.LogGamma(x.Wide)), Psi(x.Wide), 1);

    public static Dual<T> Digamma<T>(Dual<T> x)
        where T : struct, IFloatingPointIeee754<T> => Own(x, SpecialFunctions.Digamma, PsiDerivative(x.Wide));

    private static Dual<T> Own<T>(Dual<T> x, Func<double, double> function, double partial)
        where T : struct, IFloatingPointIeee754<T> => x.Map(T.CreateTruncating(function(x.Wide)), partial);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Bell(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>ψ(x) = ψ(x + 1) − 1/x, and far out the series in Bernoulli numbers (Abramowitz and Stegun, 6.3.18).</summary>
    private static double Psi(double x)
    {
        if (x < 30)
        {
            return Psi(x + 1) - (1 / x);
        }

        double square = x * x;
        return Math.Log(x) - (1 / (2 * x)) - (1 / (12 * square)) + (1 / (120 * square * square)) - (1 / (252 * square * square * square));
    }

    /// <summary>The derivative of the same.</summary>
    private static double PsiDerivative(double x)
    {
        if (x < 30)
        {
            return PsiDerivative(x + 1) + (1 / (x * x));
        }

        double square = x * x;
        double series = (1.0 / 6) - (1 / (30 * square)) + (1 / (42 * square * square)) - (1 / (30 * square * square * square));
        return (1 / x) + (1 / (2 * square)) + (series / (square * x));
    }
}
