using System;
using System.Linq;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

public sealed class ObjectiveTests
{
    private static readonly double[] X = [1, 2, 3, 4];
    private static readonly double[] Y = [2, 3, 5, 9];
    private static readonly double[] Theta = [0.5, -0.25];

    [Theory]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(5000)]
    public void Gradient_of_the_mean_is_the_mean_of_the_gradients(int count)
    {
        double[] x = TestData.IllScaled(count, 1);
        double[] y = TestData.IllScaled(count, 2);
        var objective = new SquaredError<double>(x, y);
        double[] gradient = new double[2];
        double value = objective.ValueAndGradient(Theta, gradient);

        var items = x.Zip(y, (xi, yi) => SquaredError<double>.Item(Theta[0], Theta[1], xi, yi)).ToArray();
        AssertClose(items.Average(item => item.Value), value, items.Average(item => Math.Abs(item.Value)));
        AssertClose(items.Average(item => item.Slope), gradient[0], items.Average(item => Math.Abs(item.Slope)));
        AssertClose(items.Average(item => item.Intercept), gradient[1], items.Average(item => Math.Abs(item.Intercept)));
    }

    [Fact]
    public void Sum_is_the_mean_times_the_number_of_items()
    {
        double[] mean = new double[2];
        double[] sum = new double[2];
        double meanValue = new SquaredError<double>(X, Y).ValueAndGradient(Theta, mean);
        double sumValue = new SquaredError<double>(X, Y, Aggregation.Sum).ValueAndGradient(Theta, sum);
        Assert.Equal(4 * meanValue, sumValue);
        Assert.Equal([4 * mean[0], 4 * mean[1]], sum);
    }

    [Fact]
    public void Value_and_gradient_together_are_those_apart()
    {
        double[] x = TestData.IllScaled(3000, 3);
        double[] y = TestData.IllScaled(3000, 4);
        var objective = new SquaredError<double>(x, y);
        double[] together = new double[2];
        double[] apart = new double[2];
        double value = objective.ValueAndGradient(Theta, together);
        objective.Gradient(Theta, apart);
        Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(objective.Value(Theta)));
        Assert.Equal(TestData.BitsOf(together), TestData.BitsOf(apart));
    }

    [Fact]
    public void Mini_batch_is_the_objective_of_its_items()
    {
        double[] x = TestData.IllScaled(5000, 5);
        double[] y = TestData.IllScaled(5000, 6);
        var objective = new SquaredError<double>(x, y);
        var part = new SquaredError<double>(x[700..3900], y[700..3900]);
        double[] expected = new double[2];
        double[] actual = new double[2];
        double expectedValue = part.ValueAndGradient(Theta, expected);
        double actualValue = objective.ValueAndGradient(Theta, 700..3900, actual);
        Assert.Equal(TestData.BitsOf(expectedValue), TestData.BitsOf(actualValue));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
        Assert.Equal(TestData.BitsOf(expectedValue), TestData.BitsOf(objective.Value(Theta, 700..^1100)));
        objective.Gradient(Theta, 700..3900, actual);
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
    }

    [Fact]
    public void Mini_batch_divides_by_its_own_size()
    {
        var objective = new SquaredError<double>(X, Y);
        double first = objective.Value(Theta, 0..2);
        double second = objective.Value(Theta, 2..4);
        Assert.Equal(objective.Value(Theta), (first + second) / 2, 1e-12);
        double only = Y[3] - ((Theta[0] * X[3]) + Theta[1]);
        Assert.Equal(only * only, objective.Value(Theta, ^1..));
    }

    [Fact]
    public void Gradient_may_overwrite_theta()
    {
        double[] x = TestData.IllScaled(3000, 7);
        double[] y = TestData.IllScaled(3000, 8);
        var objective = new SquaredError<double>(x, y);
        double[] expected = new double[2];
        double value = objective.ValueAndGradient(Theta, expected);

        double[] same = [.. Theta];
        Assert.Equal(value, objective.ValueAndGradient(same, same));
        Assert.Equal(expected, same);

        double[] shifted = [.. Theta, 0];
        Assert.Equal(value, objective.ValueAndGradient(shifted.AsSpan(0, 2), shifted.AsSpan(1, 2)));
        Assert.Equal(expected, shifted[1..]);
    }

    [Fact]
    public void Single_precision_losses_are_summed_in_double()
    {
        // 2²⁴ ones in front: in single precision, adding 1 to 2²⁴ changes nothing.
        float[] y = [4096f, .. Enumerable.Repeat(1f, 3000)];
        float[] x = new float[y.Length];
        var objective = new SquaredError<float>(x, y, Aggregation.Sum);
        Assert.Equal(16777216f + 3000f, objective.Value([0f, 0f]));
    }

    [Fact]
    public void Sum_beyond_single_precision_is_infinite()
    {
        float[] y = [1.8e19f, 1.8e19f];
        Assert.Equal(float.PositiveInfinity, new SquaredError<float>(new float[2], y, Aggregation.Sum).Value([0f, 0f]));
        Assert.Equal(3.24e38f, new SquaredError<float>(new float[2], y).Value([0f, 0f]), 1e34f);
    }

    [Fact]
    public void NaN_in_NaN_out()
    {
        var objective = new SquaredError<double>(X, Y);
        double[] gradient = new double[2];
        Assert.Equal(double.NaN, objective.ValueAndGradient([double.NaN, 0], gradient));
        Assert.Equal([double.NaN, double.NaN], gradient);
    }

    [Fact]
    public void Constant_column_has_its_value_for_every_item()
    {
        double[] x = TestData.IllScaled(2500, 9);
        double[] constant = [.. Enumerable.Repeat(3.5, x.Length)];
        double[] expected = new double[2];
        double[] actual = new double[2];
        double value = new SquaredError<double>(x, constant).ValueAndGradient(Theta, expected);
        Assert.Equal(value, new SquaredError<double>(x, 3.5).ValueAndGradient(Theta, actual));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Loss_without_data_has_one_item_and_makes_no_data_passes()
    {
        var objective = new Power<double>("Ridge", isSquare: true, "a", "b");
        double[] gradient = new double[2];
        Assert.Equal(25, objective.ValueAndGradient([3, -4], gradient));
        Assert.Equal([6, -8], gradient);
        Assert.Equal(1, objective.Count);
        Assert.Equal(0, objective.DataPassCount);
    }

    [Fact]
    public void Passes_over_data_are_counted()
    {
        var objective = new SquaredError<double>(X, Y);
        Assert.Equal(0, objective.DataPassCount);
        objective.Value(Theta);
        objective.Gradient(Theta, new double[2]);
        objective.ValueAndGradient(Theta, 0..2, new double[2]);
        Assert.Equal(3, objective.DataPassCount);
    }

    [Fact]
    public void Changed_arrays_are_seen_by_the_next_pass()
    {
        double[] y = [.. Y];
        var objective = new SquaredError<double>(X, y);
        double before = objective.Value(Theta);
        y[0] += 1;
        Assert.NotEqual(before, objective.Value(Theta));
    }

    private static void AssertClose(double expected, double actual, double scale)
        => Assert.InRange(actual, expected - (1e-13 * scale), expected + (1e-13 * scale));
}
