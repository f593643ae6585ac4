using System;
using System.Linq;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Plans;

/// <summary>The minimum of quadratic objectives in closed form, and what is said where there is none or more than one.</summary>
public sealed class MinimumTests(PlanLosses losses) : IClassFixture<PlanLosses>
{
    private static readonly (double[] X, double[] Y) Data = PlanData.Line(1000, 4, 2);

    [Fact]
    public void The_least_squares_line_is_that_of_the_textbook()
    {
        (double[] x, double[] y) = Data;
        double meanX = x.Average();
        double meanY = y.Average();
        double slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        QuadraticMinimum<double> minimum = losses.Create("Line", x, y).FindMinimum();
        Assert.Equal(MinimumKind.Unique, minimum.Kind);
        Assert.Equal(2, minimum.Rank);
        Assert.Empty(minimum.Undetermined);
        Assert.Equal(slope, minimum.Theta[0], 1e-12);
        Assert.Equal(meanY - (slope * meanX), minimum.Theta[1], 1e-11);
        Assert.Equal(losses.Create("Line", x, y).Value([.. minimum.Theta]), minimum.Value);
    }

    [Fact]
    public void A_weighted_line_and_one_in_single_precision()
    {
        (double[] x, double[] y) = Data;
        QuadraticMinimum<double> lopsided = losses.Create("Lopsided", x, y).FindMinimum();
        double[] gradient = new double[2];
        losses.Create("Lopsided", x, y).Gradient([.. lopsided.Theta], gradient);
        Assert.All(gradient, g => Assert.Equal(0, g, 1e-12));

        var single = (Objective<float>)losses.CreateAny("SingleLine", x.Select(v => (float)v).ToArray(), y.Select(v => (float)v).ToArray());
        QuadraticMinimum<double> expected = losses.Create(
            "Line", x.Select(v => (double)(float)v).ToArray(), y.Select(v => (double)(float)v).ToArray()).FindMinimum();
        Assert.Equal(expected.Theta.Select(t => (float)t), single.FindMinimum().Theta);
    }

    [Fact]
    public void Units_of_the_parameters_do_not_matter()
    {
        (double[] x, double[] y) = Data;
        QuadraticMinimum<double> plain = losses.Create("Line", x, y).FindMinimum();
        QuadraticMinimum<double> scaled = losses.Create("Line", x.Select(v => v * Math.ScaleB(1, -140)).ToArray(), y).FindMinimum();
        Assert.Equal(plain.Theta[0], scaled.Theta[0] * Math.ScaleB(1, -140));
        Assert.Equal(plain.Theta[1], scaled.Theta[1]);
    }

    [Fact]
    public void Equal_columns_leave_their_weights_open()
    {
        var random = new Random(5);
        double[] rows = [.. Enumerable.Range(0, 300).SelectMany(_ =>
        {
            double first = random.NextDouble();
            return (double[])[first, random.NextDouble(), 2 * first, random.NextDouble()];
        })];
        double[] y = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())];
        Objective<double> objective = losses.Create("Row", Rows.Of<double>(rows, 4), y, 4);
        QuadraticMinimum<double> minimum = objective.FindMinimum();
        Assert.Equal(MinimumKind.NotUnique, minimum.Kind);
        Assert.Equal(4, minimum.Rank);
        Assert.Equal(["weights[0]", "weights[2]"], minimum.Undetermined);
        Assert.Contains("leave open weights[0], weights[2]", minimum.Message, StringComparison.Ordinal);
        double[] gradient = new double[5];
        objective.Gradient([.. minimum.Theta], gradient);
        Assert.All(gradient, g => Assert.Equal(0, g, 1e-12));
    }

    [Fact]
    public void One_item_leaves_a_line_open()
    {
        QuadraticMinimum<double> minimum = losses.Create("Line", new double[] { 2, 2 }, new double[] { 1, 3 }).FindMinimum();
        Assert.Equal(MinimumKind.NotUnique, minimum.Kind);
        Assert.Equal(["slope", "intercept"], minimum.Undetermined);
        Assert.Equal(2, (minimum.Theta[0] * 2) + minimum.Theta[1], 1e-14);
        Assert.Equal(1, minimum.Value, 1e-14);
    }

    [Theory]
    [InlineData("Saddle", "curves downwards")]
    [InlineData("Slide", "falls for ever")]
    [InlineData("Deviation", "falls for ever")]
    public void There_is_no_minimum(string loss, string reason)
    {
        QuadraticMinimum<double> minimum = losses.Create(loss, Data.X, Data.Y).FindMinimum();
        Assert.Equal(MinimumKind.None, minimum.Kind);
        Assert.Empty(minimum.Theta);
        Assert.Equal(double.NaN, minimum.Value);
        Assert.Contains(reason, minimum.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Line")]
    [InlineData("Slide")]
    [InlineData("Deviation")]
    public void A_quadratic_regulariser_takes_part(string loss)
    {
        Objective<double> objective = losses.Create(loss, Data.X, Data.Y).WithRegularizer(losses.Create("Ridge"), 0.25);
        QuadraticMinimum<double> minimum = objective.FindMinimum();
        Assert.Equal(MinimumKind.Unique, minimum.Kind);
        double[] gradient = new double[2];
        objective.Gradient([.. minimum.Theta], gradient);
        Assert.All(gradient, g => Assert.Equal(0, g, 1e-13));
    }

    [Fact]
    public void Other_objectives_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => losses.Create("Quartic", Data.X, Data.Y).FindMinimum());
        Objective<double> lasso = losses.Create("Line", Data.X, Data.Y).WithRegularizer(losses.Create("Lasso"), 1);
        Assert.False(lasso.IsQuadratic);
        Assert.Throws<InvalidOperationException>(() => lasso.FindMinimum());
    }

    [Fact]
    public void Data_that_are_not_finite_have_no_minimum()
        => Assert.Equal(MinimumKind.None, losses.Create("Line", new double[] { 1, double.NaN, 3 }, new double[] { 1, 2, 3 }).FindMinimum().Kind);
}
