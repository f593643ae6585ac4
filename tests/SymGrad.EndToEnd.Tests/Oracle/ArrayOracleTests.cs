using System;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The oracle over arrays: it agrees with gradients written by hand, and notices what can be wrong with one.</summary>
public sealed class ArrayOracleTests
{
    private const string Source = """
        using System;
        using SymGrad;
        public static partial class Losses
        {
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
            {
                double z = bias;
                for (int i = 0; i < weights.Length; i++)
                {
                    z += weights[i] * x[i];
                }

                return Math.Log(1.0 + Math.Exp(-y * z));
            }
        }
        """;

    private const string Gradient = """
        using System;
        partial class Losses
        {
            public static double FGradient(
                ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> x, double y, Span<double> weightsGradient)
                => FValueAndGradient(weights, bias, x, y, weightsGradient).Gradient;

            public static (double Value, double Gradient) FValueAndGradient(
                ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> x, double y, Span<double> weightsGradient, object? unused = null)
            {
                if (weightsGradient.Length != weights.Length)
                {
                    throw new ArgumentException("wrong length", nameof(weightsGradient));
                }

                double z = bias;
                for (int i = 0; i < weights.Length; i++)
                {
                    z += weights[i] * x[i];
                }

                double biasAdjoint = -y / (1.0 + Math.Exp(y * z));
                for (int i = 0; i < weights.Length; i++)
                {
                    weightsGradient[i] = biasAdjoint * x[i];
                }

                return (Math.Log(1.0 + Math.Exp(-y * z)), biasAdjoint);
            }
        }
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_gradient_written_by_hand_is_confirmed(int length) => Assert.Null(Check(Gradient, length, length));

    [Fact]
    public void The_same_exception_is_confirmed() => Assert.Null(Check(Gradient, 4, 3));

    [Theory]
    [InlineData("weightsGradient[i] = ", "weightsGradient[i] += ", "∂/∂weights[0] = NaN")]
    [InlineData("weightsGradient[i] = biasAdjoint * x[i]", "weightsGradient[i] = biasAdjoint * x[i] * (i == 2 ? 1 + 1e-9 : 1)", "∂/∂weights[2]")]
    [InlineData("weightsGradient[i] = biasAdjoint * x[i]", "weightsGradient[i] = biasAdjoint * x[0]", "∂/∂weights[1]")]
    [InlineData("i++)\n        {\n            weightsGradient", "i += 2)\n        {\n            weightsGradient", "∂/∂weights[1] = NaN")]
    [InlineData("biasAdjoint = -y", "biasAdjoint = y", "∂/∂bias")]
    [InlineData("double z = bias;", "double z = bias; System.Runtime.CompilerServices.Unsafe.AsRef(in x[0])++;", "changes an array")]
    [InlineData("weightsGradient.Length != weights.Length", "weightsGradient.Length < weights.Length", "is accepted")]
    [InlineData("weightsGradient.Length != weights.Length", "weightsGradient.Length > weights.Length", "IndexOutOfRangeException")]
    [InlineData("if (weights", "weightsGradient.Clear(); if (weights", "after something has been written")]
    [InlineData("new ArgumentException(", "new MissingMethodException(", "MissingMethodException")]
    public void What_is_wrong_with_a_gradient_is_noticed(string right, string wrong, string expected)
    {
        Assert.Contains(right, Gradient, StringComparison.Ordinal);
        Exception? thrown = Check(Gradient.Replace(right, wrong, StringComparison.Ordinal), 4, 4);
        Assert.Contains(expected, Assert.IsType<GeneratorCheckException>(thrown).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_exception_is_noticed()
    {
        Exception? thrown = Check(
            Gradient.Replace("double z = bias;", "if (x.Length < weights.Length) throw new ArgumentException(); double z = bias;", StringComparison.Ordinal), 4, 3);
        Assert.Contains(
            "the loss throws IndexOutOfRangeException", Assert.IsType<GeneratorCheckException>(thrown).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_that_should_throw_has_to()
    {
        using LossProgram program = Build(Gradient);
        LossMethod method = program.Method("Losses", "F");
        object[][] points = [.. SamplePoints.Of(method, 2, Sample.Of(("weights", 2), ("x", 1)))];
        GradientOracle.CheckThrown(method, points, typeof(IndexOutOfRangeException));
        Assert.Throws<GeneratorCheckException>(() => GradientOracle.CheckThrown(method, points, typeof(ArgumentException)));
        Assert.Throws<GeneratorCheckException>(() => GradientOracle.CheckThrown(method, points, null));
    }

    [Fact]
    public void Arguments_of_wrong_types_are_no_outcome()
    {
        using LossProgram program = Build(Gradient);
        LossMethod method = program.Method("Losses", "F");
        Assert.Throws<ArgumentException>(() => method.Value([new float[1], 1.0, new double[1], 1.0]));
        Assert.Throws<InvalidOperationException>(() => Sample.Of(("weight", 2)).Draw(method, new Random(1)));
    }

    private static LossProgram Build(string gradient) => LossProgram.Build(
        [Source],
        new GeneratorRunOptions { RunChecks = false, RunAnalyzer = false, CreateGenerator = () => new FixedGenerator(gradient) });

    private static Exception? Check(string gradient, int weights, int x)
    {
        using LossProgram program = Build(gradient);
        LossMethod method = program.Method("Losses", "F");
        object[][] points = [.. SamplePoints.Of(method, 3, Sample.Of(("weights", weights), ("x", x)))];
        return Record.Exception(() =>
        {
            GradientOracle.Check(method, points);
            if (weights == x && DestinationOracle.Examine(method, points[0]) is { } problem)
            {
                throw new GeneratorCheckException(problem.Text);
            }
        });
    }
}
