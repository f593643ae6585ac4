using System;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>Losses over columns and rows, as a user writes them.</summary>
internal static partial class KernelLosses
{
    [Loss]
    public static double SquaredError([Theta] double slope, [Theta] double intercept, double x, double y)
    {
        double residual = y - ((slope * x) + intercept);
        return residual * residual;
    }

    [Loss]
    public static double Huber([Theta] double slope, [Theta] double intercept, double x, double y)
    {
        double residual = Math.Abs(y - ((slope * x) + intercept));
        return residual <= 1 ? 0.5 * residual * residual : residual - 0.5;
    }

    [Loss]
    public static double Logistic([Theta] double bias, [Theta] double first, [Theta] double second, [Theta] double third, double x1, double x2, double x3, double y)
    {
        double z = bias + (first * x1) + (second * x2) + (third * x3);
        return Math.Log(1 + Math.Exp(z)) - (y * z);
    }

    [Loss]
    public static double LeastSquaresOfRows([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
    {
        double residual = -y;
        for (int i = 0; i < weights.Length; i++)
        {
            residual += weights[i] * x[i];
        }

        return residual * residual;
    }

    [Loss]
    public static double LogisticOfRows([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
    {
        double z = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            z += weights[i] * x[i];
        }

        return Math.Log(1 + Math.Exp(z)) - (y * z);
    }
}
