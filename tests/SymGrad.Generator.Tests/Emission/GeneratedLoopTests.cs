using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>The generated code of losses with loops and arrays, as users read it.</summary>
public sealed class GeneratedLoopTests
{
    [Fact]
    public void Dot_product_in_a_logistic_loss() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The negative log-likelihood of a label in −1, 1, with vector features.</summary>
            [Loss]
            public static double Logistic([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
            {
                double z = bias;
                for (int i = 0; i < weights.Length; i++)
                {
                    z += weights[i] * x[i];
                }

                return Math.Log(1.0 + Math.Exp(-y * z));
            }
        }
        """);

    [Fact]
    public void Queries_over_arrays() => Snapshots.Verify(
        """
        using System;
        using System.Linq;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The mean squared error of a model without an intercept, and a penalty on its greatest weight.</summary>
            [Loss]
            public static double Penalised([Theta] double[] weights, double[] x, double y)
            {
                double residual = y - weights.Zip(x, (w, v) => w * v).Sum();
                return residual * residual + 0.1 * weights.Max(Math.Abs);
            }
        }
        """);

    [Fact]
    public void Recurrence_in_an_array() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The error of an exponentially smoothed series.</summary>
            [Loss]
            public static double Smoothed([Theta] double decay, ReadOnlySpan<double> observed, double target)
            {
                Span<double> state = new double[observed.Length];
                state[0] = observed[0];
                for (int t = 1; t < observed.Length; t++)
                {
                    state[t] = decay * state[t - 1] + (1 - decay) * observed[t];
                }

                double error = state[^1] - target;
                return error * error;
            }
        }
        """);

    [Fact]
    public void Elements_updated_in_place() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The value in the middle of a rod after some steps of heat conduction.</summary>
            [Loss]
            public static double Diffused([Theta] double rate, [Theta] double[] initial, int steps)
            {
                Span<double> u = stackalloc double[8];
                for (int i = 0; i < 8; i++)
                {
                    u[i] = initial[i];
                }

                for (int step = 0; step < steps; step++)
                {
                    for (int i = 1; i < 7; i++)
                    {
                        u[i] += rate * (u[i - 1] - 2 * u[i] + u[i + 1]);
                    }
                }

                return u[4];
            }
        }
        """);

    [Fact]
    public void While_loop_to_convergence() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The error of a square root by Newton's method.</summary>
            [Loss]
            public static double SquareRootError([Theta] double θ, double y)
            {
                double root = θ;
                while (Math.Abs(root * root - θ) > 1e-12)
                {
                    root = 0.5 * (root + θ / root);
                }

                return (root - y) * (root - y);
            }
        }
        """);

    [Fact]
    public void Early_return_in_a_loop() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>How far, and when, a sum crosses a limit.</summary>
            [Loss]
            public static double FirstCrossing([Theta] double slope, ReadOnlySpan<double> x, double limit)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    sum += slope * x[i];
                    if (sum > limit)
                    {
                        return (sum - limit) * i;
                    }
                }

                return sum;
            }
        }
        """);

    [Fact]
    public void Helper_with_a_local_array() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The negative log-likelihood of a label under a softmax.</summary>
            [Loss]
            public static double SoftmaxLoss([Theta] ReadOnlySpan<double> scores, int label)
            {
                return LogSumExp(scores) - scores[label];
            }

            private static double LogSumExp(ReadOnlySpan<double> values)
            {
                double largest = values[0];
                foreach (double value in values)
                {
                    largest = Math.Max(largest, value);
                }

                Span<double> shifted = stackalloc double[values.Length];
                double sum = 0;
                for (int i = 0; i < values.Length; i++)
                {
                    shifted[i] = Math.Exp(values[i] - largest);
                    sum += shifted[i];
                }

                return largest + Math.Log(sum);
            }
        }
        """);
}
