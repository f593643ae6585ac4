using System;
using System.Collections.Immutable;
using System.Globalization;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The loose cross-check of the oracle itself: central differences of the user's own method.</summary>
internal static class CentralDifferences
{
    private const double RelativeStep = 6e-6;

    /// <summary>Where the dual numbers and central differences of some step disagree grossly, what they say.</summary>
    public static string? Disagreement(LossMethod method, object[] point, ImmutableArray<Dual<double>> expected)
    {
        ImmutableArray<ThetaElement> elements = method.ElementsAt(point);
        for (int i = 0; i < expected.Length; i++)
        {
            ThetaElement theta = elements[i];
            if (!IsClose(method, point, theta, expected[i]))
            {
                double estimate = Estimate(method, point, theta, Step(method.IsSinglePrecision, theta.In(point)));
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"central differences give ∂/∂{theta.Name} = {estimate:R}, dual numbers {expected[i].Tangent:R}");
            }
        }

        return null;
    }

    /// <summary>Whether some of three steps gives about the expected derivative.</summary>
    public static bool IsClose(LossMethod method, object[] point, ThetaElement theta, Dual<double> expected)
    {
        bool isSingle = method.IsSinglePrecision || expected.Magnitude.InSingle > 0;
        double step = Step(isSingle, theta.In(point));
        double tolerance = isSingle ? 3e-2 : 1e-4;
        foreach (double factor in (ReadOnlySpan<double>)[1, 0.05, 20])
        {
            double estimate = Estimate(method, point, theta, factor * step);

            // The rounding errors of the difference are relative to the value, not to the derivative.
            double noise = (isSingle ? 1e-6 : 1e-15) * Math.Abs(expected.Value) / (factor * step);
            if (Math.Abs(estimate - expected.Tangent) <= (tolerance * Math.Max(Math.Abs(expected.Tangent), expected.Magnitude.Total)) + (10 * noise) + 1e-9)
            {
                return true;
            }
        }

        return false;
    }

    private static double Step(bool isSingle, object value)
    {
        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return (isSingle ? 5e-3 : RelativeStep) * Math.Max(1, Math.Abs(number));
    }

    private static double Estimate(LossMethod method, object[] point, ThetaElement theta, double step)
    {
        double center = Convert.ToDouble(theta.In(point), CultureInfo.InvariantCulture);
        (double above, double valueAbove) = At(center + step);
        (double below, double valueBelow) = At(center - step);
        return (valueAbove - valueBelow) / (above - below);

        (double Argument, double Value) At(double argument)
        {
            object boxed = theta.In(point) is float ? (object)(float)argument : argument;
            return (Convert.ToDouble(boxed, CultureInfo.InvariantCulture), method.Value(theta.Moved(point, boxed)).Result);
        }
    }
}
