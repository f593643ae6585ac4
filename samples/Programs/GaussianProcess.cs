using System;

namespace SymGrad.Programs;

/// <summary>Gaussian process regression: the marginal likelihood of the kernel's parameters, through a Cholesky decomposition.</summary>
public static partial class GaussianProcess
{
    /// <summary>The negative logarithm of the marginal likelihood.</summary>
    /// <param name="logAmplitude">The logarithm of the standard deviation of the function.</param>
    /// <param name="logLengths">The logarithms of the lengths over which the function varies, one for each feature.</param>
    /// <param name="logNoise">The logarithm of the standard deviation of the noise.</param>
    /// <param name="points">One row for each item, one column for each feature.</param>
    /// <param name="targets">The observed values, one for each item.</param>
    /// <exception cref="InvalidOperationException">The covariance matrix is singular to working precision.</exception>
    [Loss]
    public static double NegativeLogLikelihood(
        [Theta] double logAmplitude,
        [Theta] ReadOnlySpan<double> logLengths,
        [Theta] double logNoise,
        ReadOnlySpan<double> points,
        ReadOnlySpan<double> targets)
    {
        int count = targets.Length;
        int features = logLengths.Length;
        double[] covariance = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double distance = SquaredDistance(
                    points.Slice(i * features, features), points.Slice(j * features, features), logLengths);
                covariance[(i * count) + j] = Math.Exp((2 * logAmplitude) - (0.5 * distance));
            }

            covariance[(i * count) + i] += Math.Exp(2 * logNoise);
        }

        Factorise(covariance, count);
        double[] whitened = targets.ToArray();
        SolveLower(covariance, whitened);
        double sum = 0.5 * Vectors.Dot(whitened, whitened);
        for (int i = 0; i < count; i++)
        {
            sum += Math.Log(covariance[(i * count) + i]);
        }

        return sum + (0.5 * count * Math.Log(2 * Math.PI));
    }

    private static double SquaredDistance(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> logLengths)
    {
        double sum = 0;
        for (int d = 0; d < x.Length; d++)
        {
            double scaled = (x[d] - y[d]) * Math.Exp(-logLengths[d]);
            sum += scaled * scaled;
        }

        return sum;
    }

    /// <summary>Replaces the lower triangle of a symmetric matrix by its Cholesky factor L, so that the matrix was L Lᵀ.</summary>
    private static void Factorise(Span<double> matrix, int size)
    {
        for (int j = 0; j < size; j++)
        {
            for (int k = 0; k < j; k++)
            {
                double factor = matrix[(j * size) + k];
                for (int i = j; i < size; i++)
                {
                    matrix[(i * size) + j] -= factor * matrix[(i * size) + k];
                }
            }

            double pivot = matrix[(j * size) + j];
            if (!(pivot > 0))
            {
                throw new InvalidOperationException("The covariance matrix is not positive definite.");
            }

            double root = Math.Sqrt(pivot);
            for (int i = j; i < size; i++)
            {
                matrix[(i * size) + j] /= root;
            }
        }
    }

    /// <summary>Replaces b by the solution z of L z = b.</summary>
    private static void SolveLower(ReadOnlySpan<double> factor, Span<double> b)
    {
        for (int i = 0; i < b.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                b[i] -= factor[(i * b.Length) + k] * b[k];
            }

            b[i] /= factor[(i * b.Length) + i];
        }
    }
}
