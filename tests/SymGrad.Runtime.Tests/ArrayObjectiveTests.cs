using System;
using System.Linq;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Objectives with arrays among θ: the flat vector, its layout, regularisers by name, threads.</summary>
public sealed class ArrayObjectiveTests
{
    private const int Features = 6;

    private static readonly double[] Theta = [1.5, 0.5, -1, 0.25, 2, 0, -0.5, 0.75];

    [Fact]
    public void Value_and_gradient_are_those_of_the_items()
    {
        (double[] x, double[] y) = Data(3000);
        var objective = new Logistic(Rows.Of(x, Features), y, (2, 3), Aggregation.Sum);
        double[] gradient = new double[8];
        double value = objective.ValueAndGradient(Theta, gradient);
        double[] expected = new double[8];
        double expectedValue = 0;
        for (int i = 0; i < y.Length; i++)
        {
            (double item, double scale, double bias) = Logistic.AddGradient(
                Theta[0], Theta.AsSpan(1, Features), Theta[7], x.AsSpan(i * Features, Features), y[i], expected.AsSpan(1, Features));
            expectedValue += item;
            expected[0] += scale;
            expected[7] += bias;
        }

        Assert.Equal(expectedValue, value, 1e-9);
        Assert.All(gradient.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.Equal(value, objective.Value(Theta));
        double step = 1e-6;
        for (int j = 0; j < Theta.Length; j++)
        {
            double[] above = [.. Theta];
            double[] below = [.. Theta];
            above[j] += step;
            below[j] -= step;
            Assert.Equal((objective.Value(above) - objective.Value(below)) / (2 * step), gradient[j], 1e-3);
        }
    }

    [Fact]
    public void Same_bits_for_any_number_of_threads()
    {
        (double[] x, double[] y) = Data(40_000);
        var objective = new Logistic(Rows.Of(x, Features), y, Features);
        double[] expected = new double[8];
        double value = objective.ValueAndGradient(Theta, expected, new EvaluationOptions { MaxDegreeOfParallelism = 1 });
        foreach (int degree in (int[])[2, 3, 8])
        {
            double[] gradient = new double[8];
            Assert.Equal(
                TestData.BitsOf(value),
                TestData.BitsOf(objective.ValueAndGradient(Theta, gradient, new EvaluationOptions { MaxDegreeOfParallelism = degree })));
            Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(gradient));
        }
    }

    [Fact]
    public void Layout_has_one_line_for_each_array()
    {
        ParameterLayout layout = new Logistic(Rows.Of(new double[12], 12), 1.0, (3, 4)).Parameters;
        Assert.Equal("θ[0]     scale\nθ[1..13] weights (3 × 4)\nθ[13]    bias", layout.ToString());
        Assert.Equal("θ[0]    scale\nθ[1..2] weights\nθ[2]    bias", new Logistic(Rows.Of(new double[1], 1), 1.0, 1).Parameters.ToString());
        Assert.Equal(
            [
                new ParameterEntry("scale", 0, 1),
                new ParameterEntry("weights", 1, 12) { Shape = (3, 4) },
                new ParameterEntry("bias", 13, 1),
            ],
            layout.Entries);
        Assert.Equal((14, 1, 13), (layout.Count, layout.IndexOf("weights"), layout.IndexOf("bias")));
    }

    [Fact]
    public void Messages_show_shapes()
    {
        var objective = new Logistic(Rows.Of(new double[12], 12), 1.0, (3, 4));
        const string parameters = "but 'Logistic' has 14 parameters: scale, weights (3 × 4), bias.";
        AssertMessage(
            $"θ has 3 elements, {parameters}", Assert.Throws<ArgumentException>("theta", () => objective.Value(new double[3])));
        AssertMessage(
            $"The destination of the gradient has 3 elements, {parameters}",
            Assert.Throws<ArgumentException>("destination", () => objective.Gradient(new double[14], new double[3])));
    }

    [Fact]
    public void Array_without_a_shape_is_refused()
        => AssertMessage(
            "The shape 'weightsShape' is the default one, which is not that of an array: ",
            Assert.Throws<ArgumentException>("weightsShape", () => new Logistic(Rows.Of(new double[12], 12), 1.0, default)));

    [Fact]
    public void Numbers_of_shapes_and_parameters_agree()
        => AssertMessage(
            "There are 2 shapes for 3 parameters (a, b, c): give one for each, the default one for a number.",
            Assert.Throws<ArgumentException>("shapes", () => new ParameterLayout(["a", "b", "c"], [3, default])));

    [Fact]
    public void Parameters_with_more_elements_than_an_array_can_have()
        => Assert.Throws<OverflowException>(() => new ParameterLayout(["a", "b"], [int.MaxValue, default]));

    [Fact]
    public void Regularizer_over_an_array_is_matched_by_name()
    {
        (double[] x, double[] y) = Data(10);
        var data = new Logistic(Rows.Of(x, Features), y, (2, 3));
        Objective<double> objective = data.WithRegularizer(new SquaredNorm("weights", (2, 3)), 0.5);
        double[] plain = new double[8];
        double[] regularized = new double[8];
        double value = data.ValueAndGradient(Theta, plain);
        Assert.Equal(value + (0.5 * Theta[1..7].Sum(w => w * w)), objective.ValueAndGradient(Theta, regularized), 1e-15);
        Assert.Equal(plain.Select((g, j) => j is 0 or 7 ? g : g + Theta[j]), regularized);
    }

    [Theory]
    [InlineData("weights", 6, "an array of shape 6", "an array of shape 2 × 3")]
    [InlineData("bias", 1, "an array of shape 1", "a number")]
    public void Regularizer_over_another_shape_is_refused(string parameter, int length, string given, string expected)
    {
        var data = new Logistic(Rows.Of(new double[6], 6), 1.0, (2, 3));
        AssertMessage(
            $"The parameter '{parameter}' is {given} in the regulariser 'SquaredNorm', but {expected} in 'Logistic'.",
            Assert.Throws<ArgumentException>("regularizer", () => data.WithRegularizer(new SquaredNorm(parameter, length), 1)));
    }

    [Fact]
    public void Regularizer_over_a_number_does_not_stand_for_an_array_of_one_element()
        => AssertMessage(
            "The parameter 'weights' is a number in the regulariser 'Ridge', but an array of shape 1 in 'Logistic'.",
            Assert.Throws<ArgumentException>(
                "regularizer",
                () => new Logistic(Rows.Of(new double[1], 1), 1.0, 1).WithRegularizer(new Power<double>("Ridge", true, "weights"), 1)));

    [Fact]
    public void Unknown_name_is_refused_with_the_shapes_there_are()
        => AssertMessage(
            "The regulariser 'SquaredNorm' has a parameter 'v', which 'Logistic' has not: its parameters are scale, weights (2 × 3), bias.",
            Assert.Throws<ArgumentException>(
                "regularizer",
                () => new Logistic(Rows.Of(new double[6], 6), 1.0, (2, 3)).WithRegularizer(new SquaredNorm("v", 6), 1)));

    private static (double[] X, double[] Y) Data(int count)
    {
        var random = new Random(3);
        double[] x = new double[count * Features];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = random.NextDouble() - 0.5;
        }

        double[] y = new double[count];
        for (int i = 0; i < count; i++)
        {
            y[i] = random.Next(2) == 0 ? 1 : -1;
        }

        return (x, y);
    }

    private static void AssertMessage(string expected, ArgumentException thrown)
        => Assert.StartsWith(expected, thrown.Message, StringComparison.Ordinal);
}
