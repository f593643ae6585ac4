using System;
using System.Linq;
using System.Reflection;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Plans;

/// <summary>Losses with arrays whose items are linear in what is computed from θ alone: one pass over the data, and none after it.</summary>
public sealed class LinearSumsTests(LinearSumsTests.Losses losses) : IClassFixture<LinearSumsTests.Losses>
{
    private const int Count = 4000;

    private static readonly double[] xs = [.. Enumerable.Range(0, Count).Select(i => Math.Sin(i * 0.37) + 1.5)];
    private static readonly int[] labels = [.. Enumerable.Range(0, Count).Select(i => (i * i + 3 * i) % 5)];
    private static readonly double[] counts = [.. Enumerable.Range(0, 5 * Count).Select(i => (double)(i * 7 % 11))];

    public static TheoryData<string> Names => ["Norm", "Labels", "Counts", "Temperature"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sums_give_what_the_items_do_without_the_items(string loss)
    {
        Objective<double> objective = losses.Create(loss);
        Objective<double> items = losses.Create(loss).WithPlan(PlanKind.PerItem);
        Assert.Equal(PlanKind.Sums, objective.Plan.Kind);
        for (int step = 0; step < 20; step++)
        {
            double[] theta = [.. Enumerable.Range(0, objective.ParameterCount).Select(j => Math.Cos((step * 1.3) + j))];
            double[] expected = PlanData.Evaluate(items, theta);
            double scale = expected.Max(Math.Abs);
            Assert.All(PlanData.Evaluate(objective, theta).Zip(expected), p => Assert.Equal(p.Second, p.First, 1e-13 * scale));
        }

        Assert.Equal(2, objective.DataPassCount);
        Assert.Equal(20, items.DataPassCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_same_sums(string loss)
    {
        double[][] results = [.. new[] { 1, 2, 3, 8, 64 }.Select(threads =>
        {
            Objective<double> objective = losses.Create(loss);
            double[] theta = [.. Enumerable.Range(0, objective.ParameterCount).Select(j => Math.Cos(j))];
            double[] gradient = new double[theta.Length];
            double value = objective.ValueAndGradient(theta, gradient, new EvaluationOptions { MaxDegreeOfParallelism = threads });
            return (double[])[value, .. gradient];
        })];
        Assert.All(results, r => Assert.Equal(results[0].Select(BitConverter.DoubleToInt64Bits), r.Select(BitConverter.DoubleToInt64Bits)));
    }

    [Fact]
    public void A_value_that_cancels_comes_from_the_items()
    {
        // Each item is nearly zero: the differences of x and exp(w₀) have the digits that their sums do not.
        Objective<double> objective = losses.CreateOf("Close", Enumerable.Range(0, Count).Select(i => 1 + (1e-9 * i)).ToArray(), 2);
        double[] theta = [5e-10, 2];
        double[] expected = PlanData.Evaluate(objective.WithPlan(PlanKind.PerItem), theta);
        Assert.Equal(expected[0], PlanData.Evaluate(objective, theta)[0]);
        Assert.Equal(PlanKind.Sums, objective.Plan.Kind);
        Assert.Contains("1 evaluation by a pass, for digits", objective.Plan.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Squared", PlanKind.PerItem, PlanKind.Taylor)] // Not linear in the norm.
    [InlineData("Logistic", PlanKind.PerItem)]
    public void Other_losses_have_no_such_sums(string loss, params PlanKind[] plans)
        => Assert.Equal(plans, losses.CreateOf(loss, xs, 3).AvailablePlans);

    [Fact]
    public void Data_that_are_not_finite_go_by_the_items()
    {
        double[] data = [.. xs];
        data[17] = double.PositiveInfinity;
        Objective<double> objective = losses.CreateOf("Norm", data, 3);
        Assert.Equal(double.PositiveInfinity, objective.Value([1, 2, 3]));
        Assert.Equal(PlanKind.PerItem, objective.Plan.Kind);
    }

    [Fact]
    public void Items_that_are_added_are_added_to_the_sums()
    {
        Objective<double> objective = losses.CreateOf("Norm", xs[..3000], 3);
        Objective<double> longer = losses.CreateOf("Norm", xs, 3);
        double[] theta = [0.3, -1, 2];
        PlanData.Evaluate(objective, theta);
        longer.ReuseSums(objective, removed: 0..0, added: 3000..Count);
        double[] expected = PlanData.Evaluate(longer.WithPlan(PlanKind.PerItem), theta);
        Assert.All(PlanData.Evaluate(longer, theta).Zip(expected), p => Assert.Equal(p.Second, p.First, 1e-13));
    }

    public sealed class Losses : IDisposable
    {
        private const string Source = """
            using System;
            using SymGrad;

            public static partial class Losses
            {
                private static double Magnitude(ReadOnlySpan<double> w)
                {
                    double sum = 0;
                    for (int i = 0; i < w.Length; i++)
                    {
                        sum += w[i] * w[i];
                    }

                    return Math.Sqrt(sum + 1);
                }

                private static double LogSumExp(ReadOnlySpan<double> w)
                {
                    double sum = 0;
                    for (int i = 0; i < w.Length; i++)
                    {
                        sum += Math.Exp(w[i]);
                    }

                    return Math.Log(sum);
                }

                [Loss]
                public static double Norm([Theta] ReadOnlySpan<double> w, double x) => Magnitude(w) * x + 0.1 * w[0] * x * x;

                [Loss]
                public static double Labels([Theta] ReadOnlySpan<double> w, int label) => LogSumExp(w) - w[label];

                [Loss]
                public static double Counts([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> counts)
                {
                    double normalizer = LogSumExp(w);
                    double sum = 0;
                    for (int k = 0; k < counts.Length; k++)
                    {
                        sum += counts[k] * (normalizer - w[k]);
                    }

                    return sum;
                }

                [Loss]
                public static double Temperature([Theta] ReadOnlySpan<double> w, int label, double x)
                {
                    Span<double> probabilities = stackalloc double[5];
                    double sum = 0;
                    for (int k = 0; k < 5; k++)
                    {
                        probabilities[k] = Math.Exp(w[k] / 2);
                        sum += probabilities[k];
                    }

                    for (int k = 0; k < 5; k++)
                    {
                        probabilities[k] /= sum;
                    }

                    return x * probabilities[label] + sum;
                }

                [Loss]
                public static double Close([Theta] ReadOnlySpan<double> w, double x) => (Math.Exp(w[0]) - x) * 1e6 + 0 * Magnitude(w);

                [Loss]
                public static double Squared([Theta] ReadOnlySpan<double> w, double x) => (Magnitude(w) - x) * (Magnitude(w) - x);

                [Loss]
                public static double Logistic([Theta] ReadOnlySpan<double> w, double x) => Math.Log(1 + Math.Exp(Magnitude(w) * x));
            }
            """;

        private readonly GeneratorRun run = GeneratorRunner.Run(Source);
        private readonly LoadedAssembly assembly;

        public Losses() => assembly = LoadedAssembly.Load(run.Output);

        public Objective<double> Create(string loss) => loss switch
        {
            "Norm" => CreateOf(loss, xs, 3),
            "Labels" => Make(loss, (Column<int>)labels, (Shape)5),
            "Counts" => Make(loss, Rows.Of(counts, 5), (Shape)5),
            _ => Make(loss, (Column<int>)labels, (Column<double>)xs, (Shape)5),
        };

        public Objective<double> CreateOf(string loss, double[] x, int length) => Make(loss, (Column<double>)x, (Shape)length);

        public void Dispose()
        {
            assembly.Dispose();
            run.Dispose();
        }

        private Objective<double> Make(string loss, params object[] arguments)
        {
            ConstructorInfo constructor = assembly.Assembly.GetType("Losses")!.GetNestedType(loss + "Objective")!.GetConstructors().Single();
            return (Objective<double>)constructor.Invoke([.. arguments, Aggregation.Mean]);
        }
    }
}
