using System;

namespace SymGrad;

/// <summary>
/// The error function and the normal distribution. Near 0, odd polynomials; in the tails e^(−x²) times the scaled complement e^(x²)·erfc(x),
/// for which M. M. Shepherd and J. G. Laframboise (Mathematics of Computation 36, 1981) found the variable (x − 4)/(x + 4). The digits of x²
/// that one double has no place for go into the exponential.
/// </summary>
internal static class ErrorFunctions
{
    private static readonly Pair twoByRootPi = new(1.1283791670955126, 1.533545961316588e-17);
    private static readonly Pair inverseOfRootTwoPi = new(0.3989422804014327, -2.49232720227773e-17);
    private static readonly Pair rootOfTwoByPi = new(0.7978845608028654, -4.98465440455546e-17);
    private static readonly Pair rootOfHalf = new(0.7071067811865476, -4.833646656726457e-17);

    public static double Erf(double x) => x switch
    {
        > -0.5 and < 0.5 => NearZero(x).Value,
        >= 0.5 => 1 - Tail(x).Value,
        <= -0.5 => Tail(-x).Value - 1,
        _ => double.NaN,
    };

    public static double Erfc(double x) => x switch
    {
        > -0.5 and < 0.5 => (1 + -NearZero(x)).Value,
        >= 0.5 => Tail(x).Value,
        <= -0.5 => (2 + -Tail(-x)).Value,
        _ => double.NaN,
    };

    public static double NormalCdf(double x) => double.IsNaN(x) ? x : NormalPair(x).Value;

    public static double LogNormalCdf(double x) => x switch
    {
        > 0 => Pair.LogOfOneAnd(-NormalPair(-x)).Value,
        > -1 => Pair.Log(NormalPair(x)).Value,
        double.NegativeInfinity => x,
        <= -1 => (-HalfOfSquare(x) + Pair.Log(0.5 * ScaledComplement(x))).Value,
        _ => double.NaN,
    };

    /// <summary>φ(x)/Φ(x), which is √(2/π)/erfcx(−x/√2).</summary>
    public static double LogNormalCdfDerivative(double x) => x switch
    {
        > -1 => (inverseOfRootTwoPi * HalfGaussian(x) / NormalPair(x)).Value,
        double.NegativeInfinity => double.PositiveInfinity,
        <= -1 => (rootOfTwoByPi / ScaledComplement(x)).Value,
        _ => double.NaN,
    };

    public static double NormalDensity(double x) => double.IsNaN(x) ? x : (inverseOfRootTwoPi * HalfGaussian(x)).Value;

    /// <summary>Φ(x).</summary>
    private static Pair NormalPair(double x)
    {
        if (Math.Abs(x) < 0.75)
        {
            double square = x * x;
            Pair slope = inverseOfRootTwoPi + new Pair(square * Polynomial.Value(Coefficients.NormalCdf, square), 0);
            return 0.5 + (x * slope);
        }

        if (x > 0)
        {
            return 1 + -NormalPair(-x);
        }

        return x < -40 ? new Pair(0, 0) : 0.5 * (ScaledComplement(x) * HalfGaussian(x));
    }

    /// <summary>e^(−x²/2).</summary>
    private static Pair HalfGaussian(double x) => Math.Abs(x) > 40 ? new Pair(0, 0) : Pair.Exp(-HalfOfSquare(x));

    private static Pair HalfOfSquare(double x)
    {
        double half = 0.5 * x * x;
        return new Pair(half, double.IsInfinity(half) ? 0 : Math.FusedMultiplyAdd(0.5 * x, x, -half));
    }

    /// <summary>erfcx(−x/√2), for x at most −0.75.</summary>
    private static Pair ScaledComplement(double x) => Scaled(-x * rootOfHalf);

    /// <summary>erf(x), for |x| below ½.</summary>
    private static Pair NearZero(double x)
    {
        double square = x * x;
        return x * (twoByRootPi + new Pair(square * Polynomial.Value(Coefficients.Erf, square), 0));
    }

    /// <summary>erfc(x), for x at least ½.</summary>
    private static Pair Tail(double x) => x > 28
        ? new Pair(0, 0)
        : Scaled(new Pair(x, 0)) * Pair.Exp(-Pair.Product(x, x));

    /// <summary>e^(x²)·erfc(x), for x at least 0.45.</summary>
    private static Pair Scaled(Pair x)
    {
        double argument = (x.High - 4) / (x.High + 4);
        Pair bounded = Polynomial.PairValue(Coefficients.ScaledErfc, argument);
        return bounded / (1 + new Pair(2 * x.High, 2 * x.Low));
    }
}
