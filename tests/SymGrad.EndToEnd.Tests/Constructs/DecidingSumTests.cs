using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Sums whose last bit decides something: 0.1, added up ten times in the order of the loop, is less than 1, and in other orders it is 1.</summary>
public sealed class DecidingSumTests
{
    [Theory]
    [InlineData("a * a * Math.Floor(s)")]
    [InlineData("a * a * Math.Round(s - 0.5) + a * Math.Truncate(s) + a * Math.Ceiling(s - 0.9999999999999999)")]
    [InlineData("a * a * (int)s")]
    [InlineData("a * a * x[(int)s + 9]")]
    [InlineData("a * a * (s % 1.0)")]
    [InlineData("a * a * Math.Sign(s - 1) + Math.CopySign(a * a, s - 1)")]
    [InlineData("a * Math.Abs(s - 0.9999999999999999)")]
    [InlineData("a * a * (s < 1 ? 1 : 5)")]
    public void Decides_a_result(string result) => Check($"return {result};");

    [Fact]
    public void Decides_where_a_number_is_stored()
        => Check("double[] u = [2, 3, 4]; u[(int)s] = a * a; return u[0] * u[1] * u[1];");

    private static void Check(string rest)
    {
        string source = "using System;\nusing SymGrad;\n\npublic static partial class Losses\n{\n"
            + "[Loss] public static double F([Theta] double a, [Theta] double[] w, double[] x) "
            + $"{{ double s = 0; for (int i = 0; i < w.Length; i++) {{ s += w[i] * x[i]; }} {rest} }}\n}}\n";
        using LossProgram program = LossProgram.Build([source]);
        object[] point = [1.25, Enumerable.Repeat(1.0, 10).ToArray(), Enumerable.Repeat(0.1, 10).Append(7).ToArray()];
        GradientOracle.Check(program.Method("Losses", "F"), [point], hasJumps: true);
    }
}
