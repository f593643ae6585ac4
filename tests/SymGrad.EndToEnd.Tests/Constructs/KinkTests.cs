using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>At kinks and ties the gradient follows the conventions: least norm for one active argument, shared between two.</summary>
public sealed class KinkTests
{
    [Theory]
    [InlineData("Math.Abs(a)", 0.0, 0.0, 0.0, 0.0)]
    [InlineData("Math.Max(a, 0)", 0.0, 0.0, 0.0, 0.0)]
    [InlineData("Math.Max(0, a)", 0.0, 0.0, 0.0, 0.0)]
    [InlineData("Math.Min(a, 0)", 0.0, 0.0, 0.0, 0.0)]
    [InlineData("Math.Max(a, b)", 1.5, 1.5, 0.5, 0.5)]
    [InlineData("Math.Min(a, b)", 1.5, 1.5, 0.5, 0.5)]
    [InlineData("Math.Max(a * a, b)", 2.0, 4.0, 2.0, 0.5)]
    [InlineData("Math.Clamp(a, 0.0, 1.0)", 1.0, 0.0, 0.0, 0.0)]
    [InlineData("Math.Clamp(a, 0.0, 1.0)", 0.5, 0.0, 1.0, 0.0)]
    [InlineData("Math.Clamp(a, 0.0, 1.0)", 7.0, 0.0, 0.0, 0.0)]
    [InlineData("double.Hypot(a, b)", 0.0, 0.0, 0.0, 0.0)]
    [InlineData("Math.Pow(a, 2)", 0.0, 0.0, 0.0, 0.0)]
    [InlineData("Math.Pow(a, 1)", 0.0, 0.0, 1.0, 0.0)]
    [InlineData("Math.Pow(a, 0)", 0.0, 0.0, 0.0, 0.0)]
    [InlineData("Math.Floor(a) + Math.Round(a) + Math.Sign(a) + Math.Truncate(a) + Math.Ceiling(a)", 1.0, 0.0, 0.0, 0.0)]
    [InlineData("Math.MaxMagnitude(a, b)", -2.0, 1.0, 1.0, 0.0)]
    [InlineData("Math.MinMagnitude(a, b)", -2.0, 1.0, 0.0, 1.0)]
    [InlineData("Math.MaxMagnitude(a, b)", -2.0, 2.0, 0.5, 0.5)]
    [InlineData("Math.CopySign(a, b)", -2.0, 1.0, -1.0, 0.0)]
    [InlineData("a > 0 ? a : 0", 0.0, 0.0, 0.0, 0.0)]
    public void Conventions(string expression, double a, double b, double ofA, double ofB)
    {
        using LossProgram program = LossProgram.Build(
            [
                $$"""
                using System;
                using SymGrad;
                public static partial class Losses
                {
                    [Loss]
                    public static double F([Theta] double a, [Theta] double b) => {{expression}};
                }
                """,
            ]);
        LossMethod method = program.Method("Losses", "F");
        double[] expected = [ofA, ofB];
        Assert.Equal(expected, method.Gradient([a, b]).Result.ToArray());
        Assert.Equal(expected, method.ValueAndGradient([a, b]).Result.Gradient.ToArray());
        PointReport report = GradientOracle.Examine(method, [a, b]);
        Assert.True(report.Problem is null, report.Problem?.Text);
    }

    [Fact]
    public void Not_a_number_goes_in_and_comes_out()
    {
        using LossProgram program = LossProgram.Build(
            [
                """
                using System;
                using SymGrad;
                public static partial class Losses
                {
                    [Loss]
                    public static double F([Theta] double a, double x) => Math.Max(a * x, 0) + Math.Abs(a) * Math.Sin(x);
                }
                """,
            ]);
        LossMethod method = program.Method("Losses", "F");
        Assert.All(method.Gradient([double.NaN, 1.0]).Result, g => Assert.True(double.IsNaN(g)));
        Assert.All(method.Gradient([1.0, double.NaN]).Result, g => Assert.True(double.IsNaN(g)));
    }
}
