using System;

namespace SymGrad.Benchmarks.Plans;

/// <summary>Losses on the rungs for which an objective has a plan other than a pass over the items.</summary>
internal static partial class PlanBenchmarkLosses
{
#pragma warning disable SYMG1002 // Here it matters what a gradient costs, not where it leads.
    [Loss]
    public static double Affine([Theta] double slope, double x, double y) => y - (slope * x);
#pragma warning restore SYMG1002

    [Loss]
    public static double Quadratic([Theta] double slope, double x, double y)
    {
        double residual = y - (slope * x);
        return residual * residual;
    }

    [Loss]
    public static double Cubic([Theta] double slope, double x, double y)
    {
        double residual = y - (slope * x);
        return residual * residual * residual;
    }

    [Loss]
    public static double Separable([Theta] double scale, [Theta] double rate, double x, double y)
    {
        double residual = y - (scale * Math.Exp(-rate) * x);
        return residual * residual;
    }

    [Loss]
    public static double QuadraticRow([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
    {
        double prediction = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            prediction += weights[i] * x[i];
        }

        double residual = y - prediction;
        return residual * residual;
    }

    [Loss]
    public static double Likelihood([Theta] ReadOnlySpan<double> weights, [Theta] double logDeviation, ReadOnlySpan<double> x, double y)
    {
        double prediction = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            prediction += weights[i] * x[i];
        }

        double z = (y - prediction) / Math.Exp(logDeviation);
        return (0.5 * z * z) + logDeviation;
    }
}
