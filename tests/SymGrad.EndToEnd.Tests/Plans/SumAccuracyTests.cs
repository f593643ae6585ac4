using System;
using System.Linq;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Plans;

/// <summary>Value and gradient by sums are no less accurate than by a pass over the items, on data made to cancel.</summary>
public sealed class SumAccuracyTests(PlanLosses losses) : IClassFixture<PlanLosses>
{
    private const int ItemCount = 3000;

    public static TheoryData<string, int, double, double, double> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, double, double, double>();
            foreach ((string loss, int power) in new[] { ("Line", 2), ("Quartic", 4) })
            {
                foreach (double offset in new[] { 0, 1e4, -1e8, 1e12 })
                {
                    foreach (double noise in new[] { 1e3, 1, 1e-4, 1e-9 })
                    {
                        cases.Add(loss, power, offset, 1, noise);
                    }
                }

                cases.Add(loss, power, 0, 1e-12, 1e-12);
                cases.Add(loss, power, 0, 1e15, 1e3);
                cases.Add(loss, power, 1e-3, 1e-7, 1e-20);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sums_are_no_less_accurate_than_a_pass(string loss, int power, double offset, double spread, double noise)
    {
        (double[] x, double[] y) = PlanData.Line(ItemCount, 7, offset, spread, noise);
        Objective<double> bySums = losses.Create(loss, x, y, Aggregation.Sum).WithPlan(PlanKind.Sums);
        Objective<double> byPass = losses.Create(loss, x, y, Aggregation.Sum).WithPlan(PlanKind.PerItem);
        var random = new Random(3);
        foreach (double distance in new[] { 1, 1e-3, 1e-7, 1e-12, 0 })
        {
            double[] theta = [3 + (distance * random.NextDouble()), -2 + (distance * random.NextDouble())];
            double[] exact = PlanData.Exact(power, theta, x, y);
            double[] sums = PlanData.Evaluate(bySums, theta);
            double[] pass = PlanData.Evaluate(byPass, theta);

            // The gradient is judged as a whole: a pass can be right in one component by luck.
            double slack = 4e-16 * Math.Abs(exact[0]);
            Assert.True(
                Math.Abs(sums[0] - exact[0]) <= Math.Max(slack, Math.Abs(pass[0] - exact[0])),
                $"value at {distance}: {sums[0]:R} by sums, {pass[0]:R} by a pass, exactly {exact[0]:R}; {bySums.Plan}");
            double sumsError = GradientError(sums, exact);
            Assert.True(
                sumsError <= Math.Max(4e-16, GradientError(pass, exact)),
                $"gradient at {distance}: error {sumsError} by sums, {GradientError(pass, exact)} by a pass; {bySums.Plan}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_pass_over_items_that_cancel_is_as_exact_as_documented(int seed)
    {
        // Each item is exactly its y, a multiple of 2⁻²⁰, and each comes with its opposite somewhere else; 100 is left over.
        var random = new Random(seed);
        long[] units = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextInt64(1L << 40))];
        double[] y = [.. units.Concat(units.Select(u => -u)).Append(100L << 20).Select(u => u / 1048576.0)];
        random.Shuffle(y);
        Objective<double> pass = losses.Create("Softplus", new double[y.Length], y, Aggregation.Sum).WithPlan(PlanKind.PerItem);
        double bound = y.Sum(Math.Abs) / Math.ScaleB(1, 50);
        double[] found = PlanData.Evaluate(pass, [0, 1]);
        Assert.Equal(100, found[0], bound);
        Assert.Equal(200, found[2], 2 * bound);
        double[] compensated = PlanData.Evaluate(pass.WithCompensatedSums(), [0, 1]);
        Assert.Equal([100, 0, 200], compensated);
    }

    [Theory]
    [InlineData("Line")]
    [InlineData("Quartic")]
    [InlineData("Growth")]
    [InlineData("Lopsided")]
    public void Plans_agree_on_random_data(string loss)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            (double[] x, double[] y) = PlanData.Line(2000, seed, seed - 4, Math.Pow(10, seed - 5), Math.Pow(10, (seed % 3) - 1));
            Objective<double> bySums = losses.Create(loss, x, y);
            for (int step = 0; step < 4; step++)
            {
                double[] theta = [1 + (0.3 * step), 0.5 - (0.2 * step)];
                double[] expected = PlanData.Evaluate(bySums.WithPlan(PlanKind.PerItem), theta);
                Assert.All(PlanData.Evaluate(bySums, theta), (actual, i) => Assert.Equal(expected[i], actual, 1e-11 * Scale(expected)));
                Assert.Equal(PlanKind.Sums, bySums.Plan.Kind);
            }
        }
    }

    [Fact]
    public void A_perfect_fit_is_left_to_the_items()
    {
        double[] x = [.. Enumerable.Range(0, 500).Select(i => (double)i)];
        double[] y = [.. x.Select(v => (3 * v) - 2)];
        Objective<double> objective = losses.Create("Line", x, y);
        Assert.Equal([0.0, 0.0, 0.0], PlanData.Evaluate(objective, [3, -2]));
        Assert.Contains("1 evaluation by a pass, for digits", objective.Plan.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(0.5)]
    [InlineData(800)]
    public void Functions_of_theta_have_their_stable_form_in_sums_too(double rate)
    {
        double[] x = [.. Enumerable.Range(0, 500).Select(i => 1 + (i / 500.0))];
        Objective<double> objective = losses.Create("Softplus", x, (double[])x.Clone(), Aggregation.Sum).WithPlan(PlanKind.Sums);
        double[] actual = PlanData.Evaluate(objective, [rate, 0]);
        double softplus = rate < -30 ? Math.Exp(rate) : rate > 30 ? rate : Math.Log(1 + Math.Exp(rate));
        Assert.Equal(softplus * x.Sum(), actual[0], 1e-14 * softplus * x.Sum());
        Assert.Equal(x.Sum() / (1 + Math.Exp(-rate)), actual[1], 1e-14 * x.Sum() / (1 + Math.Exp(-rate)));
    }

    [Fact]
    public void Sums_in_single_precision_are_rounded_once()
    {
        (double[] x, double[] y) = PlanData.Line(2000, 5, 3);
        float[] narrowX = [.. x.Select(v => (float)v)];
        float[] narrowY = [.. y.Select(v => (float)v)];
        var objective = ((Objective<float>)losses.CreateAny("SingleLine", narrowX, narrowY, Aggregation.Sum)).WithPlan(PlanKind.Sums);
        float[] gradient = new float[2];
        float value = objective.ValueAndGradient([2.5f, -1f], gradient);
        double[] exact = PlanData.Exact(2, [2.5, -1], [.. narrowX.Select(v => (double)v)], [.. narrowY.Select(v => (double)v)]);
        Assert.Equal([(float)exact[0], (float)exact[1], (float)exact[2]], [value, .. gradient]);
    }

    private static double GradientError(double[] actual, double[] exact)
        => Enumerable.Range(1, actual.Length - 1).Max(i => exact[i] == 0 ? Math.Abs(actual[i]) : Math.Abs((actual[i] - exact[i]) / exact[i]));

    private static double Scale(double[] results) => results.Max(Math.Abs);
}
