using System;
using System.Reflection;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>
/// Mini-batches of items that are given one by one, with generated objectives: the script evaluates the same items also in an objective over
/// copies of them, both also with compensated sums, and by itself, item by item.
/// </summary>
public sealed class MiniBatchTests
{
    private const double Error = 1e-12;

    [Fact]
    public void Columns_of_numbers_and_labels() => AssertBatch(
        """
        [Loss]
        public static double Labelled([Theta] double slope, [Theta] double offset, double x, int label, bool isLarge, float weight, double scale)
            => weight * Math.Log(1 + Math.Exp(label * (slope * x + offset) / scale)) + (isLarge ? slope * slope : 0);
        """,
        """
        double[] x = X(50);
        int[] labels = x.Select(v => v > 0.3 ? 2 : -1).ToArray();
        bool[] large = x.Select(v => v > 0.5).ToArray();
        float[] weights = x.Select(v => (float)(v * v)).ToArray();
        var objective = new LabelledObjective(x, labels, large, weights, 2.5);
        var copies = new LabelledObjective(Pick(x), Pick(labels), Pick(large), Pick(weights), 2.5);
        foreach (int i in items)
        {
            var (v, (s, o)) = LabelledValueAndGradient(theta[0], theta[1], x[i], labels[i], large[i], weights[i], 2.5);
            Add(v, s, o);
        }
        """);

    [Fact]
    public void Rows_as_spans_and_arrays_with_a_row_for_all_items() => AssertBatch(
        """
        [Loss]
        public static double Words([Theta] ReadOnlySpan<double> table, int[] words, ReadOnlySpan<double> target, ReadOnlySpan<float> common)
        {
            double sum = 0;
            foreach (int word in words)
            {
                double r = Math.Tanh(table[word] * common[0]) - target[0] * common[1];
                sum += r * r * r;
            }

            return sum;
        }
        """,
        """
        int[][] words = Enumerable.Range(0, 50).Select(i => Enumerable.Range(0, i % 4).Select(j => (i + j) % 2).ToArray()).ToArray();
        double[] target = X(100);
        float[] common = [0.5f, 2];
        int[] lengths = words.Select(w => w.Length).ToArray();
        int[] offsets = Enumerable.Range(0, 51).Select(i => lengths.Take(i).Sum()).ToArray();
        var objective = new WordsObjective(Rows.Ragged(words.SelectMany(w => w).ToArray(), offsets), Rows.Of(target, 1, stride: 2), Rows.Same(common), 2);
        var copies = new WordsObjective(Pick(words), Pick(target.Where((_, i) => i % 2 == 0).Select(t => new[] { t }).ToArray()), Rows.Same(common), 2);
        foreach (int i in items)
        {
            double[] g = new double[2];
            double v = WordsValueAndGradient(theta, words[i], target.AsSpan(2 * i, 1), common, g);
            Add([v, .. g]);
        }
        """);

    [Fact]
    public void Names_of_the_data_are_those_of_the_generated_method() => AssertBatch(
        """
        [Loss]
        public static double Gather([Theta] double theta0, [Theta] double theta1, double source, double items, double data, double position)
        {
            double r = Math.Exp(theta0 * source) - theta1 * items + data * position;
            return r * r;
        }
        """,
        """
        double[] x = X(50), y = X(60)[10..], z = X(70)[20..], u = X(80)[30..];
        var objective = new GatherObjective(x, y, z, u);
        var copies = new GatherObjective(Pick(x), Pick(y), Pick(z), Pick(u));
        foreach (int i in items)
        {
            var (v, (s, o)) = GatherValueAndGradient(theta[0], theta[1], x[i], y[i], z[i], u[i]);
            Add(v, s, o);
        }
        """);

    [Fact]
    public void Quadratic_and_affine_losses_are_summed_over_the_items_given() => AssertBatch(
        """
        [Loss]
        public static double Squared([Theta] double slope, [Theta] double offset, double x, double y) => (y - slope * x - offset) * (y - slope * x - offset);
        """,
        """
        double[] x = X(50), y = X(60)[10..];
        var objective = new SquaredObjective(x, y).WithPlan(PlanKind.Sums);
        objective.Value(theta);
        var copies = new SquaredObjective(Pick(x), Pick(y)).WithPlan(PlanKind.PerItem);
        foreach (int i in items)
        {
            var (v, (s, o)) = SquaredValueAndGradient(theta[0], theta[1], x[i], y[i]);
            Add(v, s, o);
        }
        """);

    [Fact]
    public void Columns_of_structs_and_records() => AssertBatch(
        """
        public readonly record struct Point(double X, int Label);
        public sealed record Reading(double Weight, double[] Values);

        [Loss]
        public static double Measured([Theta] double slope, [Theta] double offset, Point point, Reading reading)
            => reading.Weight * Math.Exp(slope * point.X + offset * point.Label) - slope * reading.Values[0];
        """,
        """
        double[] x = X(50);
        Point[] points = x.Select(v => new Point(v, v > 0.3 ? 2 : -1)).ToArray();
        Reading[] readings = x.Select(v => new Reading(v * v, new[] { v + 1 })).ToArray();
        var objective = new MeasuredObjective(points, readings);
        var copies = new MeasuredObjective(Pick(points), Pick(readings));
        foreach (int i in items)
        {
            var (v, (s, o)) = MeasuredValueAndGradient(theta[0], theta[1], points[i], readings[i]);
            Add(v, s, o);
        }
        """);

    [Fact]
    public void Matrices_and_enumerations() => AssertBatch(
        """
        public enum Side { Left, Right }

        [Loss]
        public static double Turned([Theta] double slope, [Theta] double offset, double[,] matrix, Side side)
        {
            double z = matrix[0, 0] * slope + matrix[0, 1] * offset;
            return side == Side.Left ? Math.Exp(z) : z * z * matrix[1, 0];
        }
        """,
        """
        double[] x = X(150);
        double[][,] matrices = Enumerable.Range(0, 50).Select(i => new[,] { { x[i], x[i + 50] }, { x[i + 100], 1 } }).ToArray();
        Side[] sides = x.Take(50).Select(v => v > 0.3 ? Side.Left : Side.Right).ToArray();
        var objective = new TurnedObjective(matrices, sides);
        var copies = new TurnedObjective(Pick(matrices), Pick(sides));
        foreach (int i in items)
        {
            var (v, (s, o)) = TurnedValueAndGradient(theta[0], theta[1], matrices[i], sides[i]);
            Add(v, s, o);
        }
        """);

    [Theory]
    [InlineData("Rows.Of(x, 2)")]
    [InlineData("Rows.Of(x, 2, stride: 2)")]
    [InlineData("Rows.Ragged(x, Enumerable.Range(0, 51).Select(i => 2 * i).ToArray())")]
    [InlineData("Enumerable.Range(0, 50).Select(i => x[(2 * i)..(2 * i + 2)]).ToArray()")]
    [InlineData("Rows.FromFile<double>(Write(x), 2).Rows")]
    public void Rows_that_several_items_are_read_from_at_once(string rows) => AssertBatch(
        """
        [Loss]
        public static double Logistic([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
        {
            double z = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                z += weights[i] * x[i];
            }

            return Math.Log(1 + Math.Exp(-y * z));
        }

        static string Write(double[] values)
        {
            string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "symgrad-mini-batch-rows.bin");
            System.IO.File.WriteAllBytes(path, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
            return path;
        }
        """,
        $$"""
        double[] x = X(100), y = X(130)[80..];
        Rows<double> rows = {{rows}};
        var objective = new LogisticObjective(rows, y, 2);
        var copies = new LogisticObjective(Pick(Enumerable.Range(0, 50).Select(i => x[(2 * i)..(2 * i + 2)]).ToArray()), Pick(y), 2);
        foreach (int i in items)
        {
            double[] g = new double[2];
            double v = LogisticValueAndGradient(theta, x.AsSpan(2 * i, 2), y[i], g);
            Add([v, .. g]);
        }
        """);

    private static void AssertBatch(string loss, string script)
    {
        GeneratorRun run = GeneratorRunner.Run($$"""
            using System;
            using System.Linq;
            using SymGrad;

            public static partial class Losses
            {
                {{loss}}

                private static readonly int[] items = Enumerable.Range(0, 1500).Select(i => (i * i + 7 * (i % 5)) % 50).ToArray();
                private static readonly double[] expected = new double[3];

                static double[] X(int n) => Enumerable.Range(0, n).Select(i => Math.Sin(1.7 * i)).ToArray();
                static T[] Pick<T>(T[] all) => items.Select(i => all[i]).ToArray();

                static void Add(params double[] terms)
                {
                    for (int i = 0; i < 3; i++)
                    {
                        expected[i] += terms[i] / items.Length;
                    }
                }

                public static (double[] Actual, double[] Copies, double[] Expected) Run()
                {
                    double[] theta = [0.3, -0.2];
                    {{script}}
                    double[] compensated = new double[2], first = new double[2], second = new double[2];
                    double exact = objective.WithCompensatedSums().ValueAndGradient(theta, items, compensated);
                    double value = objective.ValueAndGradient(theta, items, first);
                    double[] actual = [value, .. first, objective.Value(theta, items), exact, .. compensated];
                    exact = copies.WithCompensatedSums().ValueAndGradient(theta, compensated);
                    double other = copies.ValueAndGradient(theta, second);
                    return (actual, [other, .. second, copies.Value(theta), exact, .. compensated], expected);
                }
            }
            """);
        using var assembly = LoadedAssembly.Load(run.Output);
        MethodInfo method = assembly.Assembly.GetType("Losses")!.GetMethod("Run")!;
        var (actual, copies, expected) = ((double[], double[], double[]))method.Invoke(null, null)!;
        Assert.Equal(Array.ConvertAll(copies, BitConverter.DoubleToInt64Bits), Array.ConvertAll(actual, BitConverter.DoubleToInt64Bits));
        Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], Error * Math.Max(1, Math.Abs(e))));
        Assert.All(expected, e => Assert.NotEqual(0, e));
    }
}
