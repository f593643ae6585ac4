using System;
using System.Linq;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Planted errors are found, and what is right passes.</summary>
public sealed class GradientCheckTests
{
    private static readonly double[] somewhere = [0.3, -1.2, 2.5];

    /// <summary>What is done wrong to a gradient.</summary>
    private static readonly (string Name, Action<double[]> Plant)[] errors =
    [
        ("sign", g => Scale(g, -1)),
        ("factor two", g => Scale(g, 2)),
        ("factor of one thousandth more", g => Scale(g, 1.001)),
        ("one element zero", g => g[1] = 0),
        ("one element wrong", g => g[2] += 1e-3 * Math.Abs(g[2])),
        ("two elements exchanged", g => (g[0], g[1]) = (g[1], g[0])),
        ("not a number", g => g[0] = double.NaN),
        ("infinite", g => g[0] = double.PositiveInfinity),
    ];

    public static TheoryData<string> Errors { get; } = [.. errors.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Planted_errors_are_found(string name)
    {
        Action<double[]> plant = errors.Single(e => e.Name == name).Plant;
        GradientCheckReport report = GradientCheck.Run(Smooth, Wrong, somewhere, new GradientCheckOptions { RandomPoints = 3 });
        Assert.False(report.IsRight, report.ToString());
        GradientCheckException thrown = Assert.Throws<GradientCheckException>(report.ThrowIfWrong);
        Assert.Same(report, thrown.Report);
        Assert.StartsWith("the gradient is wrong: ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("WRONG", thrown.Message, StringComparison.Ordinal);

        void Wrong(ReadOnlySpan<double> theta, Span<double> destination)
        {
            double[] gradient = new double[theta.Length];
            SmoothGradient(theta, gradient);
            plant(gradient);
            gradient.CopyTo(destination);
        }
    }

    [Fact]
    public void The_right_gradient_passes_at_many_points()
    {
        GradientCheckReport report = GradientCheck.Run(Smooth, SmoothGradient, somewhere, new GradientCheckOptions { RandomPoints = 50, Spread = 3 });
        report.ThrowIfWrong();
        Assert.Equal(153, report.Count(GradientVerdict.Right));
        Assert.Equal(102, report.Remainders.Count);
        Assert.All(report.Remainders, r => Assert.Equal(GradientVerdict.Right, r.Verdict));
        Assert.Equal("the gradient is right: 153 of 153 components agree with differences, 0 do not", report.ToString());
    }

    [Fact]
    public void What_differences_cannot_tell_is_not_called_right()
    {
        GradientCheckReport report = GradientCheck.Run(t => t[0] > 10 ? 1e20 + t[0] : 1e20, (t, d) => d.Clear(), [1]);
        report.ThrowIfWrong();
        Assert.Equal(GradientVerdict.Inconclusive, Assert.Single(report.Components).Verdict);
        Assert.StartsWith(
            "nothing is wrong as far as differences can tell: 0 of 1 component agrees with differences, 0 do not\n", report.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The only wrong component is not among those compared: the Taylor remainder finds it.</summary>
    [Fact]
    public void Random_directions_find_errors_in_components_that_are_not_compared()
    {
        double[] theta = new double[300];
        GradientCheckReport report = GradientCheck.Run(
            t => SumOfSquares(t),
            (t, d) =>
            {
                for (int i = 0; i < t.Length; i++)
                {
                    d[i] = 2 * (t[i] - 1);
                }

                d[137] *= 1.5;
            },
            theta,
            new GradientCheckOptions { MaximumComponents = 1 });
        Assert.Single(report.Components);
        Assert.False(report.IsRight);
        Assert.Contains(report.Remainders, r => r.Verdict == GradientVerdict.Wrong);

        static double SumOfSquares(ReadOnlySpan<double> t)
        {
            double sum = 0;
            foreach (double x in t)
            {
                sum += (x - 1) * (x - 1);
            }

            return sum;
        }
    }

    [Theory]
    [InlineData(0.0, GradientVerdict.NotDifferentiable)]
    [InlineData(0.5, GradientVerdict.NotDifferentiable)]
    [InlineData(-1.0, GradientVerdict.NotDifferentiable)]
    [InlineData(1.5, GradientVerdict.Wrong)]
    [InlineData(-3.0, GradientVerdict.Wrong)]
    public void At_a_kink_a_gradient_between_the_slopes_is_right(double gradient, GradientVerdict verdict)
        => Assert.Equal(verdict, OneComponent(Math.Abs, gradient, 0).Verdict);

    [Theory]
    [InlineData(1e-9, 1.0, GradientVerdict.Right)]
    [InlineData(1e-9, 0.0, GradientVerdict.Wrong)]
    [InlineData(-1e-3, -1.0, GradientVerdict.Right)]
    [InlineData(-1e-3, 1.0, GradientVerdict.Wrong)]
    public void Next_to_a_kink_there_is_one_slope(double theta, double gradient, GradientVerdict verdict)
        => Assert.Equal(verdict, OneComponent(Math.Abs, gradient, theta).Verdict);

    [Fact]
    public void Kinks_on_a_slope()
    {
        Assert.Equal(GradientVerdict.NotDifferentiable, OneComponent(x => Math.Max(0, x) + (5 * x) + (x * x), 5, 0).Verdict);
        Assert.Equal(GradientVerdict.Wrong, OneComponent(x => Math.Max(0, x) + (5 * x) + (x * x), 0, 0).Verdict);
        Assert.Equal(GradientVerdict.Right, OneComponent(x => Math.Pow(Math.Abs(x), 1.5), 0, 0).Verdict);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(23)]
    [InlineData(40)]
    public void A_right_gradient_with_kinks_within_each_step_is_not_wrong(int seed)
    {
        var random = new Random(seed);
        double[] numbers = [.. Enumerable.Range(0, 4500).Select(_ => (double)(float)((4 * random.NextDouble()) - 2))];
        double[][] rows = [.. Enumerable.Range(0, 1500).Select(i => new[] { numbers[3 * i], numbers[(3 * i) + 1], numbers[(3 * i) + 2], 1 })];
        double[] labels = [.. rows.Select(r => r[0] - r[1] + (2 * random.NextDouble()) > 1 ? 1.0 : -1.0)];
        double[] theta = [(float)random.NextDouble(), -(float)random.NextDouble(), 0.2f, -0.3f];
        Assert.True(GradientCheck.Run(Hinge, (t, d) => HingeGradient(t, d, 1), theta).IsRight);
        Assert.False(GradientCheck.Run(Hinge, (t, d) => HingeGradient(t, d, 1.01), theta).IsRight);

        double Hinge(ReadOnlySpan<double> t)
        {
            double sum = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                sum += Math.Max(0, 1 - (labels[i] * Score(t, rows[i])));
            }

            return sum / rows.Length;
        }

        void HingeGradient(ReadOnlySpan<double> t, Span<double> destination, double factor)
        {
            destination.Clear();
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j < 4 && labels[i] * Score(t, rows[i]) < 1; j++)
                {
                    destination[j] -= labels[i] * rows[i][j] * factor / rows.Length;
                }
            }
        }

        static double Score(ReadOnlySpan<double> t, double[] x) => (t[0] * x[0]) + (t[1] * x[1]) + (t[2] * x[2]) + t[3];
    }

    [Fact]
    public void What_is_not_finite_is_told()
    {
        Assert.Equal(GradientVerdict.NotFinite, OneComponent(Math.Log, double.PositiveInfinity, 0).Verdict);
        Assert.Equal(GradientVerdict.NotFinite, OneComponent(Math.Sqrt, double.PositiveInfinity, 0).Verdict);
        Assert.Equal(GradientVerdict.NotFinite, OneComponent(x => Math.Sqrt(Math.Abs(x)), 0, 0).Verdict);
        Assert.Equal(GradientVerdict.NotFinite, OneComponent(x => x < 0 ? 0 : 1, 0, 0).Verdict);
        Assert.Equal(GradientVerdict.NotFinite, OneComponent(x => double.NaN, double.NaN, 1).Verdict);
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e-4)]
    [InlineData(1)]
    [InlineData(1e6)]
    [InlineData(1e12)]
    public void Scales_do_not_matter(double scale)
    {
        Assert.Equal(GradientVerdict.Right, OneComponent(x => Math.Sin(x / scale), Math.Cos(0.7) / scale, 0.7 * scale).Verdict);
        Assert.Equal(GradientVerdict.Wrong, OneComponent(x => Math.Sin(x / scale), 1.01 * Math.Cos(0.7) / scale, 0.7 * scale).Verdict);
        Assert.Equal(GradientVerdict.Right, OneComponent(x => scale * Math.Exp(x), scale * Math.E, 1).Verdict);
        Assert.Equal(GradientVerdict.Wrong, OneComponent(x => scale * Math.Exp(x), -scale * Math.E, 1).Verdict);
    }

    [Fact]
    public void What_is_lost_in_rounding_errors_is_not_called_right()
        => Assert.Equal(GradientVerdict.Inconclusive, OneComponent(x => 1e20 + x, 1, 1).Verdict);

    [Fact]
    public void A_minimum_is_right()
        => Assert.Equal(GradientVerdict.Right, OneComponent(x => 3 + (x * x), 0, 0).Verdict);

    [Fact]
    public void The_same_check_twice_is_the_same()
    {
        var options = new GradientCheckOptions { RandomPoints = 4, Seed = 7 };
        Assert.Equal(
            GradientCheck.Run(Smooth, SmoothGradient, somewhere, options).Components,
            GradientCheck.Run(Smooth, SmoothGradient, somewhere, options).Components);
    }

    [Fact]
    public void Objectives_name_their_parameters()
    {
        var objective = new SquaredError<double>(new double[] { 1, 2, 4 }, new double[] { 1, 3, 2 });
        GradientCheckReport report = GradientCheck.Run(objective, [0.5, -1], new GradientCheckOptions { RandomPoints = 2 }).ThrowIfWrong();
        Assert.Equal(["slope", "intercept"], report.Components.Take(2).Select(c => c.Name));
        Assert.Equal(6, report.Count(GradientVerdict.Right));
    }

    [Fact]
    public void Elements_of_matrices_have_an_index_for_each_dimension()
    {
        Assert.Equal("weights.Hidden[1, 2]", new ParameterEntry("weights.Hidden", 4, 6) { Shape = (2, 3) }.NameOf(5));
        Assert.Equal("block[1, 0, 3]", new ParameterEntry("block", 0, 24) { Shape = (2, 3, 4) }.NameOf(15));
        Assert.Equal("bias[2]", new ParameterEntry("bias", 0, 3) { Shape = 3 }.NameOf(2));
        Assert.Equal("slope", new ParameterEntry("slope", 0, 1).NameOf(0));
    }

    [Fact]
    public void Lines_are_readable()
    {
        GradientCheckEntry entry = OneComponent(x => x * x, 7, 1.5);
        Assert.Equal("WRONG: ∂/∂θ[0] at θ[0] = 1.5: the gradient is 7, differences give 3 ± ", entry.ToString()[..^7]);
        Assert.Equal(
            "kink: ∂/∂θ[0] at θ[0] = 0: the gradient is 0, between the slopes on both sides (0 ± 1)", OneComponent(Math.Abs, 0, 0).ToString());
    }

    private static GradientCheckEntry OneComponent(Func<double, double> function, double gradient, double theta)
        => Assert.Single(GradientCheck.Run(t => function(t[0]), (_, d) => d[0] = gradient, [theta]).Components);

    private static double Smooth(ReadOnlySpan<double> t) => Math.Exp(0.5 * t[0]) + (t[1] * t[1] * Math.Sin(t[2])) + (t[0] * t[1]);

    private static void SmoothGradient(ReadOnlySpan<double> t, Span<double> destination)
    {
        destination[0] = (0.5 * Math.Exp(0.5 * t[0])) + t[1];
        destination[1] = (2 * t[1] * Math.Sin(t[2])) + t[0];
        destination[2] = t[1] * t[1] * Math.Cos(t[2]);
    }

    private static void Scale(double[] gradient, double factor)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= factor;
        }
    }
}
