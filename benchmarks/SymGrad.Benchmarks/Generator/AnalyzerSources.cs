using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.Benchmarks.Generator;

/// <summary>Losses by what the analyzer has to do for them.</summary>
internal static class AnalyzerSources
{
    /// <summary>The kinds, each with its losses.</summary>
    public static ImmutableArray<(string Kind, ImmutableArray<string> Losses)> All { get; } =
    [
        ("plain", ProjectSources.Methods),
        ("polynomials with arrays", Polynomials),
        ("several arrays in θ", Networks),
        ("branches on θ", Branches),
    ];

    private static ImmutableArray<string> Polynomials =>
    [
        """
        [Loss]
            public static double LeastSquares([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
            {
                double residual = bias - y;
                for (int i = 0; i < weights.Length; i++)
                {
                    residual += weights[i] * x[i];
                }

                return residual * residual;
            }
        """,
        """
        [Loss]
            public static double Factors([Theta] ReadOnlySpan<double> left, [Theta] ReadOnlySpan<double> right, ReadOnlySpan<double> x, double y)
            {
                double first = 0, second = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    first += left[i] * x[i];
                    second += right[i] * x[i];
                }

                double residual = (first * second) - y;
                return residual * residual;
            }
        """,
        """
        [Loss]
            public static double Interactions([Theta] double bias, [Theta] ReadOnlySpan<double> weights, [Theta] ReadOnlySpan<double> pairs, ReadOnlySpan<double> x, double y)
            {
                double score = bias, sum = 0, squares = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    score += weights[i] * x[i];
                    sum += pairs[i] * x[i];
                    squares += pairs[i] * x[i] * (pairs[i] * x[i]);
                }

                double residual = score + (0.5 * ((sum * sum) - squares)) - y;
                return residual * residual;
            }
        """,
        """
        [Loss]
            public static double Smoothed([Theta] ReadOnlySpan<double> weights, [Theta] double logDeviation, ReadOnlySpan<double> x, double y)
            {
                double mean = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    mean += weights[i] * x[i];
                }

                double z = (y - mean) / Math.Exp(logDeviation);
                return (0.5 * z * z) + logDeviation;
            }
        """,
    ];

    private static ImmutableArray<string> Networks =>
    [
        """
        [Loss]
            public static double Network(
                [Theta] ReadOnlySpan<double> hidden, [Theta] ReadOnlySpan<double> offsets, [Theta] ReadOnlySpan<double> output, [Theta] double bias, ReadOnlySpan<double> x, double y)
            {
                double score = bias;
                for (int j = 0; j < output.Length; j++)
                {
                    double sum = offsets[j];
                    for (int i = 0; i < x.Length; i++)
                    {
                        sum += hidden[(j * x.Length) + i] * x[i];
                    }

                    score += output[j] * Math.Tanh(sum);
                }

                return Math.Log(1 + Math.Exp(-y * score));
            }
        """,
        """
        [Loss]
            public static double Softmax([Theta] double[,] weights, [Theta] double[] offsets, ReadOnlySpan<double> x, int label)
            {
                Span<double> scores = stackalloc double[offsets.Length];
                double total = 0;
                for (int j = 0; j < offsets.Length; j++)
                {
                    double score = offsets[j];
                    for (int i = 0; i < x.Length; i++)
                    {
                        score += weights[j, i] * x[i];
                    }

                    scores[j] = score;
                    total += Math.Exp(score);
                }

                return Math.Log(total) - scores[label];
            }
        """,
        """
        [Loss]
            public static double Mixture(
                [Theta] ReadOnlySpan<double> shares, [Theta] ReadOnlySpan<double> means, [Theta] ReadOnlySpan<double> logDeviations, double x)
            {
                double total = 0, density = 0;
                for (int k = 0; k < means.Length; k++)
                {
                    double z = (x - means[k]) / Math.Exp(logDeviations[k]);
                    density += Math.Exp(shares[k] - logDeviations[k] - (0.5 * z * z));
                    total += Math.Exp(shares[k]);
                }

                return Math.Log(total) - Math.Log(density);
            }
        """,
    ];

    private static ImmutableArray<string> Branches =>
    [
        """
        [Loss]
            public static double Overshoot([Theta] double slope, [Theta] double offset, double x, double y)
            {
                double residual = y - (slope * x) - offset;
                return residual <= 1 ? 0.5 * residual * residual : residual - 0.4;
            }
        """,
        """
        [Loss]
            public static double Huber([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
            {
                double residual = -y;
                for (int i = 0; i < weights.Length; i++)
                {
                    residual += weights[i] * x[i];
                }

                double size = Math.Abs(residual);
                return size <= 1 ? 0.5 * size * size : size - 0.5;
            }
        """,
        """
        [Loss]
            public static double Rectified([Theta] ReadOnlySpan<double> hidden, [Theta] ReadOnlySpan<double> output, ReadOnlySpan<double> x, double y)
            {
                double predicted = 0;
                for (int j = 0; j < output.Length; j++)
                {
                    double sum = 0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        sum += hidden[(j * x.Length) + i] * x[i];
                    }

                    if (sum > 0)
                    {
                        predicted += output[j] * sum;
                    }
                }

                return (y - predicted) * (y - predicted);
            }
        """,
    ];

    /// <summary>A project of losses of a kind.</summary>
    /// <param name="losses">The losses, which take turns.</param>
    /// <param name="count">How many there are.</param>
    public static IReadOnlyList<string> Of(ImmutableArray<string> losses, int count)
        => [.. Enumerable.Range(0, count).Select(i => ProjectSources.File(i, losses[i % losses.Length]))];
}
