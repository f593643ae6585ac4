using System;
using System.Linq;
using System.Reflection;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>
/// Objectives of losses of rows add up what the generated method returns for each item, whether the rows stay where they are in memory, are turned, or are read one by
/// one: for rows of many lengths, shorter and longer than vectors, and numbers of items that are no multiple of eight.
/// </summary>
public sealed class RowTests
{
    private const string Dot = "static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { double s = 0; for (int i = 0; i < a.Length; i++) { s += a[i] * b[i]; } return s; }";

    [Theory]

    // One product, and updates along the row.
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += w[i] * x[i]; } return Math.Log(1 + Math.Exp(z)) - y * z;", true)]
    [InlineData("double z = -y; for (int i = x.Length - 1; i >= 0; i--) { z += x[i] * w[i]; } return z * z;", false)]
    [InlineData("double z = w[x.Length] - y; for (int i = 0; i < x.Length; i++) { z -= x[i] * w[i]; } return z * z;", false)]
    [InlineData("double z = w[x.Length] + Dot(x, w); double v = Dot(w.Slice(1, x.Length), x); return z * z * y + Math.Sin(v * z);", true)]
    [InlineData("double z = Dot(x.Slice(1), w); return Math.Exp(0.1 * z) * y - 0.5 * z * w[0];", true)]
    [InlineData("double z = Dot(x, w); double s = w[0] * w[0]; return s * z * z - 2 * s * y * z;", true)]

    // Products of all rows of a matrix, and outer products.
    [InlineData("double t = 0; for (int k = 0; k < 5; k++) { double z = w[k]; for (int j = 0; j < x.Length; j++) { z += w[5 + k * x.Length + j] * x[j]; } t += z * z * (k - y); } return t;", true)]
    [InlineData("double t = 0; for (int k = 0; k < 4; k++) { t += Math.Tanh(Dot(w.Slice(k * x.Length, x.Length), x)) * w[k]; } return t * t + y * t;", true)]
    [InlineData("Span<double> h = stackalloc double[6]; for (int k = 0; k < 6; k++) { h[k] = Math.Tanh(Dot(w.Slice(k * x.Length, x.Length), x)); } double t = -y; for (int k = 0; k < 6; k++) { t += w[k] * h[k]; } return t * t;", true)]
    [InlineData("double t = 0; for (int k = 0; k < 3; k++) { t += Math.Cos(Dot(x.Slice(1), w.Slice(2 + k * (x.Length - 1), x.Length - 1))); } return t * (t - y);", true)]
    [InlineData("double t = 0; for (int k = 0; k < 3; k++) { double z = 0; for (int j = 0; j < x.Length; j++) { z += w[k + j] * x[j]; } t += z * z * z; } return t - y * t * t;", true)]
    [InlineData("double m = double.NegativeInfinity, t = 0; for (int k = 0; k < 5; k++) { m = Math.Max(m, Dot(w.Slice(k * x.Length, x.Length), x)); } for (int k = 0; k < 5; k++) { t += Math.Exp(Dot(w.Slice(k * x.Length, x.Length), x) - m); } return m + Math.Log(t) - y * w[1];", true)]
    [InlineData("double t = y; for (int s = 0; s < 2; s++) { double u = 0; for (int k = 0; k < 5; k++) { double z = t; for (int j = 0; j < x.Length / 2; j++) { z += w[k * x.Length + j] * x[s * (x.Length / 2) + j]; } u += Math.Tanh(z); } t = u; } return t;", true)]
    [InlineData("double t = 0; for (int k = 0; k < 3; k++) { double z = 0; for (int j = 0; j < x.Length; j++) { z += w[k * x.Length + j] * x[j]; } t += Math.Tanh(z); for (int j = 0; j < x.Length; j++) { t += w[k * x.Length + j] * w[j]; } } return Math.Sin(t) * y;", true)]

    // Rows of which elements are read by themselves as well; items that go different ways.
    [InlineData("double z = Dot(x, w); return z * z + y * w[0] * x[0];", false)]
    [InlineData("double z = Dot(x, w); return z * z * Dot(x, x) - y * z;", false)]
    [InlineData("double z = Dot(x, w) * y; return z < 0.2 ? 0.2 - z : 0;", true)]
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += Math.Abs(w[i] * x[i] - y); } return z;", false)]
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += w[i] * x[i] * y; } return z * z;", false)]
    [InlineData("double m = w[0] * x[0]; for (int i = 1; i < x.Length; i++) { m = Math.Max(m, w[i] * x[i]); } return m * m + y * m;", false)]
    public void Items_are_summed_as_if_each_stood_alone(string body, bool staysInPlace)
    {
        foreach ((string type, double tolerance) in new[] { ("double", 1e-12), ("float", 1e-5) })
        {
            string loss = $"{Dot}\n[Loss] public static double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x, double y) {{ {body} }}";
            string sources = Check(type == "double" ? loss : InSinglePrecision.Of(loss), $$"""
                var actual = new System.Collections.Generic.List<double>();
                var expected = new System.Collections.Generic.List<double>();
                foreach (int d in new[] { 2, 3, 7, 8, 9, 12, 16, 21, 33, 450 })
                {
                    foreach (int n in new[] { 5, 8, 37 })
                    {
                        {{type}}[] values = Numbers(n * d, d).Select(v => ({{type}})v).ToArray(), y = Numbers(n, 2).Select(v => ({{type}})v).ToArray(), w = Numbers(6 * d + 6, 3).Select(v => ({{type}})v).ToArray();
                        {{type}}[][] apart = values.Chunk(d).ToArray();
                        {{type}}[] gradient = new {{type}}[w.Length];
                        double[] sum = new double[w.Length + 1], scales = Enumerable.Repeat(1.0, w.Length + 1).ToArray();
                        for (int i = 0; i < n; i++)
                        {
                            double[] item = [FValueAndGradient(w, apart[i], y[i], gradient), .. gradient];
                            Add(sum, item, 1);
                            Add(scales, item.Select(Math.Abs).ToArray(), 1);
                        }
                        foreach (Rows<{{type}}> x in new[] { Rows.Of(values, d), Rows.From(apart) })
                        {
                            var objective = new FObjective(x, y, w.Length, Aggregation.Sum);
                            double value = objective.ValueAndGradient(w, gradient), alone = objective.Value(w);
                            if (BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(alone))
                            {
                                throw new InvalidOperationException($"The bits of {value:R} and {alone:R} differ.");
                            }
                            actual.AddRange([value / scales[0], .. gradient.Select((g, j) => g / scales[j + 1])]);
                            expected.AddRange(sum.Select((s, j) => s / scales[j]));
                        }
                    }
                }
                return ([.. actual], [.. expected]);
                """, tolerance);
            Assert.Equal(staysInPlace, sources.Contains($"out ItemRows<{type}> x", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Layers_of_a_network_and_gradients_of_several_arrays()
    {
        string sources = Check("""
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, [Theta] ReadOnlySpan<double> v, [Theta] ReadOnlySpan<double> b, ReadOnlySpan<float> x, double[] u, int label)
            {
                Span<double> h = stackalloc double[7];
                for (int k = 0; k < h.Length; k++)
                {
                    double z = b[k];
                    for (int j = 0; j < x.Length; j++)
                    {
                        z += w[(k * x.Length) + j] * x[j];
                    }

                    h[k] = Math.Tanh(z);
                }

                double sum = 0, picked = 0;
                for (int c = 0; c < v.Length / 7; c++)
                {
                    double z = 0;
                    for (int k = 0; k < h.Length; k++)
                    {
                        z += v[(c * 7) + k] * h[k];
                    }

                    for (int j = 0; j < u.Length; j++)
                    {
                        z += v[(c * 7) + j] * u[j];
                    }

                    sum += Math.Exp(z);
                    picked = c == label ? z : picked;
                }

                return Math.Log(sum) - picked;
            }
            """, """
            int n = 45, d = 19;
            float[] x = Numbers(n * d, 1).Select(v => (float)v).ToArray();
            double[] u = Numbers(n * 6, 2);
            int[] label = Enumerable.Range(0, n).Select(i => i * 5 % 4).ToArray();
            double[] w = Numbers(7 * d, 3), b = Numbers(7, 4), v = Numbers(28, 5);
            var objective = new FObjective(Rows.Of(x, d), Rows.Of(u, 6), label, w.Length, v.Length, b.Length, Aggregation.Sum);
            double[] theta = [.. w, .. v, .. b], gradient = new double[theta.Length], expected = new double[theta.Length + 1];
            double value = objective.ValueAndGradient(theta, gradient);
            double[] wg = new double[w.Length], vg = new double[v.Length], bg = new double[b.Length];
            for (int i = 0; i < n; i++)
            {
                double item = FValueAndGradient(w, v, b, x.AsSpan(i * d, d), u.AsSpan(6 * i, 6).ToArray(), label[i], wg, vg, bg);
                Add(expected, [item, .. wg, .. vg, .. bg], 1);
            }
            return ([value, .. gradient], expected);
            """);
        Assert.Contains("AddOuterProducts", sources, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slice_that_no_iteration_takes_need_not_be_there() => Check(
        $"{Dot}\n[Loss] public static double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x) {{ double t = w[0]; for (int k = 0; k < w.Length / 7; k++) {{ t += Dot(w.Slice(6 + k * x.Length, x.Length), x); }} return t * t * t; }}",
        "double[] g = new double[4]; return ([new FObjective(Rows.Of(Numbers(90, 1), 9), 4, Aggregation.Sum).ValueAndGradient([0.5, 1, 2, 3], g), .. g], [1.25, 7.5, 0, 0, 0]);");

    [Theory]
    [InlineData("double t = 0; for (int k = 0; k < 4; k++) { t += Dot(w.Slice(k * x.Length, x.Length), x); } return t * t;", typeof(ArgumentOutOfRangeException))]
    [InlineData("double t = 0; for (int k = 0; k < 4; k++) { for (int j = 0; j < x.Length; j++) { t += w[k * x.Length + j] * x[j]; } } return t * t;", typeof(IndexOutOfRangeException))]
    [InlineData("double t = 0; for (int j = 0; j < 12; j++) { t += w[j] * x[j]; } return t * t;", typeof(IndexOutOfRangeException))]
    public void Elements_that_are_not_there_are_found(string body, Type exception) => Assert.IsType(exception, Assert.Throws<TargetInvocationException>(() => Run(
        $"{Dot}\n[Loss] public static double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x) {{ {body} }}",
        "return ([new FObjective(Rows.Of(new double[90], 9), 35).ValueAndGradient(new double[35], new double[35])], []);")).InnerException);

    private static string Check(string losses, string script, double tolerance = 1e-12)
    {
        (double[] actual, double[] expected, string sources) = Run(losses, script);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], tolerance * Math.Max(1, Math.Abs(e))));
        Assert.Contains(expected, e => e != 0);
        return sources;
    }

    private static (double[] Actual, double[] Expected, string Sources) Run(string losses, string script)
    {
        GeneratorRun run = GeneratorRunner.Run($$"""
            using System;
            using System.Linq;
            using SymGrad;

            public static partial class Losses
            {
                {{losses}}

                static double[] Numbers(int count, int seed)
                {
                    var random = new Random(seed);
                    return Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5).ToArray();
                }

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
        string sources = string.Concat(run.Files.Select(f => f.Text));
        Assert.Contains("ValueAndGradientLanes", sources, StringComparison.Ordinal);
        using var assembly = LoadedAssembly.Load(run.Output);
        MethodInfo method = assembly.Assembly.GetType("Losses")!.GetMethod("Run")!;
        (double[] actual, double[] expected) = ((double[], double[]))method.Invoke(null, null)!;
        return (actual, expected, sources);
    }
}
