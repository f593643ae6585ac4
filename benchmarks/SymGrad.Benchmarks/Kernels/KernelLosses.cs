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

    /// <summary>The negative logarithm of a mixture's density at a point, as the benchmark ADBench parametrises it, up to a constant.</summary>
    /// <param name="weights">The logarithms of the weights, up to a constant.</param>
    /// <param name="means">One row for each component.</param>
    /// <param name="factors">One row for each component: the logarithms of the diagonal of Q, then what is below it, column by column.</param>
    /// <param name="point">The point.</param>
    [Loss]
    public static double Mixture(
        [Theta] ReadOnlySpan<double> weights, [Theta] ReadOnlySpan<double> means, [Theta] ReadOnlySpan<double> factors, ReadOnlySpan<double> point)
    {
        int dimension = point.Length;
        int stride = dimension * (dimension + 1) / 2;
        Span<double> terms = stackalloc double[weights.Length];
        Span<double> whitened = stackalloc double[dimension];
        for (int k = 0; k < weights.Length; k++)
        {
            ReadOnlySpan<double> mean = means.Slice(k * dimension, dimension);
            ReadOnlySpan<double> factor = factors.Slice(k * stride, stride);
            double sum = weights[k];
            for (int i = 0; i < dimension; i++)
            {
                whitened[i] = Math.Exp(factor[i]) * (point[i] - mean[i]);
                sum += factor[i];
            }

            int next = dimension;
            for (int column = 0; column < dimension; column++)
            {
                for (int row = column + 1; row < dimension; row++)
                {
                    whitened[row] += factor[next] * (point[column] - mean[column]);
                    next++;
                }
            }

            double square = 0;
            for (int i = 0; i < dimension; i++)
            {
                square += whitened[i] * whitened[i];
            }

            terms[k] = sum - (0.5 * square);
        }

        return LogSumExp(weights) - LogSumExp(terms);
    }

    private static double LogSumExp(ReadOnlySpan<double> x)
    {
        double max = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            max = Math.Max(max, x[i]);
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] - max);
        }

        return max + Math.Log(sum);
    }
}
