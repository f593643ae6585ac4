using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Losses that an objective sums once: the coefficients are those of the program, rounding and NaN included.</summary>
public sealed class AffineTests
{
    [Theory]
    [InlineData("float f = 1e8f; return a * ((f + 1f) - f) + b * x;")]
    [InlineData("float f = 1e8f; return a * ((f + 1f) - f - 1f) + b * x;")]
    [InlineData("double k = 2.4; return a * (double)(float)k + b;")]
    [InlineData("double k = 1e16; return a * (k + x - k) + b;")]
    [InlineData("long n = 9007199254740993; double d = n; return a * (d - 9007199254740992) + b * x;")]
    [InlineData("double third = 1.0 / 3; return a * (third * 3 - 1) + b * (0.1 + 0.2) * x;")]
    [InlineData("double k = 1e16; return k + 1 == k ? a * x : a * a * x + b;")]
    public void Coefficients_are_rounded_as_the_loss_is(string body)
        => Accept.Loss($"[Loss] public static double F([Theta] double a, [Theta] double b, double x) {{ {body} }}");

    [Theory]
    [InlineData("x / x * a")]
    [InlineData("a * (x - 1) / (x - 1)")]
    [InlineData("(x - x + 1) * a / (x / x)")]
    [InlineData("a * (x * (1 / x))")]
    public void Data_for_which_the_loss_is_not_defined_show(string expression)
    {
        using LossProgram program = LossProgram.Build(
            [$"using SymGrad;\npublic static partial class Losses {{ [Loss] public static double F([Theta] double a, double x) => {expression}; }}\n"]);
        LossMethod loss = program.Method("Losses", "F");
        var objective = (Objective<double>)loss.CreateObjective([[2.0, 0.0], [2.0, 1.0], [2.0, 3.0]]);
        double[] gradient = new double[1];
        Assert.Equal(LossStructure.Affine, objective.Loss.Structure);
        Assert.Equal(double.NaN, objective.ValueAndGradient([2.0], gradient));
        Assert.Equal(double.NaN, gradient[0]);
    }
}
