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

            [Loss]
            public static float InSinglePrecision([Theta] ReadOnlySpan<float> z)
            {
                float sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    sum += MathF.Exp(z[i]);
                }

                return MathF.Log(sum);
            }

            [Loss]
            public static double UntilNegative([Theta] ReadOnlySpan<double> z, [Theta] double scale)
            {
                double sum = 0;
                double previous = 0;
                int i = 0;
                while (i < z.Length && z[i] > -900)
                {
                    previous = 0.5 * previous + scale * z[i];
                    sum += Math.Exp(previous);
                    i++;
                }

                return Math.Log(sum);
            }

            [Loss]
            public static double Rows([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x)
            {
                int classes = weights.Length / x.Length;
                double sum = 0;
                for (int k = 0; k < classes; k++)
                {
                    double score = 0;
                    for (int j = 0; j < x.Length; j++)
                    {
                        score += weights[k * x.Length + j] * x[j];
                    }

                    sum += Math.Exp(score);
                }

                return Math.Log(sum);
            }

            [Loss]
            public static double SumToo([Theta] ReadOnlySpan<double> z)
            {
                double sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    sum += Math.Exp(z[i]);
                }

                return Math.Log(sum) + sum;
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

    [Fact]
    public void Single_precision()
    {
        using LossProgram program = LossProgram.Build([Losses]);
        float[] z = [200, 200, 199];
        (double value, IEnumerable<double> gradient) = program.Method("LoopLosses", "InSinglePrecision").ValueAndGradient([z]).Result;
        double sum = 2 + Math.Exp(-1);
        Assert.Equal(200 + Math.Log(sum), value, 2e-5);
        Assert.All(gradient.Zip([1 / sum, 1 / sum, Math.Exp(-1) / sum]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    /// <summary>The exponent follows a recurrence, and the loop ends where the data say.</summary>
    [Fact]
    public void Exponents_that_are_carried()
    {
        using LossProgram program = LossProgram.Build([Losses]);
        LossMethod method = program.Method("LoopLosses", "UntilNegative");
        double[] z = [1000, 1100, 900, -1000, 5000];
        const double scale = 1.5;
        double[] exponents = [1500, 0.5 * 1500 + 1650, (0.5 * 2400) + 1350];
        double greatest = exponents.Max();
        double[] weights = [.. exponents.Select(e => Math.Exp(e - greatest))];
        double total = weights.Sum();
        double[] softmax = [.. weights.Select(w => w / total)];
        (double value, IEnumerable<double> gradient) = method.ValueAndGradient([z, scale]).Result;

        // The exponents are scale times the sums of halved elements.
        double[] expected =
        [
            scale * (softmax[0] + (0.5 * softmax[1]) + (0.25 * softmax[2])), scale * (softmax[1] + (0.5 * softmax[2])), scale * softmax[2], 0, 0,
            softmax.Zip(exponents, (s, e) => s * e / scale).Sum(),
        ];
        Assert.Equal(greatest + Math.Log(total), value, 1e-12 * greatest);
        Assert.Equal(expected.Length, gradient.Count());
        Assert.All(gradient.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12 * Math.Max(1, Math.Abs(pair.Second))));
    }

    [Fact]
    public void Rows_of_a_matrix()
    {
        using LossProgram program = LossProgram.Build([Losses]);
        (double value, IEnumerable<double> gradient) = program.Method("LoopLosses", "Rows").ValueAndGradient([(double[])[400, 200, 400, 200], (double[])[1, 2]]).Result;
        Assert.Equal(800 + Math.Log(2), value, 1e-12);
        Assert.Equal([0.5, 1, 0.5, 1], gradient);
    }

    /// <summary>The sum itself is asked for as well.</summary>
    [Fact]
    public void Sums_beside_their_logarithms()
    {
        using LossProgram program = LossProgram.Build([Losses]);
        (double value, IEnumerable<double> gradient) = program.Method("LoopLosses", "SumToo").ValueAndGradient([(double[])[1, 2]]).Result;
        double sum = Math.Exp(1) + Math.Exp(2);
        Assert.Equal(Math.Log(sum) + sum, value, 1e-14);
        Assert.All(gradient.Zip([1.0, 2.0]), pair => Assert.Equal(Math.Exp(pair.Second) / sum + Math.Exp(pair.Second), pair.First, 1e-14));
    }

    [Fact]
    public void Infinite_logits_and_none()
    {
        using LossProgram program = LossProgram.Build([Losses]);
        LossMethod method = program.Method("LoopLosses", "LogSumExp");
        Assert.Equal(double.PositiveInfinity, method.ValueAndGradient([(double[])[0, double.PositiveInfinity]]).Result.Value);
        Assert.Equal(double.NegativeInfinity, method.ValueAndGradient([(double[])[double.NegativeInfinity]]).Result.Value);
        Assert.Equal(double.NegativeInfinity, method.ValueAndGradient([(double[])[]]).Result.Value);
        Assert.Equal(double.NaN, method.ValueAndGradient([(double[])[0, double.NaN]]).Result.Value);
    }
}
