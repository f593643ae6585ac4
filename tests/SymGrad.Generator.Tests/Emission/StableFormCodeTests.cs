using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>What generated code looks like where stable forms replace what the user wrote.</summary>
public sealed class StableFormCodeTests
{
    [Fact]
    public void Cross_entropy_of_a_sigmoid() => Snapshots.Verify("""
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double CrossEntropy([Theta] double weight, [Theta] double bias, double x, double y)
            {
                double score = weight * x + bias;
                double p = Sigmoid(score);
                return -y * Math.Log(p) - (1 - y) * Math.Log(1 - p);
            }

            private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
        }
        """);

    [Fact]
    public void Softplus_in_a_loop_and_a_norm() => Snapshots.Verify("""
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double Regularised([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double margin)
            {
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    sum += Math.Log(1 + Math.Exp(-margin * weights[i] * x[i]));
                    squares += weights[i] * weights[i];
                }

                return sum + 0.1 * Math.Sqrt(squares);
            }
        }
        """);

    [Fact]
    public void Logarithm_of_a_sum_of_exponentials() => Snapshots.Verify("""
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double SoftmaxLoss([Theta] ReadOnlySpan<double> logits, int label)
            {
                double sum = 0;
                for (int k = 0; k < logits.Length; k++)
                {
                    sum += Math.Exp(logits[k]);
                }

                return Math.Log(sum) - logits[label];
            }
        }
        """);
}
