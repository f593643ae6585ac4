using System;

namespace SymGrad.Benchmarks.Scaling;

/// <summary>Losses that have no sums, so that each evaluation goes over the items.</summary>
internal static partial class ScalingLosses
{
    /// <summary>Of a few columns, with little arithmetic: what surrounds it shows most.</summary>
    [Loss(StableForms = false)]
    public static double Narrow([Theta] double slope, [Theta] double intercept, double x, double y)
    {
        double residual = y - (slope * x) - intercept;
        return Math.Abs(residual) < 2 ? residual * residual : 4 * Math.Abs(residual);
    }

    [Loss]
    public static double Logistic([Theta] double slope, [Theta] double intercept, double x, double y)
        => Math.Log(1 + Math.Exp(-y * ((slope * x) + intercept)));

    [Loss]
    public static double LogisticRow([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
    {
        double score = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            score += weights[i] * x[i];
        }

        return Math.Log(1 + Math.Exp(-y * score));
    }
}
