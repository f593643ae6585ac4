using System;
using System.Linq;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Plans;

/// <summary>Which plan runs, how often the data are gone over, and what happens where sums can't be used.</summary>
public sealed class PlanTests(PlanLosses losses) : IClassFixture<PlanLosses>
{
    [Theory]
    [InlineData("Line", "PerItem, Sums")]
    [InlineData("Quartic", "PerItem, Sums")]
    [InlineData("Growth", "PerItem, Sums")]
    [InlineData("Offset", "PerItem, Sums")]
    [InlineData("Direction", "PerItem, Sums")]
    [InlineData("Lopsided", "PerItem, Sums")]
    [InlineData("Deviation", "PerItem, ConstantGradient")]
    [InlineData("Logistic", "PerItem")]
    public void Plans_follow_from_what_the_loss_is(string loss, string plans)
    {
        (double[] x, double[] y) = PlanData.Line(10, 1);
        Objective<double> objective = losses.Create(loss, x, y);
        Assert.Equal(plans, string.Join(", ", objective.AvailablePlans));
        foreach (PlanKind missing in Enum.GetValues<PlanKind>().Except(objective.AvailablePlans))
        {
            Assert.Equal("plan", Assert.Throws<ArgumentException>(() => objective.WithPlan(missing)).ParamName);
        }
    }

    [Theory]
    [InlineData(95, PlanKind.PerItem)]
    [InlineData(96, PlanKind.Sums)]
    public void Sums_pay_from_sixteen_items_each_on(int count, PlanKind plan)
    {
        (double[] x, double[] y) = PlanData.Line(count, 1);
        Objective<double> objective = losses.Create("Line", x, y);
        Assert.Equal(plan, objective.Plan.Kind);
        Assert.Equal(PlanKind.PerItem, objective.WithPlan(PlanKind.PerItem).Plan.Kind);
        Assert.StartsWith("as asked for", objective.WithPlan(PlanKind.PerItem).Plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_are_gone_over_for_the_first_theta_only()
    {
        (double[] x, double[] y) = PlanData.Line(5000, 1);
        Objective<double> objective = losses.Create("Line", x, y);
        for (int step = 0; step < 50; step++)
        {
            PlanData.Evaluate(objective, [step, -step]);
            objective.Value([step, 0.5]);
            Assert.Equal(2, objective.DataPassCount);
        }

        objective.Value([1, 2], 10..20);
        Assert.Equal(3, objective.DataPassCount);
        objective.InvalidateSums();
        objective.Value([1, 2]);
        Assert.Equal(5, objective.DataPassCount);
    }

    [Theory]
    [InlineData("Line")]
    [InlineData("Quartic")]
    [InlineData("Growth")]
    public void Any_number_of_threads_gives_the_same_sums(string loss)
    {
        (double[] x, double[] y) = PlanData.Line(123_457, 1, 1e5);
        double[] theta = [2.9, -1.5];
        double[][] results = [.. new[] { 1, 2, 3, 8, 64 }.Select(threads =>
        {
            double[] gradient = new double[2];
            var options = new EvaluationOptions { MaxDegreeOfParallelism = threads };
            return (double[])[losses.Create(loss, x, y).WithPlan(PlanKind.Sums).ValueAndGradient(theta, gradient, options), .. gradient];
        })];
        Assert.All(results, r => Assert.Equal(results[0].Select(BitConverter.DoubleToInt64Bits), r.Select(BitConverter.DoubleToInt64Bits)));
    }

    [Theory]
    [InlineData("Offset")]
    [InlineData("Direction")]
    public void A_function_of_a_sum_is_summed_in_parts(string loss)
    {
        (double[] x, double[] y) = PlanData.Line(2000, 1);
        Objective<double> sums = losses.Create(loss, x, y);
        Objective<double> items = losses.Create(loss, x, y).WithPlan(PlanKind.PerItem);
        foreach (double first in new[] { 0.5, -3, 2, 40, -40 })
        {
            double[] expected = PlanData.Evaluate(items, [first, 0.25]);
            double[] actual = PlanData.Evaluate(sums, [first, 0.25]);
            Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-12 * Math.Max(1, Math.Abs(p.First))));
        }

        Assert.Equal(2, sums.DataPassCount);
    }

    [Theory]
    [InlineData(0, -700.0, 1000.0, -900.0)] // exp(1000) is infinite, and exp(-900) has no digits.
    [InlineData(700, -1000.0, -1000.0, -1000.0)]
    [InlineData(0, 690.0, -1000.0, 690.0)]
    [InlineData(0, 690.0, 20.0, 1.0)]
    public void Factors_that_have_no_digits_are_not_used(double first, double theta, double x, double other)
    {
        double[] xs = [.. Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? x : other)];
        Objective<double> sums = losses.Create("Offset", xs, new double[xs.Length]);
        PlanData.Evaluate(sums, [first, 0]);
        Assert.Equal(PlanData.Evaluate(sums.WithPlan(PlanKind.PerItem), [theta, 0]), PlanData.Evaluate(sums, [theta, 0]));
    }

    [Fact]
    public void Sums_that_do_not_give_what_the_items_do_are_not_used()
    {
        // x/x·θ² is θ² over the reals, and NaN where x is 0.
        (double[] x, double[] y) = PlanData.Line(500, 1);
        Objective<double> sound = losses.Create("Quotient", (double[])x.Clone(), y);
        Assert.Equal(PlanData.Evaluate(sound.WithPlan(PlanKind.PerItem), [2, 1])[0], sound.Value([2, 1]), 1e-12);
        Assert.Equal(PlanKind.Sums, sound.Plan.Kind);

        x[400] = 0;
        Objective<double> objective = losses.Create("Quotient", x, y);
        Assert.Equal(double.NaN, objective.Value([2, 1]));
        Assert.Equal(double.NaN, objective.Value([1, 1]));
        Assert.Equal(PlanKind.PerItem, objective.Plan.Kind);
        Assert.Contains("sums over these data do not give what the items do", objective.Plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Theta_that_is_not_finite_and_sums_that_overflow_are_left_to_the_items()
    {
        (double[] x, double[] y) = PlanData.Line(500, 1);
        Objective<double> objective = losses.Create("Line", x, y);
        Assert.Equal([double.NaN, double.NaN, double.NaN], PlanData.Evaluate(objective, [double.NaN, 1]));
        Assert.Equal(double.PositiveInfinity, objective.Value([0, double.PositiveInfinity]));
        Objective<double> large = losses.Create("Quartic", x.Select(v => 1e100 * v).ToArray(), y);
        Assert.Equal(large.WithPlan(PlanKind.PerItem).Value([0, 1]), large.Value([0, 1]));
        Assert.True(double.IsFinite(large.Value([0, 1])));
    }

    [Fact]
    public void Regularisers_and_plans_go_together()
    {
        (double[] x, double[] y) = PlanData.Line(500, 1);
        Objective<double> objective = losses.Create("Line", x, y).WithRegularizer(losses.Create("Ridge"), 0.5);
        double[] expected = PlanData.Evaluate(objective.WithPlan(PlanKind.PerItem), [2, 1]);
        Assert.All(PlanData.Evaluate(objective, [2, 1]), (actual, i) => Assert.Equal(expected[i], actual, 1e-13 * Math.Abs(expected[i])));
        Assert.Equal(PlanKind.Sums, objective.Plan.Kind);
    }

    [Theory]
    [InlineData("Row")]
    [InlineData("Layered")]
    public void Evaluation_by_the_Hessian_agrees_with_a_pass(string loss)
    {
        (double[] rows, double[] y) = PlanData.Line(4000, 2);
        Objective<double> objective = losses.Create(loss, Rows.Of<double>(rows, 4), (double[])y[..1000].Clone(), 4);
        Objective<double> byPass = objective.WithPlan(PlanKind.PerItem);
        var random = new Random(9);
        double[] theta = new double[5];
        double[] gradient = new double[5];
        for (int step = 0; step < 60; step++)
        {
            double[] expected = PlanData.Evaluate(byPass, theta);
            double[] actual = PlanData.Evaluate(objective, theta);
            double scale = expected.Max(Math.Abs);
            Assert.Equal(expected[0], actual[0], 4e-15 * Math.Abs(expected[0]));
            Assert.All(actual, (a, i) => Assert.Equal(expected[i], a, 1e-14 * scale));
            objective.Gradient(theta, gradient);
            theta = [.. theta.Zip(gradient, (t, g) => t - (0.02 * g) + (step % 10 == 0 ? random.NextDouble() : 0))];
        }

        Assert.Equal(PlanKind.Hessian, objective.Plan.Kind);
    }

    [Fact]
    public void Numbers_in_theta_beside_a_loop_have_a_Hessian()
    {
        (double[] rows, double[] y) = PlanData.Line(4000, 2);
        Objective<double> objective = losses.Create("Scaled", Rows.Of<double>(rows, 4), (double[])y[..1000].Clone());
        Assert.Equal("PerItem, Hessian", string.Join(", ", objective.AvailablePlans));

        QuadraticMinimum<double> minimum = objective.FindMinimum();
        double[] best = PlanData.Evaluate(objective.WithPlan(PlanKind.PerItem), [.. minimum.Theta]);
        Assert.Equal(2, minimum.Rank);
        Assert.All(best[1..], g => Assert.Equal(0, g, 1e-10 * best[0]));
        double[] expected = PlanData.Evaluate(objective.WithPlan(PlanKind.PerItem), [3, -1]);
        Assert.All(PlanData.Evaluate(objective.WithPlan(PlanKind.Hessian), [3, -1]), (a, i) => Assert.Equal(expected[i], a, 1e-13 * expected.Max(Math.Abs)));
    }

    [Fact]
    public void Once_near_the_minimum_the_Hessian_needs_no_data()
    {
        (double[] rows, double[] y) = PlanData.Line(4000, 2);
        Objective<double> objective = losses.Create("Row", Rows.Of<double>(rows, 4), (double[])y[..1000].Clone(), 4);
        double[] theta = [.. objective.FindMinimum().Theta];
        objective.Value(theta);
        long passes = objective.DataPassCount;
        for (int step = 0; step < 100; step++)
        {
            objective.Value([.. theta.Select((t, i) => t + (1e-3 * Math.Sin(step + i)))]);
        }

        Assert.Equal(passes, objective.DataPassCount);
    }

    [Fact]
    public void With_many_parameters_the_Hessian_waits_until_it_pays()
    {
        const int Width = 19;
        (double[] rows, double[] y) = PlanData.Line(200 * Width, 2);
        Objective<double> objective = losses.Create("Row", Rows.Of<double>(rows, Width), (double[])y[..200].Clone(), Width);
        for (int step = 0; step < (Width + 1) * 5 / 2; step++)
        {
            Assert.Equal(PlanKind.PerItem, objective.Plan.Kind);
            objective.Value(new double[Width + 1]);
        }

        Assert.Equal(PlanKind.Hessian, objective.Plan.Kind);
        Assert.Contains("pays from 52 evaluations on", objective.Plan.ToString(), StringComparison.Ordinal);
    }
}
