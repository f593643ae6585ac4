using System;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The oracle itself: it notices wrong gradients and wrong values, and its numbers are those of the textbook.</summary>
public sealed class OracleTests
{
    private const string Source = """
        using SymGrad;
        public static partial class Losses
        {
            [Loss]
            public static double F([Theta] double a, [Theta] double b, double x) => System.Math.Sin(a * x) * b;
        }
        """;

    [Theory]
    [InlineData("System.Math.Sin(a * x) * b", "System.Math.Cos(a * x) * b * x", "System.Math.Sin(a * x)", null)]
    [InlineData("System.Math.Sin(a * x) * b", "System.Math.Cos(a * x) * b", "System.Math.Sin(a * x)", "∂/∂a")]
    [InlineData("System.Math.Sin(a * x) * b", "System.Math.Cos(a * x) * b * x", "-System.Math.Sin(a * x)", "∂/∂b")]
    [InlineData("System.Math.Sin(a * x) * b", "System.Math.Cos(a * x) * b * x * (1 + 1e-9)", "System.Math.Sin(a * x)", "∂/∂a")]
    [InlineData("System.Math.Sin(a * x) * b", "System.Math.Cos(a * x) * b * x", "double.NaN", "∂/∂b")]
    [InlineData("System.Math.BitIncrement(System.Math.Sin(a * x) * b)", "System.Math.Cos(a * x) * b * x", "System.Math.Sin(a * x)", "FValueAndGradient")]
    public void Wrong_gradients_and_values_are_noticed(string value, string ofA, string ofB, string? expected)
    {
        var options = new GeneratorRunOptions { RunChecks = false, RunAnalyzer = false, CreateGenerator = () => new FixedGenerator($$"""
            partial class Losses
            {
                public static (double a, double b) FGradient(double a, double b, double x) => ({{ofA}}, {{ofB}});
                public static (double Value, (double a, double b) Gradient) FValueAndGradient(double a, double b, double x)
                    => ({{value}}, FGradient(a, b, x));
                public sealed class FObjective;
            }
            """) };
        using LossProgram program = LossProgram.Build([Source], options);
        Exception? thrown = Record.Exception(() => GradientOracle.Check(program.Method("Losses", "F"), [[0.5, 2.0, 1.5]]));
        if (expected is null)
        {
            Assert.Null(thrown);
        }
        else
        {
            Assert.Contains(expected, Assert.IsType<GeneratorCheckException>(thrown).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Dual_numbers_carry_the_product_rule()
    {
        var a = Dual<double>.Parameter(3, isSeed: true);
        Dual<double> square = a * a;
        Assert.Equal(9, square.Value);
        Assert.Equal(6, square.Tangent);
        Dual<double> quotient = square / (a + 1);
        Assert.Equal((6.0 / 4) - (9.0 / 16), quotient.Tangent, 1e-15);
        Assert.Equal((6.0 / 4) + (9.0 / 16), quotient.Magnitude.Total, 1e-15);
    }

    [Fact]
    public void Dual_numbers_in_single_precision_compute_values_in_single_precision()
    {
        var a = Dual<float>.Parameter(0.1f, isSeed: true);
        Assert.Equal(0.1f * 0.1f, (a * a).Value);
        Dual<double> wide = a;
        Assert.Equal((double)0.1f, wide.Value);
        Assert.Equal((float)((double)0.1f * 3), ((Dual<float>)(wide * 3)).Value);
    }
}
