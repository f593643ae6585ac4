using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Passes that carry along what rounding takes from their sums.</summary>
public sealed class CompensationTests
{
    private const int ItemCount = 40_000;

    // Pairs that cancel exactly, and 1000 times the double that is next to 0.1 among them: together 100, correctly rounded.
    private static readonly double[] Hundred = Mixed();

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Sums_that_cancel_are_right_to_the_last_bit(int threads)
    {
        var options = new EvaluationOptions { MaxDegreeOfParallelism = threads };
        Objective<double> plain = new Deviation(Hundred, Hundred, Aggregation.Sum).WithPlan(PlanKind.PerItem);
        Objective<double> compensated = plain.WithCompensatedSums();
        double[] gradient = new double[1];
        double error = Math.Abs(plain.ValueAndGradient([0], gradient, options) - 100);
        Assert.InRange(error, 1e-12, 1e-6);
        Assert.NotEqual(-100, gradient[0]);
        Assert.Equal(100, compensated.ValueAndGradient([0], gradient, options));
        Assert.Equal(-100, gradient[0]);
        Assert.Equal(100, compensated.Value([0], options));

        // In mini-batches, and in streams.
        int[] items = [.. Enumerable.Range(0, ItemCount).Reverse()];
        Assert.Equal(100, compensated.Value([0], items, options));
        StreamedObjective<double> stream = StreamedObjective.Over(
            Enumerable.Range(0, 80),
            i => new Deviation(Hundred.AsMemory(500 * i, 500), Hundred.AsMemory(500 * i, 500), Aggregation.Sum).WithPlan(PlanKind.PerItem).WithCompensatedSums());
        gradient[0] = 0;
        Assert.Equal(100, stream.ValueAndGradient([0], gradient, options));
        Assert.Equal(-100, gradient[0]);
    }

    [Fact]
    public void Any_number_of_threads_and_any_order_of_these_items_gives_the_same_bits()
    {
        double[] x = TestData.IllScaled(ItemCount, 11);
        double[] y = TestData.IllScaled(ItemCount, 12);
        Objective<double> objective = new SquaredError<double>(x, y).WithCompensatedSums();
        int[] items = [.. Enumerable.Range(0, ItemCount)];
        double[] theta = [0.3, 1e-3];
        double[] expected = new double[2];
        double[] actual = new double[2];
        double value = objective.ValueAndGradient(theta, expected, new EvaluationOptions { MaxDegreeOfParallelism = 1 });
        Assert.Equal(value, objective.ValueAndGradient(theta, actual, new EvaluationOptions { MaxDegreeOfParallelism = 8 }));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
        new Random(1).Shuffle(items);
        Assert.Equal(value, objective.ValueAndGradient(theta, items, actual));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
    }

    [Fact]
    public void The_plan_says_so()
    {
        Objective<double> plain = new Deviation(Hundred, Hundred, Aggregation.Sum).WithPlan(PlanKind.PerItem);
        Assert.Contains(", with compensated sums (", plain.WithCompensatedSums().Plan.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("compensated", plain.Plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Infinities_and_what_is_thrown_come_out_as_they_do_without()
    {
        double[] x = [1, double.PositiveInfinity, 2];
        Assert.Equal(double.PositiveInfinity, new Guarded(x).WithCompensatedSums().Value([1]));
        Assert.Equal(double.NaN, new Deviation([double.PositiveInfinity, double.NegativeInfinity], x[..2]).WithPlan(PlanKind.PerItem).WithCompensatedSums().Value([0]));
        double[] destination = [42];
        Assert.Throws<InvalidOperationException>(() => new Guarded([1, -1]).WithCompensatedSums().Gradient([1], destination));
        Assert.Equal([42.0], destination);
    }

    private static double[] Mixed()
    {
        List<double> values = [.. Enumerable.Repeat(0.1, 1000)];
        var random = new Random(5);
        while (values.Count < ItemCount)
        {
            double value = (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-20, 20));
            values.AddRange([value, -value]);
        }

        double[] mixed = [.. values];
        random.Shuffle(mixed);
        return mixed;
    }
}
