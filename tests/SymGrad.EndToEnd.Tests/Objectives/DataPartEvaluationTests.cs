using System;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>
/// Passes of objectives whose loss computes something from the data alone, in all the ways that there are to go over items, while data change in place: a function of the user's
/// counts how often it is called.
/// </summary>
public sealed class DataPartEvaluationTests
{
    /// <summary>How the items' numbers are computed: one by one, and eight at once.</summary>
    private static readonly string[] Roots = ["Counted(x)", "Math.Sin(x)"];

    private const string Evaluate = "objective.ValueAndGradient(theta, actual.AsSpan(1))";

    [Fact]
    public void It_is_computed_once_for_each_item() => Check(
        $"for (int i = 0; i < 5; i++) {{ {Evaluate}; objective.Value(theta); }} return ([calls], [x.Length]);");

    [Fact]
    public void It_is_computed_once_for_all_objectives_over_the_data() => Check(
        $"{Evaluate}; objective.WithPlan(PlanKind.PerItem).Value(theta); objective.WithRegularizer(new RidgeObjective(), 2).Value(theta); return ([calls], [x.Length]);");

    [Fact]
    public void It_is_computed_again_for_the_chunks_that_have_changed() => Check(
        $"{Evaluate}; x[5000] += 1; x[5001] += 1; {Evaluate}; {Evaluate}; return ([calls], [x.Length + 1024]);");

    /// <summary>Of the last chunk, there are as many items as are left.</summary>
    [Fact]
    public void It_is_computed_again_for_the_last_chunk() => Check(
        $"{Evaluate}; x[^1] += 1; {Evaluate}; {Evaluate}; return ([calls], [x.Length + x.Length % 1024]);");

    [Fact]
    public void It_is_kept_for_whole_chunks_in_mini_batches() => Check(
        $"{Evaluate}; objective.Value(theta, 1024..3072); objective.Value(theta, 39936..); return ([calls], [x.Length]);");

    [Fact]
    public void Other_mini_batches_compute_it() => Check(
        $"{Evaluate}; objective.Value(theta, 1000..3000); objective.Value(theta, Items); return ([calls], [x.Length + 2000 + Items.Length]);");

    [Fact]
    public void Changes_of_other_data_do_not_matter() => Check(
        $"{Evaluate}; y[17] += 1; {Evaluate}; return ([calls], [x.Length]);");

    /// <summary>Whatever changes, by however little: an item's sign of zero changes its root's, two items change places, a number changes in its last bit.</summary>
    [Theory]
    [InlineData("x[5] = Math.BitIncrement(x[5]);")]
    [InlineData("x[20_000] = -x[20_000] + 2.5;")]
    [InlineData("(x[3], x[4]) = (x[4], x[3]);")]
    [InlineData("(x[3], x[11]) = (x[11], x[3]);")]
    [InlineData("(x[1000], x[30_000]) = (x[30_000], x[1000]);")]
    [InlineData("Array.Reverse(x);")]
    [InlineData("Array.Reverse(x); Array.Reverse(y);")]
    [InlineData("Array.Fill(x, 2);")]
    [InlineData("for (int i = 0; i < x.Length; i++) { x[i] += 1e-9; }")]
    public void Data_that_change_in_place_are_seen(string change) => HaveSameBits($$"""
        {{Evaluate}};
        double before = actual[1];
        {{change}}
        actual[0] = {{Evaluate}};
        expected[0] = new FObjective(x.ToArray(), y.ToArray()).ValueAndGradient(theta, expected.AsSpan(1));
        return ([.. actual, calls > x.Length || calls == 0 ? 1 : 0], [.. expected, 1]);
        """);

    [Theory]
    [InlineData("double.NaN")]
    [InlineData("double.PositiveInfinity")]
    public void What_is_not_finite_comes_and_goes(string number) => Check($$"""
        double kept = x[7], before = objective.Value(theta);
        x[7] = {{number}};
        double with = objective.Value(theta);
        x[7] = kept;
        return ([double.IsFinite(with) ? 0 : 1, objective.Value(theta)], [1, before]);
        """, 0);

    [Theory]
    [InlineData("objective.ValueAndGradient(theta, actual.AsSpan(1))", "", 1e-13)]
    [InlineData("objective.WithCompensatedSums().ValueAndGradient(theta, actual.AsSpan(1))", "", 1e-13)]
    [InlineData("objective.ValueAndGradient(theta, 100..4000, actual.AsSpan(1))", "[100..4000]", 1e-13)]
    [InlineData("objective.ValueAndGradient(theta, Items, actual.AsSpan(1))", ".Items", 1e-13)]
    [InlineData("Stream().ValueAndGradient(theta, actual.AsSpan(1))", "", 1e-13)]
    public void Value_and_gradient_are_those_of_the_items(string call, string items, double error) => Check($$"""
        int[] chosen = {{(items == ".Items" ? "Items" : $"Enumerable.Range(0, x.Length).ToArray(){items}")}};
        for (int pass = 0; pass < 3; pass++)
        {
            x[3] += pass;
            actual[0] = {{call}};
        }

        foreach (int i in chosen)
        {
            var (v, (a, b)) = FValueAndGradient(theta[0], theta[1], x[i], y[i]);
            double[] item = [v, a, b];
            for (int j = 0; j < 3; j++)
            {
                expected[j] += item[j] / chosen.Length;
            }
        }

        return (actual, expected);
        """, error, roots: Roots);

    /// <summary>Before anything is kept, and after.</summary>
    [Theory]
    [InlineData("objective.ValueAndGradient(theta, actual.AsSpan(1), new EvaluationOptions { MaxDegreeOfParallelism = 2 })")]
    [InlineData("objective.ValueAndGradient(theta, actual.AsSpan(1), new EvaluationOptions { MaxDegreeOfParallelism = 7 })")]
    [InlineData("Stream().ValueAndGradient(theta, actual.AsSpan(1))")]
    [InlineData("objective.ValueAndGradient(theta, Enumerable.Range(0, x.Length).ToArray(), actual.AsSpan(1))")]
    public void Bits_do_not_depend_on_how_items_come(string call) => HaveSameBits($$"""
        double[] first = new double[3];
        first[0] = {{call.Replace("actual", "first", StringComparison.Ordinal)}};
        expected[0] = objective.ValueAndGradient(theta, expected.AsSpan(1), new EvaluationOptions { MaxDegreeOfParallelism = 1 });
        actual[0] = {{call}};
        return ([.. actual, .. first], [.. expected, .. expected]);
        """);

    [Theory]
    [InlineData("0..1024")]
    [InlineData("1024..5120")]
    [InlineData("39936..40000")]
    [InlineData("3..17")]
    [InlineData("1000..9000")]
    public void Ranges_have_the_bits_of_the_same_items_given_one_by_one(string range) => HaveSameBits($$"""
        objective.Value(theta);
        actual[0] = objective.ValueAndGradient(theta, {{range}}, actual.AsSpan(1));
        expected[0] = objective.ValueAndGradient(theta, Enumerable.Range(0, x.Length).ToArray()[{{range}}], expected.AsSpan(1));
        return (actual, expected);
        """);

    /// <summary>What is computed for an item does not depend on its place, nor on what stands beside it: the last of them are fewer than eight.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1029)]
    public void Each_item_has_its_bits_wherever_it_stands(int count) => HaveSameBits($$"""
        double[] some = x[..{{count}}], other = y[..{{count}}];
        int[] last = [{{count}} - 1];
        var whole = new FObjective(some, other);
        whole.Value(theta);
        actual[0] = whole.ValueAndGradient(theta, last, actual.AsSpan(1));
        expected[0] = new FObjective(some[^1..], other[^1..]).ValueAndGradient(theta, expected.AsSpan(1));
        return (actual, expected);
        """);

    /// <summary>Evaluations on several threads at once, which find chunks of data that have changed at the same time.</summary>
    [Fact]
    public void Evaluations_at_the_same_time_agree() => Check("""
        for (int pass = 0; pass < 20; pass++)
        {
            for (int i = pass; i < x.Length; i += 700)
            {
                x[i] += 0.25;
            }

            double[] values = new double[8];
            System.Threading.Tasks.Parallel.For(0, 8, i => values[i] = objective.Value(theta, new EvaluationOptions { MaxDegreeOfParallelism = 1 + i % 2 }));
            double expectedValue = new FObjective(x.ToArray(), y).Value(theta);
            if (values.Any(v => v != expectedValue))
            {
                return (values, [expectedValue]);
            }
        }

        return ([1], [1]);
        """, 0);

    [Fact]
    public void Items_that_are_replaced_are_seen() => Check("""
        objective.Value(theta);
        objective.ReplaceItems(10..20, () => Array.Fill(x, 3, 10, 10));
        return ([objective.Value(theta)], [new FObjective(x.ToArray(), y).Value(theta)]);
        """, 0);

    [Theory]
    [InlineData("x.AsMemory()")]
    [InlineData("new Memory<double>(x)")]
    [InlineData("Column.From(x)")]
    public void Columns_of_every_kind(string column) => Check($$"""
        var other = new FObjective({{column}}, y);
        double first = other.Value(theta), second = other.Value(theta);
        x[^1] += 1;
        return ([first - second, other.Value(theta), calls], [0, new FObjective(x.ToArray(), y).Value(theta), x.Length + x.Length % 1024]);
        """, 0);

    [Fact]
    public void One_value_for_all_items() => Check("""
        var other = new FObjective(x[0], y);
        double first = other.Value(theta);
        return ([first, other.Value(theta)], [first, Enumerable.Range(0, y.Length).Average(i => F(theta[0], theta[1], x[0], y[i]))]);
        """, 1e-13);

    [Fact]
    public void A_file_that_changes() => Check("""
        string path = System.IO.Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllBytes(path, System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(x).ToArray());
            using MappedColumn<double> mapped = Column.FromFile<double>(path);
            var other = new FObjective(mapped, y);
            double first = other.Value(theta), before = objective.Value(theta);
            x[12_345] += 1;
            using (var stream = System.IO.File.Open(path, System.IO.FileMode.Open, System.IO.FileAccess.ReadWrite, System.IO.FileShare.ReadWrite))
            {
                stream.Position = 12_345 * 8;
                stream.Write(BitConverter.GetBytes(x[12_345]));
            }

            return ([first, other.Value(theta), other.Value(theta)], [before, objective.Value(theta), objective.Value(theta)]);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
        """, 0);

    /// <summary>Structs, and objects that are changed where they are.</summary>
    [Theory]
    [InlineData("public record struct Point(double X, double Y);", "points[2222].X += 1;")]
    [InlineData("public record struct Point(double X, double Y) { public string Name = \"\"; }", "points[2222].X += 1;")]
    [InlineData("public sealed record Point(double X, double Y) { public double X { get; set; } = X; }", "points[2222].X += 1;")]
    [InlineData("public sealed record Point(double X, double Y) { public double X { get; set; } = X; }", "points[2222] = points[1];")]
    public void Composite_items(string type, string change) => Check($$"""
        Point[] points = [.. x.Zip(y, (a, b) => new Point(a, b))];
        var other = new GObjective(points);
        double first = other.Value(theta);
        int once = calls;
        other.Value(theta);
        {{change}}
        return ([once, calls, other.Value(theta)], [x.Length, x.Length, new GObjective(points.ToArray()).Value(theta)]);
        """, 0, $$"""
        {{type}}

        [Loss]
        public static double G([Theta] double a, [Theta] double b, Point p)
        {
            double t = Counted(p.X);
            return Math.Exp(a * t) + b * p.Y;
        }
        """);

    [Theory]
    [InlineData("Rows.Of(x, 4)")]
    [InlineData("Enumerable.Range(0, 10_000).Select(i => x[(4 * i)..(4 * i + 4)]).ToArray()")]
    public void Rows_of_every_kind(string rows) => Check($$"""
        double[][]? arrays = null;
        Rows<double> bound = {{(rows.StartsWith("Rows", StringComparison.Ordinal) ? rows : $"arrays = {rows}")}};
        var other = new GObjective(bound, y.AsMemory(0, 10_000));
        double first = other.Value(theta);
        int once = calls;
        double second = other.Value(theta);
        (arrays is null ? ref x[4 * 1500 + 1] : ref arrays[1500][1]) += 0.5;
        x[4 * 1500 + 1] = arrays is null ? x[4 * 1500 + 1] : arrays[1500][1];
        double third = other.Value(theta);
        return ([once, second, calls, third], [40_000, first, 40_000 + 4 * 1024, new GObjective(Rows.Of(x.ToArray(), 4), y.AsMemory(0, 10_000)).Value(theta)]);
        """, 0, """
        [Loss]
        public static double G([Theta] double a, [Theta] double b, ReadOnlySpan<double> row, double y)
        {
            double t = 0;
            for (int k = 0; k < row.Length; k++)
            {
                t += Counted(row[k]);
            }

            return Math.Exp(a * t) + b * y;
        }
        """);

    /// <summary>The rows of an array of arrays may change in length.</summary>
    [Fact]
    public void Rows_that_become_longer() => Check("""
        double[][] rows = [[1, 2], [3], [0, 0, 4]];
        var other = new GObjective(rows, new double[] { 1, 2, 3 });
        double first = other.Value(theta);
        (rows[0], rows[1]) = ([1], [2, 3]);
        double second = other.Value(theta);
        rows[2] = [0, 0, 0, 4];
        return ([second, other.Value(theta)], [new GObjective([[1], [2, 3], [0, 0, 4]], new double[] { 1, 2, 3 }).Value(theta), new GObjective(rows.ToArray(), new double[] { 1, 2, 3 }).Value(theta)]);
        """, 0, """
        [Loss]
        public static double G([Theta] double a, [Theta] double b, ReadOnlySpan<double> row, double y)
        {
            double t = 0;
            for (int k = 0; k < row.Length; k++)
            {
                t = Math.Exp(row[k] - t * 0.5);
            }

            return Math.Exp(a * t) + b * y;
        }
        """);

    [Fact]
    public void What_it_throws_comes_out_each_time_and_not_when_the_data_are_right_again() => Check("""
        double before = objective.Value(theta), kept = x[3000];
        x[3000] = -1;
        int thrown = 0;
        for (int i = 0; i < 2; i++)
        {
            try
            {
                objective.Value(theta);
            }
            catch (ArgumentOutOfRangeException e) when (e.ParamName == "value")
            {
                thrown++;
            }
        }

        x[3000] = kept;
        return ([thrown, objective.Value(theta)], [2, before]);
        """, 0);

    [Fact]
    public void Nothing_is_allocated_when_all_is_kept() => Check("""
        var options = new EvaluationOptions { MaxDegreeOfParallelism = 1 };
        for (int i = 0; i < 3; i++)
        {
            objective.ValueAndGradient(theta, actual.AsSpan(1), options);
            objective.Value(theta, 100..300, options);
        }

        long[] allocated = new long[5];
        for (int i = 0; i < allocated.Length; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            objective.ValueAndGradient(theta, actual.AsSpan(1), options);
            objective.Value(theta, 100..300, options);
            allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return ([allocated[^1], 1], [0, 1]);
        """, 0);

    [Fact]
    public void The_plan_says_what_is_computed_once() => Assert.Contains(
        "once for the data set, from the data alone: root = counted(x)", Invoke("return (actual, expected);", "objective.ToString()").Text, StringComparison.Ordinal);

    [Fact]
    public void The_plan_says_that_compensated_passes_compute_it() => Assert.Contains(
        "for each pass, from the data alone: root = counted(x)", Invoke("return (actual, expected);", "objective.WithCompensatedSums().ToString()").Text, StringComparison.Ordinal);

    private static void Check(string script, double error = 0, string members = "", string[]? roots = null)
    {
        foreach (string root in roots ?? Roots[..1])
        {
            (double[] actual, double[] expected) = Invoke(script, "\"\"", members, root).Numbers;
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], error * Math.Max(1, Math.Abs(e))));
            Assert.Contains(expected, e => e != 0);
        }
    }

    private static void HaveSameBits(string script)
    {
        foreach (string root in Roots)
        {
            (double[] actual, double[] expected) = Invoke(script, "\"\"", "", root).Numbers;
            Assert.Equal(Array.ConvertAll(expected, BitConverter.DoubleToInt64Bits), Array.ConvertAll(actual, BitConverter.DoubleToInt64Bits));
            Assert.DoesNotContain(0, expected);
        }
    }

    private static ((double[] Actual, double[] Expected) Numbers, string Text) Invoke(string script, string text, string members = "", string root = "Counted(x)")
    {
        GeneratorRun run = GeneratorRunner.Run($$"""
            #nullable enable
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using SymGrad;

            public static partial class Losses
            {
                static int calls;
                static readonly double[] x = Enumerable.Range(0, 40_000).Select(i => 1 + Math.Sin(1.7 * i)).ToArray();
                static readonly double[] y = Enumerable.Range(0, 40_000).Select(i => Math.Cos(2.3 * i)).ToArray();
                static readonly Objective<double> objective = new FObjective(x, y);

                {{members}}

                static int[] Items => Enumerable.Range(0, 3000).Select(i => i * 7919 % x.Length).ToArray();

                public static double Counted(double value)
                {
                    System.Threading.Interlocked.Increment(ref calls);
                    return value >= 0 || double.IsNaN(value) ? Math.Sqrt(value) : throw new ArgumentOutOfRangeException(nameof(value));
                }

                [DerivativeOf(typeof(Losses), nameof(Counted))]
                public static double CountedDerivative(double value) => 0.5 / Math.Sqrt(value);

                [Loss]
                public static double F([Theta] double a, [Theta] double b, double x, double y)
                {
                    double root = {{root}};
                    return Math.Exp(a * root) + b * y * a * root;
                }

                [Loss]
                public static double Ridge([Theta] double a) => a * a;

                static IEnumerable<(int Start, int Length)> Batches()
                {
                    int[] lengths = [700, 3000, 1];
                    for ((int i, int start) = (0, 0); start < x.Length; start += lengths[i++ % 3])
                    {
                        yield return (start, Math.Min(lengths[i % 3], x.Length - start));
                    }
                }

                static StreamedObjective<double> Stream()
                    => StreamedObjective.Over(Batches(), b => new FObjective(x.AsMemory(b.Start, b.Length), y.AsMemory(b.Start, b.Length)));

                static (double[] Actual, double[] Expected) Script()
                {
                    double[] theta = [0.8, -0.5], actual = new double[3], expected = new double[3];
                    {{script}}
                }

                public static ((double[] Actual, double[] Expected), string Text) Run() => (Script(), {{text}});
            }
            """);
        using var assembly = LoadedAssembly.Load(run.Output);
        return (((double[], double[]), string))assembly.Assembly.GetType("Losses")!.GetMethod("Run")!.Invoke(null, null)!;
    }
}
