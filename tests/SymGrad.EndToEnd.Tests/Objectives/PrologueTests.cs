using System;
using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>
/// What a loss computes from θ alone is computed once for a pass, and what the items contribute to its derivative is pulled back once: value and gradient stay
/// those of the items one by one.
/// </summary>
public sealed class PrologueTests
{
    /// <summary>Each has early work; the names are those of what it hands to the items.</summary>
    [Theory]

    // Functions, quotients, and what items compute again because it is light.
    [InlineData("double sigma = Math.Exp(a); double z = (x - b) / sigma; return 0.5 * z * z + a;", "sigma")]
    [InlineData("double s = Math.Exp(a); double t = s * s + b; return (x * t - s) * (x - s);", "s")]
    [InlineData("double t = Math.Exp(a) * Math.Exp(a) + b; return (x * t - y) * (x * t - y);", "t")]
    [InlineData("double q = a / (1 + b * b); return Math.Sin(q * x) + y * q;", "q")]
    [InlineData("return Math.Sin(Math.Exp(a) * x) + Math.Tanh(b * Math.Exp(a)) * y;", "expA, tanh")]

    // A prior, whose value is a number that each item adds.
    [InlineData("double r = y - a * Math.Sin(b * x); return r * r + Math.Log(1 + a * a) + Math.Cosh(b);", "log1p, coshB")]

    // Branches on θ; on data; on what is computed from θ.
    [InlineData("double s = a > 0 ? Math.Exp(a) : 1 / (1 - a); return Math.Sin(s * x) * b;", "s")]
    [InlineData("double s = Math.Exp(a); if (x > 0) { return s * x; } return b * x * x + s;", "s")]
    [InlineData("double s = Math.Exp(a); if (s > 1) { return Math.Sin(s * x); } return b * x * x + s;", "s")]
    [InlineData("double s = Math.Exp(a); if (b > 0) { s = s * b; } double z = Math.Sin(x * s); return z * y;", "s")]

    // A loop over θ alone, with an exit, and one that goes on until it has converged.
    [InlineData("double p = 1; for (int i = 0; i < 5; i++) { p = p * a + b; } return Math.Sin(p * x) + y;", "p")]
    [InlineData("double p = 1; for (int i = 0; i < 5; i++) { p = p * a + b; if (p > 3) { break; } } return Math.Sin(p * x) + y;", "p")]
    [InlineData("double p = 1 + b * b; while (p > 0.1) { p = 0.5 * p; } return Math.Sin(p * x) + a * y;", "p")]

    // Inside branches and loops of the items.
    [InlineData("if (x > 0) { return Math.Exp(a) * x; } return b * y;", "expA")]
    [InlineData("double s = Math.Exp(a); if (x > 0) { return Math.Log(1 + s) * x; } return s * b * y;", "s, softplusA")]
    [InlineData("double z = y; for (int i = 0; i < 3; i++) { z += Math.Sin(z * x) * Math.Tanh(a); } return z * b;", "tanhA")]
    [InlineData("double z = y; for (int i = 0; z < 3 && i < 4; i++) { z += 1 + x * x * Math.Exp(a); } return z * b;", "expA")]

    // All of it is early.
    [InlineData("double s = Math.Exp(a); return s * b;", "sTimesB")]
    [InlineData("double s = Math.Exp(a); return Math.Sin(x / (1 + s)) + y / s / s * x;", "s, sigmoidMinusA")]
    [InlineData("return Math.Sin(x * (2.5 * a * Math.Sqrt(b + 6))) - (Math.Exp(a) + b);", "product, expAPlusB")]
    [InlineData("double s = Math.Exp(a); return -(s / b) * Math.Sin(x * (1 / (s * b)));", "minusQuotient, inverseProduct")]
    public void Work_on_numbers(string body, string results)
    {
        string members = $"[Loss] public static double F([Theta] double a, [Theta] double b, double x, double y) {{ {body} }}";
        Accept.Loss(members);
        Assert.Equal(results, ResultsOf(members));
    }

    [Theory]
    [InlineData("return a * x * a + b * b * x;")]
    [InlineData("double s = a * a; double t = -b / 2; return Math.Sin(s * x) + t * y;")]
    [InlineData("double s = Math.Abs(a); return Math.Sin(s * x) + Math.Max(a, b) * y;")]
    [InlineData("double s = b; if (x > 0) { s = s * s / 2; } return Math.Sin(s * x) * a;")]
    [InlineData("return Math.Exp(a * x) + b / (1 + x * x);")]
    public void Work_that_stays_with_the_items(string body)
        => Assert.Null(ResultsOf($"[Loss] public static double F([Theta] double a, [Theta] double b, double x, double y) {{ {body} }}"));

    [Theory]
    [InlineData("double[] s = new double[w.Length]; for (int k = 0; k < w.Length; k++) { s[k] = Math.Exp(w[k]); }", "s")]
    [InlineData("double[] s = new double[w.Length]; double total = 0; for (int k = 0; k < w.Length; k++) { s[k] = Math.Exp(w[k]); total += s[k]; } for (int k = 0; k < s.Length; k++) { s[k] /= total; }", "s")]
    [InlineData("double norm = 0; foreach (double e in w) { norm += e * e; } norm = Math.Sqrt(norm); double[] s = new double[w.Length]; for (int k = 0; k < s.Length; k++) { s[k] = w[k] / norm; }", "s")]
    [InlineData("double[] s = new double[3]; for (int k = 0; k < 3; k++) { s[k] = Math.Sin(w[k] + 1); } double first = s[0];", "s")]
    [InlineData("Span<double> s = stackalloc double[w.Length]; for (int k = 0; k < w.Length; k++) { s[k] = Math.Tanh(w[k]); } ", "s")]
    public void Work_on_arrays(string early, string results)
    {
        string members = $$"""
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x, double y)
            {
                {{early}}
                double sum = 0;
                for (int k = 0; k < x.Length; k++)
                {
                    sum += s[k] * x[k];
                }

                return (sum - y) * Math.Sin(sum);
            }
            """;
        Accept.Loss(members, Sample.Of(("w", 3), ("x", 3)));
        Assert.Equal(results, ResultsOf(members));
    }

    /// <summary>Arrays that items write to, or that are filled again after an item has read them, are theirs.</summary>
    [Theory]
    [InlineData("s[0] = w[0] * w[0]; s[1] = x[1];")]
    [InlineData("for (int k = 0; k < w.Length; k++) { s[k] = w[k] * x[k] / 3; }")]
    [InlineData("for (int k = 0; k < w.Length; k++) { s[k] = w[k] / 3; } double before = s[1] * x[0]; s[1] = before;")]
    [InlineData("for (int k = 0; k < w.Length; k++) { s[k] = w[k] * w[k]; } for (int k = 0; k < x.Length; k++) { sum += x[k] * s[k]; } for (int k = 0; k < w.Length; k++) { s[k] = w[k]; }")]
    public void Arrays_of_the_items(string statements)
    {
        string members = $$"""
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x, double y)
            {
                double[] s = new double[w.Length];
                double sum = 0;
                {{statements}}
                for (int k = 0; k < x.Length; k++)
                {
                    sum += s[k] * x[k];
                }

                return (sum - y) * Math.Sin(sum);
            }
            """;
        Accept.Loss(members, Sample.Of(("w", 3), ("x", 3)));
        Assert.Null(ResultsOf(members));
    }

    /// <summary>Functions of the elements of an array in θ that the loops of items go through are computed for the whole array.</summary>
    [Theory]
    [InlineData("for (int k = 0; k < x.Length; k++) { sum += Math.Exp(w[k]) * x[k]; }", "expW")]
    [InlineData("for (int k = 0; k < x.Length; k++) { double scale = Math.Exp(-w[k]); sum += scale * x[k] + scale * scale; }", "scale")]
    [InlineData("for (int k = 0; k < x.Length; k++) { if (x[k] > 0) { sum += Math.Sqrt(w[k] * w[k] + 1) * x[k]; } }", "sqrtW")]
    [InlineData("for (int i = 0; i < 2; i++) { for (int j = 0; j < 2; j++) { sum += x[j] / (2 + Math.Exp(w[2 * i + j])); } }", "termOfW")]
    [InlineData("for (int i = 0; i < 2; i++) { for (int j = 0; j < 2; j++) { sum += x[j] * (1 / (1 + Math.Exp(w[2 * i + j]))); } }", "sigmoidW")]
    [InlineData("for (int i = 0; i < 3; i++) { for (int j = 0; j <= i; j++) { sum += x[j] * Math.Tanh(w[j + 1]); } }", "tanhW")]
    [InlineData("for (int k = 0; k < x.Length; k++) { sum += Math.Exp(w[k]) * x[k] + Math.Sin(w[k + 1]); }", "expW, sinW")]
    [InlineData("for (int i = 0; i < 2; i++) { ReadOnlySpan<double> row = w.Slice(2 * i, 2); for (int j = 0; j < 2; j++) { sum += x[j] * Math.Exp(row[j]); } }", "expW")]
    [InlineData("ReadOnlySpan<double> row = w.Slice(1, 3); for (int j = 0; j < row.Length; j++) { sum += x[j] * Math.Exp(row[j]); } for (int j = 0; j < 2; j++) { sum += x[j] * Math.Exp(w[j]); }", "expW, expW2")]
    [InlineData("ReadOnlySpan<double> row = w[1..]; for (int j = 0; j < row.Length; j++) { sum += x[j] * Math.Exp(row[j]) * Math.Sin(row[j]); }", "expW, sinW")]
    public void Functions_of_elements(string statements, string results)
    {
        string members = $$"""
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x, double y)
            {
                double sum = 0;
                {{statements}}
                return (sum - y) * Math.Sin(sum);
            }
            """;
        Accept.Loss(members, Sample.Of(("w", 4), ("x", 3)));
        Assert.Equal(results, ResultsOf(members));
    }

    /// <summary>Which elements data choose, what differs from iteration to iteration otherwise, or takes elements at two places, is computed by the items.</summary>
    [Theory]
    [InlineData("sum = Math.Exp(w[label]);")]
    [InlineData("for (int k = label; k < 3; k++) { sum += Math.Exp(w[k]); }")]
    [InlineData("ReadOnlySpan<double> row = w.Slice(label, 3); for (int k = 0; k < 3; k++) { sum += Math.Exp(row[k]); }")]
    [InlineData("for (int k = 0; k < 3; k++) { sum += Math.Exp(w[k + label]) * x[k]; }")]
    [InlineData("for (int k = 0; k < 3; k++) { sum += Math.Exp(w[k] + w[k + 1]) * x[k]; }")]
    [InlineData("for (int k = 0; k < 3; k++) { sum += Math.Exp(sum * w[k]) * x[k]; }")]
    public void Functions_of_elements_that_stay(string statements)
    {
        string members = $$"""
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x, int label)
            {
                double sum = x[0];
                {{statements}}
                return sum * Math.Sin(sum);
            }
            """;
        Accept.Loss(members, Sample.Of(("w", 4), ("x", 3)).Below("label", 1));
        Assert.Null(ResultsOf(members));
    }

    [Fact]
    public void Parts_of_an_array()
    {
        const string members = """
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, int label, ReadOnlySpan<double> x)
            {
                double[] s = new double[w.Length];
                for (int k = 0; k < w.Length; k++)
                {
                    s[k] = Math.Exp(w[k]);
                }

                ReadOnlySpan<double> own = s.AsSpan(2 * label, 2);
                ReadOnlySpan<double> first = s.AsSpan(0, 2);
                double sum = 0;
                for (int k = 0; k < own.Length; k++)
                {
                    sum += own[k] * x[k] + first[k];
                }

                return Math.Sin(sum) + s.Length;
            }
            """;
        Accept.Loss(members, Sample.Of(("w", 6), ("x", 2)).Below("label", 3));
        Assert.Equal("s", ResultsOf(members));
    }

    [Fact]
    public void Lengths_that_are_computed()
    {
        const string members = """
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> weights, [Theta] ReadOnlySpan<double> means, ReadOnlySpan<double> x)
            {
                int dimension = means.Length / weights.Length;
                double[] scale = new double[dimension + weights.Length];
                for (int k = 0; k < scale.Length; k++)
                {
                    scale[k] = Math.Exp(0.1 * means[k]);
                }

                double sum = 0;
                for (int k = 0; k < dimension; k++)
                {
                    sum += scale[k] * x[k];
                }

                return Math.Sin(sum) * weights[0];
            }
            """;
        Accept.Loss(members, Sample.Of(("weights", 2), ("means", 6), ("x", 3)));
        Assert.Equal("scale", ResultsOf(members));
    }

    [Theory]
    [InlineData("double[,] w", "w.GetLength(1)", "w.GetLength(0)", "w[j, k]")]
    [InlineData("double[][] w", "w.Length", "w[k].Length", "w[k][j]")]
    public void Arrays_with_several_dimensions(string theta, string count, string length, string element)
    {
        string members = $$"""
            [Loss]
            public static double F([Theta] {{theta}}, ReadOnlySpan<double> x, double y)
            {
                double[] norms = new double[{{count}}];
                for (int k = 0; k < {{count}}; k++)
                {
                    double sum = 1;
                    for (int j = 0; j < {{length}}; j++)
                    {
                        sum += {{element}} * {{element}};
                    }

                    norms[k] = Math.Sqrt(sum);
                }

                double total = 0;
                for (int k = 0; k < x.Length; k++)
                {
                    total += x[k] * norms[k];
                }

                return (total - y) * Math.Sin(total);
            }
            """;
        Sample sample = theta.Contains(',', StringComparison.Ordinal)
            ? Sample.Of(("x", 2), ("w.0", 3), ("w.1", 2))
            : Sample.Of(("x", 2)).With("w", new double[][] { [0.5, -1, 1], [2] });
        Accept.Loss(members, sample);
        Assert.Equal("norms", ResultsOf(members));
    }

    [Fact]
    public void Helpers_and_priors()
    {
        const string members = """
            private static double LogSumExp(ReadOnlySpan<double> v)
            {
                double max = double.NegativeInfinity;
                foreach (double e in v)
                {
                    max = Math.Max(max, e);
                }

                double sum = 0;
                foreach (double e in v)
                {
                    sum += Math.Exp(e - max);
                }

                return max + Math.Log(sum);
            }

            private static double Prior(ReadOnlySpan<double> v, double strength)
            {
                double sum = 0;
                foreach (double e in v)
                {
                    sum += e * e / (1 + strength * strength);
                }

                return sum;
            }

            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, [Theta] double strength, int label, double y)
            {
                double normalizer = LogSumExp(w);
                return (normalizer - w[label]) * y + Prior(w, strength);
            }
            """;
        Accept.Loss(members, Sample.Of(("w", 4)).Below("label", 4));
        Assert.Equal("normalizer, sum", ResultsOf(members));
    }

    [Fact]
    public void Single_precision()
    {
        const string members = """
            [Loss]
            public static float F([Theta] float a, [Theta] ReadOnlySpan<float> w, ReadOnlySpan<float> x)
            {
                float scale = MathF.Exp(a);
                float[] s = new float[w.Length];
                for (int k = 0; k < w.Length; k++)
                {
                    s[k] = MathF.Tanh(w[k]);
                }

                float sum = 0;
                for (int k = 0; k < x.Length; k++)
                {
                    sum += s[k] * x[k] * scale;
                }

                return MathF.Sin(sum);
            }
            """;
        Accept.Loss(members, Sample.Of(("w", 3), ("x", 3)));
        Assert.Equal("scale, s", ResultsOf(members));
    }

    /// <summary>What would lose digits in the vector of θ stays with the items.</summary>
    [Fact]
    public void Double_precision_inside_a_loss_in_single()
    {
        const string members = """
            [Loss]
            public static float F([Theta] float a, [Theta] float b, float x)
            {
                double scale = Math.Exp(a);
                float shift = MathF.Exp(b);
                return (float)(scale * x) + MathF.Sin(shift * x);
            }
            """;
        Accept.Loss(members);
        Assert.Equal("shift", ResultsOf(members));
    }

    [Fact]
    public void Guards_and_reads_in_their_order() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double sigma, [Theta] ReadOnlySpan<double> w, double x)
        {
            if (sigma <= 0)
            {
                throw new ArgumentOutOfRangeException(nameof(sigma));
            }

            double s = Math.Log(sigma) + Math.Exp(w[1]);
            return Math.Sin(s * x) / sigma;
        }
        """, Sample.Of(("w", 2)).Between("sigma", 0.5, 2), Sample.Of(("w", 2)).Between("sigma", -2, -0.5).Throws<ArgumentOutOfRangeException>());

    [Fact]
    public void Composite_parameters() => Accept.Source("""
        using System;
        using SymGrad;

        namespace Sample;

        public readonly record struct Line(double Slope, double LogScale);

        public static partial class Losses
        {
            [Loss]
            public static double F([Theta] Line line, double x, double y)
            {
                double scale = Math.Exp(line.LogScale);
                double r = (y - line.Slope * x) / scale;
                return Math.Log(1 + r * r) + line.LogScale;
            }
        }
        """, "Sample.Losses");

    private static string? ResultsOf(string members)
    {
        const string before = "protected override string PrologueNames => \"";
        using var program = LossProgram.Build([$"using System;\nusing SymGrad;\n\nnamespace Sample;\n\npublic static partial class Losses\n{{\n{members}\n}}\n"]);
        string text = program.Method("Sample.Losses", "F").GeneratedText;
        int start = text.IndexOf(before, StringComparison.Ordinal);
        return start < 0 ? null : text[(start + before.Length)..].Split('"')[0];
    }
}
