using System;
using System.Linq;
using System.Threading;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

public sealed class AffineTests
{
    private static readonly double[] X = [1, 2, 3, 6];
    private static readonly double[] Y = [4, 4, 2, 2];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradient_of_the_mean_of_y_minus_theta_x_is_minus_the_mean_of_x_for_ever(bool hasCoefficients)
    {
        var objective = new Deviation(X, Y, hasCoefficients: hasCoefficients);
        double[] gradient = new double[1];
        foreach (double theta in (double[])[0, 1, -17.5, 1e6, 1e300])
        {
            objective.Gradient([theta], gradient);
            Assert.Equal([-3.0], gradient);
        }

        Assert.Equal(1, objective.DataPassCount);
    }

    [Fact]
    public void Value_and_gradient_of_all_items_take_one_pass_between_them()
    {
        var objective = new Deviation(X, Y);
        Assert.Equal(3 - (3 * 0.5), objective.Value([0.5]));
        Assert.Equal(3 - (3 * 2.0), objective.ValueAndGradient([2], new double[1]));
        Assert.Equal(3 - (3 * 2.0), objective.Value([2], 0..4));
        Assert.Equal(1, objective.DataPassCount);
    }

    [Fact]
    public void Mini_batch_is_summed_by_a_pass_of_its_own()
    {
        var objective = new Deviation(X, Y);
        double[] gradient = new double[1];
        Assert.Equal(4 - (1.5 * 2), objective.ValueAndGradient([2], 0..2, gradient));
        Assert.Equal([-1.5], gradient);
        objective.Gradient([2], 2..4, gradient);
        Assert.Equal([-4.5], gradient);
        Assert.Equal(2, objective.DataPassCount);
    }

    [Fact]
    public void Sum_is_not_divided()
    {
        var objective = new Deviation(X, Y, Aggregation.Sum);
        double[] gradient = new double[1];
        Assert.Equal(12 - (12 * 0.25), objective.ValueAndGradient([0.25], gradient));
        Assert.Equal([-12.0], gradient);
    }

    [Fact]
    public void Invalidated_sums_are_computed_again()
    {
        double[] x = [.. X];
        var objective = new Deviation(x, Y);
        double[] gradient = new double[1];
        objective.Gradient([1], gradient);
        x[0] += 4;
        objective.Gradient([1], gradient);
        Assert.Equal([-3.0], gradient);
        objective.InvalidateSums();
        objective.Gradient([1], gradient);
        Assert.Equal([-4.0], gradient);
        Assert.Equal(2, objective.DataPassCount);
    }

    [Fact]
    public void Sums_invalidated_while_they_are_computed_are_not_kept()
    {
        double[] x = [.. X];
        var objective = new Deviation(x, Y);
        var progress = new RecordingProgress(_ =>
        {
            x[0] += 4;
            objective.InvalidateSums();
        });
        double[] gradient = new double[1];
        objective.Gradient([1], gradient, new EvaluationOptions { Progress = progress });
        Assert.Equal([-3.0], gradient);
        objective.Gradient([1], gradient);
        Assert.Equal([-4.0], gradient);
    }

    [Fact]
    public void Coefficients_are_summed_with_more_digits_than_a_double_has()
    {
        // Σx = 1 exactly; plain summation in this order loses it altogether.
        double[] x = [1e16, 1, -1e16];
        var objective = new Deviation(x, 0.0, Aggregation.Sum);
        double[] gradient = new double[1];
        double value = objective.ValueAndGradient([3], gradient);
        Assert.Equal([-1.0], gradient);
        Assert.Equal(-3, value);
    }

    [Fact]
    public void Value_is_rounded_once()
    {
        // Σy = 1 + 2⁻⁶⁰ and Σx = 1 + 2⁻⁶⁰ + 2⁻⁹⁰ do not fit a double, but at θ = 1 what is left of them does.
        double[] y = [1, Math.ScaleB(1, -60), 0];
        double[] x = [1, Math.ScaleB(1, -60), Math.ScaleB(1, -90)];
        Assert.Equal(-Math.ScaleB(1, -90), new Deviation(x, y, Aggregation.Sum).Value([1]));
    }

    [Fact]
    public void Non_finite_theta_follows_ieee_arithmetic()
    {
        var objective = new Deviation(X, Y);
        Assert.Equal(double.NaN, objective.Value([double.NaN]));
        Assert.Equal(double.NegativeInfinity, objective.Value([double.PositiveInfinity]));
        Assert.Equal(double.PositiveInfinity, objective.Value([double.NegativeInfinity]));
        Assert.Equal(double.NaN, new Deviation(new double[4], Y).Value([double.PositiveInfinity]));
        double[] gradient = new double[1];
        objective.Gradient([double.NaN], gradient);
        Assert.Equal([-3.0], gradient);
    }

    [Fact]
    public void Non_finite_data_come_out_as_in_a_plain_sum()
    {
        double[] gradient = new double[1];
        var unbounded = new Deviation((double[])[1, double.PositiveInfinity, 2], 0.0);
        Assert.Equal(double.NegativeInfinity, unbounded.ValueAndGradient([1], gradient));
        Assert.Equal([double.NegativeInfinity], gradient);
        new Deviation((double[])[double.NegativeInfinity, double.PositiveInfinity], 0.0).Gradient([1], gradient);
        Assert.Equal([double.NaN], gradient);
        Assert.Equal(double.PositiveInfinity, new Deviation(X, (double[])[1, 2, double.PositiveInfinity, 3]).Value([1]));
    }

    [Fact]
    public void Failed_first_pass_is_not_kept()
    {
        double[] x = [1, -2, 3];
        var objective = new Guarded(x, LossStructure.Affine);
        Assert.Throws<InvalidOperationException>(() => objective.Value([1]));
        Assert.Throws<InvalidOperationException>(() => objective.Value([1]));
        x[1] = 2;
        Assert.Equal(0, objective.Value([1]));
        Assert.Equal(3, objective.DataPassCount);
    }

    [Fact]
    public void Threads_that_need_the_sums_at_once_share_one_pass()
    {
        double[] x = TestData.IllScaled(200_000, 21);
        double[] y = TestData.IllScaled(200_000, 22);
        var objective = new Deviation(x, y);
        double[] values = new double[8];
        using var start = new Barrier(values.Length);
        Thread[] threads = [.. Enumerable.Range(0, values.Length).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            values[i] = objective.Value([0.5]);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Single(values.Distinct());
        Assert.Equal(1, objective.DataPassCount);
    }

    [Fact]
    public void Waiting_for_the_sums_of_another_thread_can_be_cancelled()
    {
        double[] x = [.. Enumerable.Repeat(1.0, 10)];
        using var passBegun = new ManualResetEventSlim();
        using var passMayEnd = new ManualResetEventSlim();
        var objective = new Guarded(x, LossStructure.Affine)
        {
            BeforeChunk = _ =>
            {
                passBegun.Set();
                passMayEnd.Wait();
            },
        };
        var slow = new Thread(() => objective.Value([1]));
        slow.Start();
        passBegun.Wait();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var options = new EvaluationOptions { CancellationToken = cancellation.Token };
        Assert.Throws<OperationCanceledException>(() => objective.Value([1], options));
        passMayEnd.Set();
        slow.Join();
        Assert.Equal(1, objective.DataPassCount);
    }
}
