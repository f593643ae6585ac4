using System;
using System.Reflection;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>Streams of batches with generated objectives, which are compared with an objective over all items at once.</summary>
public sealed class StreamTests
{
    private const string SquaredError = """
        [Loss]
        public static double SquaredError([Theta] double slope, [Theta] double offset, double x, double y)
        {
            double residual = y - (slope * x + offset);
            return residual * residual;
        }
        """;

    [Fact]
    public void A_loss_that_has_sums_takes_one_pass_and_gives_the_bits_of_all_items() => AssertSame(
        SquaredError,
        "new SquaredErrorObjective(x, y)",
        "new SquaredErrorObjective(x.AsMemory(b.Start, b.Length), y.AsMemory(b.Start, b.Length))",
        passCount: 1);

    [Fact]
    public void Without_its_sums_it_takes_a_pass_each_time() => AssertSame(
        SquaredError,
        "new SquaredErrorObjective(x, y).WithPlan(PlanKind.PerItem)",
        "new SquaredErrorObjective(x.AsMemory(b.Start, b.Length), y.AsMemory(b.Start, b.Length)).WithPlan(PlanKind.PerItem)",
        passCount: 3);

    [Fact]
    public void A_general_loss_of_rows_and_labels() => AssertSame(
        """
        [Loss]
        public static double Logistic([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> features, int label)
        {
            double z = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                z += weights[i] * features[i];
            }

            return Math.Log(1 + Math.Exp(-label * z));
        }
        """,
        "new LogisticObjective(Rows.Of(rows, 2), labels, 2)",
        "new LogisticObjective(Rows.Of<double>(rows.AsMemory(2 * b.Start, 2 * b.Length), 2), labels.AsMemory(b.Start, b.Length), 2)",
        passCount: 3);

    [Fact]
    public void Sums_that_the_items_do_not_confirm_are_not_used() => AssertSame(
        """
        [Loss]
        public static double Ratio([Theta] double slope, [Theta] double offset, double x, double y)
            => y * x / x * slope + offset * offset;
        """,
        "new RatioObjective(zeros, y).WithPlan(PlanKind.PerItem)",
        "new RatioObjective(zeros.AsMemory(b.Start, b.Length), y.AsMemory(b.Start, b.Length))",
        passCount: 3);

    private static void AssertSame(string loss, string all, string batch, int passCount)
    {
        GeneratorRun run = GeneratorRunner.Run($$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using SymGrad;

            public static partial class Losses
            {
                {{loss}}

                static double[] X(int n) => Enumerable.Range(0, n).Select(i => Math.Sin(1.7 * i)).ToArray();

                static IEnumerable<(int Start, int Length)> Batches(int n, params int[] lengths)
                {
                    int start = 0;
                    for (int i = 0; start < n; i++)
                    {
                        int length = Math.Min(lengths[i % lengths.Length], n - start);
                        yield return (start, length);
                        start += length;
                    }
                }

                public static (double[] Actual, double[] Expected, long PassCount) Run()
                {
                    const int n = 9000;
                    double[] x = X(n), y = x.Select(v => 2 * v + Math.Cos(9 * v)).ToArray(), rows = X(2 * n);
                    double[] zeros = x.Select((v, i) => i == 4000 ? 0 : v).ToArray();
                    int[] labels = x.Select(v => v > 0.3 ? 1 : -1).ToArray();
                    Objective<double> objective = {{all}};
                    StreamedObjective<double> stream = StreamedObjective.Over(Batches(n, 700, 3000, 1), b => {{batch}});
                    double[] actual = new double[9], expected = new double[9];
                    for (int i = 0; i < 3; i++)
                    {
                        double[] theta = [0.3 * i - 1, -0.2];
                        expected[3 * i] = objective.ValueAndGradient(theta, expected.AsSpan(3 * i + 1, 2));
                        actual[3 * i] = stream.ValueAndGradient(theta, actual.AsSpan(3 * i + 1, 2));
                    }

                    return (actual, expected, stream.DataPassCount);
                }
            }
            """);
        using var assembly = LoadedAssembly.Load(run.Output);
        MethodInfo method = assembly.Assembly.GetType("Losses")!.GetMethod("Run")!;
        var (actual, expected, passes) = ((double[], double[], long))method.Invoke(null, null)!;
        Assert.Equal(Array.ConvertAll(expected, BitConverter.DoubleToInt64Bits), Array.ConvertAll(actual, BitConverter.DoubleToInt64Bits));
        Assert.Contains(actual, value => value != 0);
        Assert.Equal(passCount, passes);
    }
}
