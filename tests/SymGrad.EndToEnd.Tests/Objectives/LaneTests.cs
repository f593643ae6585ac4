using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>
/// Objectives go over eight items at once, and over the rest one by one. What one of them does must not show in its neighbours: NaN and infinities
/// from sides of branches that they do not take, rows of other lengths, exceptions.
/// </summary>
public sealed class LaneTests
{
    /// <summary>Each is called with the items; all finite but where an item itself is not.</summary>
    [Theory]

    // The side not taken overflows, divides by zero, or takes the logarithm of a negative number.
    [InlineData("return x > 0 ? a * Math.Log(x) : a * x;")]
    [InlineData("if (x < 0) { return a * a; } return a * Math.Sqrt(x) + 1 / (x + 1e-300);")]
    [InlineData("return x > 1e3 ? a * x : a * Math.Exp(x) * Math.Exp(x);")]
    [InlineData("double z = x == 0 ? a : a / x; return z * z;")]
    [InlineData("double z = Math.Abs(a * x); if (z > 1) { z = Math.Log(z - 1); } return z;")]

    // Kinks and ties at items that have their neighbours elsewhere.
    [InlineData("return Math.Abs(a * x);")]
    [InlineData("return Math.Max(a * x, a) + Math.Min(a * a, x);")]
    [InlineData("return Math.Clamp(a * x, -1, 1);")]
    [InlineData("return Math.Log(1 + Math.Exp(a * x));")]
    public void Items_are_summed_as_if_each_stood_alone(string body)
    {
        double[] x = [-1, 0, 1, 2, -2, 1e4, -1e4, 0.5, 3, -0.0, 1 / 0.75, 700, -700, 0.25, 1e-320, -5, 6, 7, 8, 9, -10];
        CheckItems($"[Loss] public static double F([Theta] double a, double x) {{ {body} }}", "double", x, 1e-13);
        CheckItems(
            InSinglePrecision.Of($"[Loss] public static double F([Theta] double a, double x) {{ {body.Replace("1e-300", "1e-30", StringComparison.Ordinal)} }}"),
            "float",
            [.. x.Select(v => (float)(Math.Abs(v) == 700 ? v / 10 : v))],
            1e-6);
    }

    /// <summary>Both precisions in one loss: each operation is in the one that it is written in, and what is rounded or widened is so for each item.</summary>
    [Theory]
    [InlineData("float t = (float)x; return a * t * x + t;")]
    [InlineData("float t = (float)(a * x); return t > 0.5f ? t * (double)t : Math.Exp(t) * x;")]
    [InlineData("float t = (float)x, s = t; for (int i = 0; i < 3; i++) { s = s * t + (float)i; } return a * s;")]
    [InlineData("Span<float> h = stackalloc float[3]; for (int i = 0; i < 3; i++) { h[i] = (float)(a * x) + i; } double s = h[1], t = h[2]; return h[0] * (x > 1 ? t * s : s);")]
    [InlineData("float t = MathF.Max((float)x, 0.25f); if (t == (float)a) { t += 1; } return MathF.Abs(t - 1f) * a + (int)2 * a;")]
    [InlineData("bool b = a > 0.5; float t = (float)x; if (b && t > 1f) { return a * t; } return (t < 2f && x > 0) || !b ? a * a * x : t;")]
    [InlineData("float t = (float)x; bool c = t > 1f; for (int i = 0; i < 3; i++) { c = !c || (a * i > x && t < 8f); t = c ? t * 0.5f : t + 1; } return c ? a * t : t;")]
    public void Both_precisions(string body) => CheckItems(
        $"[Loss] public static double F([Theta] double a, double x) {{ {body} }}", "double", [-1, 0, 1, 2, -2, 0.5, 3, -0.0, 1 / 0.75, 0.1, 0.7, 0.25, 1e-320, -5, 6, 7, 8, 9, -10], 1e-13);

    [Fact]
    public void Columns_of_both_precisions_and_integers() => Check("""
        public record struct Reading(float X, double Y, int Count);

        [Loss]
        public static float F([Theta] float a, [Theta] float b, Reading r, float x, int n, [Theta] ReadOnlySpan<float> w, ReadOnlySpan<float> row, int label)
        {
            float z = a * r.X + b * (float)r.Y + r.Count;
            for (int i = 0; i < row.Length; i++)
            {
                z += w[i] * row[i] * x;
            }

            return z * z + n * w[label] + MathF.Exp(-x);
        }
        """, """
        int n = 37;
        Reading[] r = Enumerable.Range(0, n).Select(i => new Reading((float)Math.Sin(i), Math.Cos(i), i % 3)).ToArray();
        float[] x = Enumerable.Range(0, n).Select(i => (float)Math.Sin(2 * i)).ToArray(), row = Enumerable.Range(0, 5 * n).Select(i => (float)Math.Cos(3 * i)).ToArray();
        int[] numbers = Enumerable.Range(0, n).Select(i => 16777217 + i).ToArray(), label = Enumerable.Range(0, n).Select(i => i * 7 % 5).ToArray();
        float[] theta = [0.5f, -0.25f, 1, 2, 3, 4, 5], gradient = new float[7], g = new float[5];
        double[] expected = new double[8];
        double value = new FObjective(r, x, numbers, Rows.Of(row, 5), label, 5, Aggregation.Sum).ValueAndGradient(theta, gradient);
        for (int i = 0; i < n; i++)
        {
            var (v, (ga, gb)) = FValueAndGradient(theta[0], theta[1], r[i], x[i], numbers[i], theta.AsSpan(2), row.AsSpan(5 * i, 5), label[i], g);
            Add(expected, [v, ga, gb, .. g], 1);
        }
        return ([value, .. gradient], expected);
        """, 1e-6);

    private static void CheckItems<T>(string loss, string type, T[] x, double tolerance)
        where T : IFormattable
    {
        string suffix = type == "float" ? "f" : "";
        Check(loss, $$"""
            {{type}}[] x = [{{string.Join(", ", x.Select(v => v.ToString("R", CultureInfo.InvariantCulture) + suffix))}}];
            var objective = new FObjective(x, Aggregation.Sum);
            {{type}}[] gradient = new {{type}}[1];
            double[] expected = new double[2];
            double value = objective.ValueAndGradient([0.75{{suffix}}], gradient);
            foreach ({{type}} item in x)
            {
                var (v, g) = FValueAndGradient(0.75{{suffix}}, item);
                expected[0] += v;
                expected[1] += g;
            }
            return ([value, gradient[0], objective.Value([0.75{{suffix}}])], [.. expected, expected[0]]);
            """, tolerance);
    }

    [Theory]
    [InlineData("double.NaN")]
    [InlineData("double.PositiveInfinity")]
    public void What_is_not_finite_stays_so(string item) => Check(
        "[Loss] public static double F([Theta] double a, double x) => Math.Log(1 + Math.Exp(a * x));", $$"""
        double[] x = [1, 2, 3, 4, {{item}}, 6, 7, 8, 9];
        double[] gradient = new double[1];
        double value = new FObjective(x).ValueAndGradient([0.5], gradient);
        return ([value, gradient[0]], [{{item}}, {{item}}]);
        """);

    [Fact]
    public void Rows_of_different_lengths() => Check("""
        [Loss]
        public static double F([Theta] double a, ReadOnlySpan<double> x)
        {
            double z = 0;
            for (int i = 0; i < x.Length; i++)
            {
                z += Math.Sin(a * x[i]);
            }

            return z * z;
        }
        """, """
        double[][] x = Enumerable.Range(0, 37).Select(i => Enumerable.Range(0, i is 11 or 25 ? 3 : 5).Select(j => 0.1 * i * j).ToArray()).ToArray();
        double[] gradient = new double[1], expected = new double[2];
        double value = new FObjective(x, Aggregation.Sum).ValueAndGradient([0.75], gradient);
        foreach (double[] row in x)
        {
            var (v, g) = FValueAndGradient(0.75, row);
            expected[0] += v;
            expected[1] += g;
        }
        return ([value, gradient[0]], expected);
        """);

    [Fact]
    public void Several_rows_and_columns_of_other_types() => Check("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<float> x, ReadOnlySpan<int> index, int label, float y)
        {
            double z = 0;
            for (int i = 0; i < x.Length; i++)
            {
                z += a[index[i]] * x[i];
            }

            return (z - y) * (z - y) + a[label] * a[label];
        }
        """, """
        int n = 21;
        float[] x = Enumerable.Range(0, 3 * n).Select(i => (float)Math.Sin(i)).ToArray(), y = Enumerable.Range(0, n).Select(i => (float)Math.Cos(i)).ToArray();
        int[] index = Enumerable.Range(0, 3 * n).Select(i => i * 7 % 4).ToArray(), label = Enumerable.Range(0, n).Select(i => i * 5 % 4).ToArray();
        double[] theta = [0.5, -1, 2, 0.25], gradient = new double[4], expected = new double[5];
        double value = new FObjective(Rows.Of(x, 3), Rows.Of(index, 3), label, y, 4, Aggregation.Sum).ValueAndGradient(theta, gradient);
        for (int i = 0; i < n; i++)
        {
            double[] g = new double[4];
            Add(expected, [FValueAndGradient(theta, x.AsSpan(3 * i, 3), index.AsSpan(3 * i, 3), label[i], y[i], g), .. g], 1);
        }
        return ([value, .. gradient], expected);
        """);

    [Fact]
    public void An_index_out_of_range_is_found() => Assert.IsType<IndexOutOfRangeException>(Assert.Throws<TargetInvocationException>(() => Run(
        "[Loss] public static double F([Theta] ReadOnlySpan<double> a, int label) => a[label] * a[label];",
        "return ([new FObjective(new[] { 0, 1, 2, 0, 1, 2, 3, 0, 1 }, 3).Value(new double[3])], []);")).InnerException);

    [Fact]
    public void Value_alone_has_the_bits_of_value_with_gradient() => Check("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x, double y)
        {
            double z = a * x + b;
            return Math.Log(1 + Math.Exp(z)) - y * z + Math.Abs(z - y);
        }
        """, """
        int n = 3000;
        double[] x = Enumerable.Range(0, n).Select(i => Math.Sin(i)).ToArray(), y = Enumerable.Range(0, n).Select(i => Math.Cos(3 * i)).ToArray();
        var objective = new FObjective(x, y);
        double value = objective.Value([0.3, 0.7]), other = objective.ValueAndGradient([0.3, 0.7], new double[2]);
        if (BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(other))
        {
            throw new InvalidOperationException("The bits differ.");
        }
        return ([value], [other]);
        """);

    private static void Check(string losses, string script, double tolerance = 1e-13)
    {
        (double[] actual, double[] expected) = Run(losses, script);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], double.IsFinite(e) ? tolerance * Math.Max(1, Math.Abs(e)) : 0));
        Assert.Contains(expected, e => e != 0);
    }

    private static (double[] Actual, double[] Expected) Run(string losses, string script)
    {
        GeneratorRun run = GeneratorRunner.Run($$"""
            using System;
            using System.Linq;
            using SymGrad;

            public static partial class Losses
            {
                {{losses}}

                static void Add(double[] sums, double[] terms, double factor)
                {
                    for (int i = 0; i < sums.Length; i++)
                    {
                        sums[i] += factor * terms[i];
                    }
                }

                public static (double[] Actual, double[] Expected) Run()
                {
                    {{script}}
                }
            }
            """);
        Assert.Contains("ValueAndGradientLanes", string.Concat(run.Files.Select(f => f.Text)), StringComparison.Ordinal);
        using var assembly = LoadedAssembly.Load(run.Output);
        MethodInfo method = assembly.Assembly.GetType("Losses")!.GetMethod("Run")!;
        return ((double[], double[]))method.Invoke(null, null)!;
    }
}
