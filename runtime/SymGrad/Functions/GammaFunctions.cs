using System;

namespace SymGrad;

/// <summary>
/// ln|Γ|, its derivative and the derivative of that. Near the roots (1 and 2 of ln Γ, 1.46… of ψ) the root is divided out; above 8 the series of
/// Stirling; in between the recurrences; below 0 the reflections (Abramowitz and Stegun, chapter 6).
/// </summary>
internal static class GammaFunctions
{
    private const double StirlingStart = 8;

    private static readonly Pair pi = new(Math.PI, 1.2246467991473532e-16);
    private static readonly Pair logOfPi = new(1.1447298858494002, 1.0265951162707826e-17);

    /// <summary>ln(2π)/2 − ½.</summary>
    private static readonly Pair stirlingConstant = new Pair(0.9189385332046728, -3.8782941580672414e-17) + new Pair(-0.5, 0);

    /// <summary>1.5 less the root of ψ, 1.46163214496836234126….</summary>
    private static readonly Pair rootBelow = new(1.5 - 1.4616321449683622, -9.549995429965697e-17);

    public static double LogGamma(double x) => x switch
    {
        double.NegativeInfinity or double.PositiveInfinity or 0 => double.PositiveInfinity,
        >= 0.5 => PositiveLogGamma(x).Value,
        >= -0.5 => ((x * Polynomial.PairValue(Coefficients.LogGammaAtOne, x)) + -Pair.Log(new Pair(Math.Abs(x), 0))).Value,
        < 0 when Math.Floor(x) == x => double.PositiveInfinity,
        < 0 => Reflection(x),
        _ => double.NaN,
    };

    public static double Digamma(double x) => x switch
    {
        double.PositiveInfinity => x,
        0 => -1 / x,
        >= StirlingStart => (Pair.Log(new Pair(x, 0)) + new Pair(-LogarithmLess(x), 0)).Value,
        >= 2 => DigammaAboveTwo(x),
        >= 1 => DigammaNearRoot(x - 1.5),
        > 0 => (-(new Pair(1, 0) / new Pair(x, 0)) + new Pair(DigammaNearRoot(x - 0.5), 0)).Value,
        < 0 when Math.Floor(x) == x => double.NaN,
        < 0 => ReflectedDigamma(x),
        _ => double.NaN,
    };

    public static double Trigamma(double x) => x switch
    {
        double.PositiveInfinity => 0,
        double.NegativeInfinity => double.NaN,
        >= StirlingStart => TrigammaSeries(x),
        > 0 => RaisedTrigamma(x),
        <= 0 when Math.Floor(x) == x => double.PositiveInfinity,
        < 0 => ReflectedTrigamma(x),
        _ => double.NaN,
    };

    /// <summary>For x at least ½.</summary>
    private static Pair PositiveLogGamma(double x)
    {
        if (x < 1.5)
        {
            return (x - 1) * Polynomial.PairValue(Coefficients.LogGammaAtOne, x - 1);
        }

        if (x <= 3)
        {
            return (x - 2) * Polynomial.PairValue(Coefficients.LogGammaAtTwo, x - 2);
        }

        if (x < StirlingStart)
        {
            Pair product = new(1, 0);
            double reduced = x;
            while (reduced > 3)
            {
                reduced--;
                product = reduced * product;
            }

            return Pair.Log(product) + PositiveLogGamma(reduced);
        }

        Pair logarithm = -1 + Pair.Log(new Pair(x, 0));
        Pair main = Pair.Sum(x, -0.5) * logarithm;
        if (double.IsInfinity(main.High) || double.IsNaN(main.High))
        {
            return new Pair(double.PositiveInfinity, 0);
        }

        double inverse = 1 / x;
        return main + (stirlingConstant + new Pair(inverse * Polynomial.Value(Coefficients.Stirling, inverse * inverse), 0));
    }

    /// <summary>Γ(x)·Γ(−x) = −π/(x·sin(πx)).</summary>
    private static double Reflection(double x)
    {
        Pair product = Pair.Product(-x, Math.Abs(double.SinPi(x)));
        return (logOfPi + -Pair.Log(product) + -PositiveLogGamma(-x)).Value;
    }

    /// <summary>ln x − ψ(x), for x at least 8.</summary>
    private static double LogarithmLess(double x)
    {
        double inverse = 1 / x;
        double square = inverse * inverse;
        return (0.5 * inverse) + (square * Polynomial.Value(Coefficients.DigammaSeries, square));
    }

    /// <summary>From 2 to 8: ψ(x) = ψ(x − n) + 1/(x − 1) + … + 1/(x − n).</summary>
    private static double DigammaAboveTwo(double x)
    {
        double sum = 0;
        while (x > 3)
        {
            x--;
            sum += 1 / x;
        }

        return Polynomial.Value(Coefficients.DigammaAboveTwo, x - 2.5) + sum;
    }

    /// <summary>ψ(1.5 + t), for |t| at most ½: the distance to the root, times a polynomial.</summary>
    private static double DigammaNearRoot(double t)
    {
        Pair distance = t + rootBelow;
        return distance.Value * Polynomial.Value(Coefficients.DigammaAtRoot, t);
    }

    /// <summary>ψ(x) = ψ(1 − x) − π·cot(πx). What 1 − x is rounded by counts with the slope.</summary>
    private static double ReflectedDigamma(double x)
    {
        double reflected = 1 - x;
        double missing = 1 - reflected - x;
        return (new Pair(Digamma(reflected), missing * Trigamma(reflected)) + -(pi * CotangentOfPi(x))).Value;
    }

    /// <summary>ψ′(x) = (π/sin(πx))² − ψ′(1 − x).</summary>
    private static double ReflectedTrigamma(double x)
    {
        Pair quotient = pi / SineOfPi(x);
        return ((quotient * quotient) + new Pair(-Trigamma(1 - x), 0)).Value;
    }

    /// <summary>cot(πx), by the distance to the next integer or to the next number halfway between two: both are exact.</summary>
    private static Pair CotangentOfPi(double x)
    {
        double distance = x - Math.Round(x);
        double magnitude = Math.Abs(distance);
        Pair cotangent = magnitude <= 0.25 ? new Pair(1, 0) / TangentOfPi(magnitude) : TangentOfPi(0.5 - magnitude);
        return distance < 0 ? -cotangent : cotangent;
    }

    /// <summary>tan(πx), for x from 0 to ¼.</summary>
    private static Pair TangentOfPi(double x)
    {
        Pair angle = x * pi;
        double tangent = Math.Tan(angle.High);
        return new Pair(tangent, angle.Low * (1 + (tangent * tangent)));
    }

    /// <summary>sin(πx), but for its sign.</summary>
    private static Pair SineOfPi(double x)
    {
        Pair angle = (x - Math.Round(x)) * pi;
        return new Pair(Math.Sin(angle.High), angle.Low * Math.Cos(angle.High));
    }

    private static double TrigammaSeries(double x)
    {
        double inverse = 1 / x;
        double square = inverse * inverse;
        double cube = square * inverse;
        return inverse + ((0.5 * square) + (cube * Polynomial.Value(Coefficients.TrigammaSeries, square)));
    }

    /// <summary>Below 8: ψ′(x) = ψ′(x + n) + 1/x² + … + 1/(x + n − 1)², the small terms first.</summary>
    private static double RaisedTrigamma(double x)
    {
        double sum = TrigammaSeries(x + StirlingStart);
        for (double n = StirlingStart - 1; n >= 0; n--)
        {
            double shifted = x + n;
            sum += 1 / (shifted * shifted);
        }

        return sum;
    }
}
