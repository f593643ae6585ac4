using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Stability;

/// <summary>
/// The negative logarithm of a softmax, as programs compute it: with loops, arrays and helpers, queries, and functions of arrays, with and without the greatest logit taken out.
/// The gradient is ŷ − y at logits where exponentials overflow or underflow, too.
/// </summary>
public sealed class StableContextTests(StableContextTests.Program program) : IClassFixture<StableContextTests.Program>
{
    private const string Losses = """
        using System;
        using System.Linq;
        using System.Numerics;
        using System.Numerics.Tensors;
        using SymGrad;
        public static partial class ContextLosses
        {
            [Loss]
            public static double Arrays([Theta] ReadOnlySpan<double> z, int label)
            {
                double[] p = Softmax(z);
                return -Math.Log(p[label]);
            }

            private static double[] Softmax(ReadOnlySpan<double> z)
            {
                double[] e = new double[z.Length];
                double sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    e[i] = Math.Exp(z[i]);
                    sum += e[i];
                }

                for (int i = 0; i < z.Length; i++)
                {
                    e[i] /= sum;
                }

                return e;
            }

            [Loss]
            public static double ArraysOnTheStack([Theta] ReadOnlySpan<double> z, int label)
            {
                Span<double> e = stackalloc double[z.Length], p = stackalloc double[z.Length];
                for (int i = 0; i < z.Length; i++)
                {
                    e[i] = Math.Exp(z[i]);
                }

                double sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    sum += e[i];
                }

                for (int i = 0; i < z.Length; i++)
                {
                    p[i] = e[i] / sum;
                }

                return -Math.Log(p[label]);
            }

            [Loss]
            public static double WithGreatest([Theta] ReadOnlySpan<double> z, int label)
            {
                double greatest = z[0];
                for (int i = 1; i < z.Length; i++)
                {
                    greatest = Math.Max(greatest, z[i]);
                }

                double[] e = new double[z.Length];
                double sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    e[i] = Math.Exp(z[i] - greatest);
                    sum += e[i];
                }

                return -Math.Log(e[label] / sum);
            }

            [Loss]
            public static double OneHot([Theta] ReadOnlySpan<double> z, int label)
            {
                double[] p = Softmax(z);
                double loss = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    double y = i == label ? 1 : 0;
                    loss -= y * Math.Log(p[i]);
                }

                return loss;
            }

            [Loss]
            public static double Query([Theta] double[] z, int label) => -Math.Log(Math.Exp(z[label]) / z.Sum(v => Math.Exp(v)));

            [Loss]
            public static double QueryOfArrays([Theta] double[] z, int label)
            {
                double[] e = z.Select(v => Math.Exp(v)).ToArray();
                double sum = e.Sum();
                double[] p = e.Select(v => v / sum).ToArray();
                return -Math.Log(p[label]);
            }

            [Loss]
            public static double QueryWithGreatest([Theta] double[] z, int label)
            {
                double greatest = z.Max();
                double sum = z.Sum(v => Math.Exp(v - greatest));
                return -Math.Log(Math.Exp(z[label] - greatest) / sum);
            }

            [Loss]
            public static double Vectors([Theta] ReadOnlySpan<double> z, int label)
            {
                Span<double> e = new double[z.Length];
                TensorPrimitives.Exp(z, e);
                return Math.Log(TensorPrimitives.Sum<double>(e)) - z[label];
            }

            [Loss]
            public static double VectorSoftMax([Theta] ReadOnlySpan<double> z, int label)
            {
                Span<double> p = new double[z.Length];
                TensorPrimitives.SoftMax(z, p);
                return -Math.Log(p[label]);
            }

            [Loss]
            public static double Sigmoids([Theta] ReadOnlySpan<double> z, ReadOnlySpan<double> y)
            {
                Span<double> p = new double[z.Length];
                TensorPrimitives.Sigmoid(z, p);
                double loss = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    loss -= y[i] * Math.Log(p[i]) + (1 - y[i]) * Math.Log(1 - p[i]);
                }

                return loss;
            }

            [Loss]
            public static double SoftplusUntil([Theta] ReadOnlySpan<double> z, double limit)
            {
                double sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    if (i > limit)
                    {
                        break;
                    }

                    sum += Math.Log(1 + Math.Exp(z[i]));
                }

                return sum;
            }

            [Loss]
            public static double Generic([Theta] double z, double y)
            {
                double p = Logistic(z);
                return -y * Math.Log(p) - (1 - y) * Math.Log(1 - p);
            }

            private static T Logistic<T>(T z)
                where T : IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-z));

            // What is stored is changed again before it is read, or only now and then: then the formula is not what the element is.
            [Loss]
            public static double Changed([Theta] ReadOnlySpan<double> z, int label)
            {
                double[] e = new double[z.Length];
                double sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    e[i] = Math.Exp(z[i]);
                    sum += e[i];
                }

                e[label] = 2;
                return -Math.Log(e[label] / sum);
            }

            [Loss]
            public static double FromChangedLogits([Theta] ReadOnlySpan<double> z, int label)
            {
                double[] logits = new double[z.Length], e = new double[z.Length];
                for (int i = 0; i < z.Length; i++)
                {
                    logits[i] = 2 * z[i];
                }

                for (int i = 0; i < z.Length; i++)
                {
                    e[i] = Math.Exp(logits[i]);
                }

                for (int i = 0; i < z.Length; i++)
                {
                    logits[i] = 3 * z[i];
                }

                return Math.Log(e[label]) + logits[label];
            }

            [Loss]
            public static double Shorter([Theta] ReadOnlySpan<double> z, int label)
            {
                double[] e = new double[2];
                for (int i = 0; i < 2; i++)
                {
                    e[i] = Math.Exp(z[i]);
                }

                return Math.Log(e[label]);
            }
        }
        """;

    private static readonly double[][] Logits =
    [
        [0, 0, 0], [1, 2, 3], [1000, 1000, 999], [-1000, -1001, -1000], [800, -800, 0], [710, 709.5, 709, 708], [-745, -746, -747],
    ];

    private static readonly string[] names =
    [
        "Arrays", "ArraysOnTheStack", "WithGreatest", "OneHot", "Query", "QueryOfArrays", "QueryWithGreatest", "Vectors", "VectorSoftMax",
    ];

    public static TheoryData<string> Likelihoods { get; } = [.. names];

    [Theory]
    [MemberData(nameof(Likelihoods))]
    public void Gradient_is_prediction_less_truth(string name)
    {
        foreach (double[] z in Logits)
        {
            double greatest = z.Max();
            double sum = z.Sum(x => Math.Exp(x - greatest));
            for (int label = 0; label < z.Length; label++)
            {
                (double value, IEnumerable<double> gradient) = program.Method(name).ValueAndGradient([z, label]).Result;
                string place = $"{name} at ({string.Join(", ", z.Select(x => x.ToString(CultureInfo.InvariantCulture)))}), {label}";
                Assert.True(Math.Abs(value - (greatest + Math.Log(sum) - z[label])) <= 4e-16 * Math.Max(1, Math.Abs(greatest)), place);
                Assert.All(gradient, (derivative, i) => Assert.True(Math.Abs(derivative - ((Math.Exp(z[i] - greatest) / sum) - (i == label ? 1 : 0))) <= 1e-13, place));
            }
        }
    }

    /// <summary>One loop for the greatest logit, one for the sum, one for the gradient: no array of probabilities is left, and nothing is recorded.</summary>
    [Theory]
    [InlineData("Arrays")]
    [InlineData("ArraysOnTheStack")]
    [InlineData("QueryOfArrays")]
    [InlineData("Vectors")]
    [InlineData("VectorSoftMax")]
    public void Nothing_is_kept_in_arrays(string name)
    {
        string code = program.Method(name).GeneratedText;
        int start = code.IndexOf($"private static double {name}AddGradient", StringComparison.Ordinal);
        string gradient = code[start..code.IndexOf("\n    }", start, StringComparison.Ordinal)];
        Assert.Contains("zGradient[label] -= 1.0;", gradient, StringComparison.Ordinal);
        Assert.Contains("zGradient[i] += Math.Exp(z[i] - ", gradient, StringComparison.Ordinal);
        Assert.DoesNotContain("Span<double> p", gradient, StringComparison.Ordinal);
        Assert.DoesNotContain("buffers", gradient, StringComparison.Ordinal);
    }

    [Fact]
    public void Sigmoids_in_an_array()
    {
        (double value, IEnumerable<double> gradient) = program.Method("Sigmoids").ValueAndGradient([(double[])[1000, -1000, 800], (double[])[1, 0, 0.25]]).Result;
        Assert.Equal(600, value);
        Assert.Equal([0, 0, 0.75], gradient);
    }

    [Fact]
    public void Loops_that_end_early()
    {
        (double value, IEnumerable<double> gradient) = program.Method("SoftplusUntil").ValueAndGradient([(double[])[1000, -1000, 800], 1.5]).Result;
        Assert.Equal(1000, value);
        Assert.Equal([1, 0, 0], gradient);
    }

    [Fact]
    public void Generic_helpers()
    {
        (double value, IEnumerable<double> gradient) = program.Method("Generic").ValueAndGradient([1000.0, 0.0]).Result;
        Assert.Equal(1000, value);
        Assert.Equal([1], gradient);
    }

    [Fact]
    public void Elements_that_have_changed()
    {
        double[] z = [0.5, 1, -0.25];
        (double value, IEnumerable<double> gradient) = program.Method("Changed").ValueAndGradient([z, 1]).Result;
        double sum = z.Sum(Math.Exp);
        Assert.Equal(Math.Log(sum / 2), value, 1e-15);
        Assert.All(gradient.Zip(z), pair => Assert.Equal(Math.Exp(pair.Second) / sum, pair.First, 1e-15));

        (value, gradient) = program.Method("FromChangedLogits").ValueAndGradient([z, 1]).Result;
        Assert.Equal(5, value, 1e-14);
        Assert.Equal([0, 5, 0], gradient);
    }

    /// <summary>The array is shorter than the logits: an index that is out of its range throws, whether its elements are read or computed again.</summary>
    [Fact]
    public void Indices_are_checked_as_the_loss_checks_them()
    {
        double[] z = [0.5, 1, -0.25];
        Assert.Equal(1, program.Method("Shorter").ValueAndGradient([z, 1]).Result.Value, 1e-15);
        Assert.NotNull(program.Method("Shorter").ValueAndGradient([z, 2]).Thrown);
        Assert.All(names.Except(["OneHot"]), name => Assert.NotNull(program.Method(name).ValueAndGradient([z, 3]).Thrown));
    }

    /// <summary>The losses, compiled once.</summary>
    public sealed class Program : IDisposable
    {
        /// <summary>The oracle's numbers are no type for generic helpers.</summary>
        private readonly LossProgram program = LossProgram.BuildAs(
            Losses,
            Losses.Replace("Logistic(z)", "1 / (1 + Math.Exp(-z))", StringComparison.Ordinal),
            new GeneratorRunOptions { ExtraReferences = [MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location)] });

        public void Dispose() => program.Dispose();

        internal LossMethod Method(string name) => program.Method("ContextLosses", name);
    }
}
