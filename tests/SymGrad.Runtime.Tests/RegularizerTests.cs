using System;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

public sealed class RegularizerTests
{
    private static readonly double[] X = [1, 2, 3, 4];
    private static readonly double[] Y = [2, 3, 5, 9];
    private static readonly double[] Theta = [0.5, -0.25];

    [Fact]
    public void Regularizer_is_added_with_its_weight_to_parameters_of_its_names()
    {
        var data = new SquaredError<double>(X, Y);
        Objective<double> objective = data.WithRegularizer(new Power<double>("Ridge", isSquare: true, "intercept", "slope"), 0.5);
        double[] plain = new double[2];
        double[] regularized = new double[2];
        double plainValue = data.ValueAndGradient(Theta, plain);
        double value = objective.ValueAndGradient(Theta, regularized);
        Assert.Equal(plainValue + (0.5 * (0.25 + 0.0625)), value);
        Assert.Equal([plain[0] + 0.5, plain[1] - 0.25], regularized);
        Assert.Equal(value, objective.Value(Theta));
    }

    [Fact]
    public void Subset_of_the_parameters_is_matched_by_name_not_by_place()
    {
        var data = new SquaredError<double>(X, Y);
        Objective<double> objective = data.WithRegularizer(new Power<double>("Ridge", isSquare: true, "intercept"), 4);
        double[] plain = new double[2];
        double[] regularized = new double[2];
        data.Gradient(Theta, plain);
        objective.Gradient(Theta, regularized);
        Assert.Equal([plain[0], plain[1] + (4 * 2 * -0.25)], regularized);
    }

    [Theory]
    [InlineData(Aggregation.Mean)]
    [InlineData(Aggregation.Sum)]
    public void Regularizer_counts_in_full_in_a_mean_a_sum_and_a_mini_batch(Aggregation aggregation)
    {
        var data = new SquaredError<double>(X, Y, aggregation);
        Objective<double> objective = data.WithRegularizer(new Power<double>("Ridge", isSquare: true, "slope"), 8);
        Assert.Equal(data.Value(Theta) + 2, objective.Value(Theta));
        Assert.Equal(data.Value(Theta, 1..3) + 2, objective.Value(Theta, 1..3));
    }

    [Fact]
    public void Regularizers_add_up_and_leave_the_original_as_it_is()
    {
        var data = new SquaredError<double>(X, Y);
        double before = data.Value(Theta);
        Objective<double> once = data.WithRegularizer(new Power<double>("Ridge", isSquare: true, "slope"), 8);
        Objective<double> twice = once.WithRegularizer(new Power<double>("Lasso", isSquare: false, "intercept", "slope"), 2);
        Assert.Equal(before, data.Value(Theta));
        Assert.Equal(before + 2, once.Value(Theta));
        Assert.Equal(before + 2 + 0.5, twice.Value(Theta));
    }

    [Fact]
    public void Regularizer_may_have_regularizers_of_its_own()
    {
        var data = new SquaredError<double>(X, Y);
        Objective<double> elastic = new Power<double>("Ridge", isSquare: true, "slope")
            .WithRegularizer(new Power<double>("Lasso", isSquare: false, "slope"), 3);
        Assert.Equal(data.Value(Theta) + (2 * (0.25 + 1.5)), data.WithRegularizer(elastic, 2).Value(Theta));
    }

    [Fact]
    public void Affine_data_stay_summed_once_under_any_regularizer()
    {
        var data = new Deviation(X, Y);
        var ridge = new Power<double>("Ridge", isSquare: true, "θ");
        double[] gradient = new double[1];
        foreach (double weight in (double[])[0, 1, 2])
        {
            data.WithRegularizer(ridge, weight).Gradient([5], gradient);
            Assert.Equal([-2.5 + (weight * 10)], gradient);
        }

        Assert.Equal(1, data.DataPassCount);
    }

    [Fact]
    public void Single_precision_regularizer()
    {
        var data = new SquaredError<float>(TestData.ToSingle(X), TestData.ToSingle(Y));
        Objective<float> objective = data.WithRegularizer(new Power<float>("Ridge", isSquare: true, "slope"), 0.5f);
        Assert.Equal(data.Value([0.5f, -0.25f]) + 0.125f, objective.Value([0.5f, -0.25f]));
    }

    [Fact]
    public void Unknown_name_is_refused()
    {
        var thrown = Assert.Throws<ArgumentException>(
            "regularizer", () => new SquaredError<double>(X, Y).WithRegularizer(new Power<double>("Ridge", true, "slope", "bias"), 1));
        Assert.StartsWith(
            "The regulariser 'Ridge' has a parameter 'bias', which 'SquaredError' has not: its parameters are slope, intercept.",
            thrown.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Objective_with_data_is_refused()
    {
        var data = new SquaredError<double>(X, Y);
        var thrown = Assert.Throws<ArgumentException>("regularizer", () => data.WithRegularizer(data, 1));
        Assert.StartsWith("'SquaredError' is summed over 4 items of data: ", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Weight_that_is_no_number_is_refused(double number)
    {
        var ridge = new Power<double>("Ridge", true, "slope");
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(
            "weight", () => new SquaredError<double>(X, Y).WithRegularizer(ridge, number));
        Assert.StartsWith("The weight of the regulariser 'Ridge' must be a finite number.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_refused()
        => Assert.Throws<ArgumentNullException>("regularizer", () => new SquaredError<double>(X, Y).WithRegularizer(null!, 1));
}
