using System;

namespace SymGrad.Programs;

/// <summary>
/// A mixture of Gaussians with full covariances and a Wishart prior, in the parametrisation of the benchmark ADBench: the precision of a
/// component is QᵀQ, with Q lower triangular and the logarithms of its diagonal as parameters.
/// </summary>
public static partial class GaussianMixture
{
    /// <summary>The negative logarithm of the posterior density of the parameters, up to a constant.</summary>
    /// <param name="weights">The logarithms of the mixture's weights, up to a constant: one number for each component.</param>
    /// <param name="means">One row for each component, one column for each dimension.</param>
    /// <param name="factors">One row for each component: the logarithms of the diagonal of Q, then what is below it, column by
    /// column.</param>
    /// <param name="points">The data: one row for each point, one column for each dimension.</param>
    /// <param name="gamma">The scale of the prior.</param>
    /// <param name="degrees">The degrees of freedom of the prior beyond those that it needs.</param>
    [Loss]
    public static double NegativeLogPosterior(
        [Theta] ReadOnlySpan<double> weights,
        [Theta] ReadOnlySpan<double> means,
        [Theta] ReadOnlySpan<double> factors,
        ReadOnlySpan<double> points,
        double gamma,
        int degrees)
        => WishartPenalty(factors, weights.Length, means.Length / weights.Length, gamma, degrees)
            - LogLikelihood(weights, means, factors, points);

    /// <summary>The objective as ADBench defines it, where the penalty is added to the log-likelihood: what published results are of.</summary>
    /// <param name="weights">As above, like all parameters.</param>
    /// <param name="means">The means.</param>
    /// <param name="factors">The factors Q.</param>
    /// <param name="points">The data.</param>
    /// <param name="gamma">The scale of the prior.</param>
    /// <param name="degrees">Its degrees of freedom.</param>
    [Loss]
    public static double BenchmarkObjective(
        [Theta] ReadOnlySpan<double> weights,
        [Theta] ReadOnlySpan<double> means,
        [Theta] ReadOnlySpan<double> factors,
        ReadOnlySpan<double> points,
        double gamma,
        int degrees)
        => LogLikelihood(weights, means, factors, points)
            + WishartPenalty(factors, weights.Length, means.Length / weights.Length, gamma, degrees);

    private static double LogLikelihood(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> means, ReadOnlySpan<double> factors, ReadOnlySpan<double> points)
    {
        int components = weights.Length;
        int dimension = means.Length / components;
        int count = points.Length / dimension;
        int stride = dimension * (dimension + 1) / 2;
        Span<double> terms = stackalloc double[components];
        Span<double> deviation = stackalloc double[dimension];
        Span<double> whitened = stackalloc double[dimension];
        double sum = -count * (Vectors.LogSumExp(weights) + (0.5 * dimension * Math.Log(2 * Math.PI)));
        for (int n = 0; n < count; n++)
        {
            for (int k = 0; k < components; k++)
            {
                ReadOnlySpan<double> factor = factors.Slice(k * stride, stride);
                for (int d = 0; d < dimension; d++)
                {
                    deviation[d] = points[(n * dimension) + d] - means[(k * dimension) + d];
                }

                Multiply(factor, deviation, whitened);
                terms[k] = weights[k] + Sum(factor[..dimension]) - (0.5 * Vectors.Dot(whitened, whitened));
            }

            sum += Vectors.LogSumExp(terms);
        }

        return sum;
    }

    /// <summary>Q x.</summary>
    private static void Multiply(ReadOnlySpan<double> factor, ReadOnlySpan<double> x, Span<double> result)
    {
        for (int i = 0; i < x.Length; i++)
        {
            result[i] = Math.Exp(factor[i]) * x[i];
        }

        int next = x.Length;
        for (int column = 0; column < x.Length; column++)
        {
            for (int row = column + 1; row < x.Length; row++)
            {
                result[row] += factor[next] * x[column];
                next++;
            }
        }
    }

    /// <summary>The negative logarithm of the prior density of all factors.</summary>
    private static double WishartPenalty(ReadOnlySpan<double> factors, int components, int dimension, double gamma, int degrees)
    {
        int stride = dimension * (dimension + 1) / 2;
        double penalty = 0;
        for (int k = 0; k < components; k++)
        {
            ReadOnlySpan<double> factor = factors.Slice(k * stride, stride);
            double squares = 0;
            for (int i = 0; i < stride; i++)
            {
                double element = i < dimension ? Math.Exp(factor[i]) : factor[i];
                squares += element * element;
            }

            penalty += (0.5 * gamma * gamma * squares) - (degrees * Sum(factor[..dimension]));
        }

        int total = dimension + degrees + 1;
        double constant = (total * dimension * (Math.Log(gamma) - (0.5 * Math.Log(2)))) - LogMultivariateGamma(total, dimension);
        return penalty - (components * constant);
    }

    /// <summary>The logarithm of the multivariate gamma function at half of an integer.</summary>
    private static double LogMultivariateGamma(int twice, int dimension)
    {
        double sum = 0.25 * dimension * (dimension - 1) * Math.Log(Math.PI);
        for (int j = 0; j < dimension; j++)
        {
            sum += LogGamma(twice - j);
        }

        return sum;
    }

    /// <summary>The logarithm of the gamma function at half of an integer: Γ(x) = (x − 1) Γ(x − 1), Γ(1) = 1, Γ(½) = √π.</summary>
    private static double LogGamma(int twice)
    {
        double sum = twice % 2 == 0 ? 0 : 0.5 * Math.Log(Math.PI);
        for (int t = twice - 2; t > 0; t -= 2)
        {
            sum += Math.Log(0.5 * t);
        }

        return sum;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
