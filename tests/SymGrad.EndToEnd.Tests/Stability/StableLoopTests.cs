using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Stability;

/// <summary>Loops that add up exponentials, at logits where the exponentials overflow or underflow.</summary>
public sealed class StableLoopTests
{
    private const string Losses = """
        using System;
        using SymGrad;
        public static partial class LoopLosses
        {
            [Loss]
            public static double LogSumExp([Theta] ReadOnlySpan<double> z)
            {
                double sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    sum += Math.Exp(z[i]);
                }

                return Math.Log(sum);
            }

            [Loss]
            public static double Likelihood([Theta] ReadOnlySpan<double> z, int label)
            {
                double sum = 0;
                foreach (double logit in z)
                {
                    sum += Math.Exp(logit);
                }

                return -Math.Log(Math.Exp(z[label]) / sum);
            }

            [Loss]
            public static double Largest([Theta] ReadOnlySpan<double> z, int label)
            {
                double largest = z[0];
                for (int i = 1; i < z.Length; i++)
                {
                    largest = Math.Max(largest, z[i]);
                }

                double sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    sum += Math.Exp(z[i] - largest);
                }

                return largest + Math.Log(sum) - z[label];
            }
        }
        """;

    public static TheoryData<string> Names { get; } = ["LogSumExp", "Likelihood", "Largest"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Softmax_and_its_likelihood(string name)
    {
        using LossProgram program = LossProgram.Build([Losses]);
        LossMethod method = program.Method("LoopLosses", name);
        double[][] logits =
        [
            [0, 0, 0], [1, 2, 3], [1000, 1000, 999], [-1000, -1001, -1000], [800, -800, 0], [5], [710, 709.5, 709, 708], [-745, -746, -747],
        ];
        foreach (double[] z in logits)
        {
            for (int label = 0; label < z.Length; label++)
            {
                object[] point = name == "LogSumExp" ? [z] : [z, label];
                (double value, IEnumerable<double> gradient) = method.ValueAndGradient(point).Result;
                double greatest = z.Max();
                double sum = z.Sum(x => Math.Exp(x - greatest));
                double logSumExp = greatest + Math.Log(sum);
                double expected = name == "LogSumExp" ? logSumExp : logSumExp - z[label];
                string place = $"{name} at ({string.Join(", ", z.Select(x => x.ToString(CultureInfo.InvariantCulture)))}), {label}";
                Assert.True(Math.Abs(value - expected) <= 4e-16 * Math.Max(1, Math.Abs(greatest)), place);
                Assert.All(gradient, (derivative, i) =>
                {
                    double softmax = Math.Exp(z[i] - greatest) / sum;
                    double exact = name == "LogSumExp" ? softmax : softmax - (i == label ? 1 : 0);
                    Assert.True(Math.Abs(derivative - exact) <= 1e-13, place);
                });
            }
        }
    }

    /// <summary>Masked logits are −∞: they have no part in the sum, and no NaN in the gradient.</summary>
    [Fact]
    public void Masked_logits()
    {
        using LossProgram program = LossProgram.Build([Losses]);
        double[] z = [double.NegativeInfinity, double.NegativeInfinity, 1, double.NegativeInfinity, 1];
        (double value, IEnumerable<double> gradient) = program.Method("LoopLosses", "LogSumExp").ValueAndGradient([z]).Result;
        Assert.Equal(1 + Math.Log(2), value, 1e-15);
        Assert.Equal([0, 0, 0.5, 0, 0.5], gradient);
    }
}
