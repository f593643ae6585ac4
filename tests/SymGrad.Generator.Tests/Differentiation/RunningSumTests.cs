using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;
using SymGrad.Generator.Tests.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Differentiation;

/// <summary>Which carried values are sums that the reversal need not carry. The value is s, the first that the outermost loop carries.</summary>
public sealed class RunningSumTests
{
    [Theory]
    [InlineData("s += x[i] * theta;")]
    [InlineData("s = x[i] * theta + s;")]
    [InlineData("s -= x[i] * theta;")]
    [InlineData("s = theta + (x[i] + s) - 1;")]
    [InlineData("if (x[i] > 0) { s += theta; }")]
    [InlineData("if (x[i] > 0) { s += theta; } else { s -= 1; }")]
    [InlineData("for (int j = 0; j < i; j++) { s += x[j] * theta; }")]
    [InlineData("for (int j = 0; j < i; j++) { if (x[j] < 0) { continue; } s += theta; }")]
    public void What_is_only_added_to_is_a_sum(string body) => Assert.True(IsSum(body));

    [Theory]
    [InlineData("s *= theta;")]
    [InlineData("s = theta - s;")]
    [InlineData("s = s + s;")]
    [InlineData("s += s * theta;")]
    [InlineData("s += theta; other += s;")]
    [InlineData("s = theta;")]
    [InlineData("s = Math.Max(s, theta);")]
    [InlineData("if (s > 3) { s += theta; }")]
    [InlineData("if (x[i] > 0) { s = theta; }")]
    [InlineData("for (int j = 0; j < i; j++) { s *= theta; }")]
    [InlineData("for (int j = 0; j < i; j++) { s += s * theta; }")]
    [InlineData("while (s < x[i]) { s += theta; }")]
    public void What_is_read_otherwise_is_not(string body) => Assert.False(IsSum(body));

    private static bool IsSum(string body)
    {
        Function function = Lowering.LowerWithoutErrors(
            "[Loss] public static double F(double theta, ReadOnlySpan<double> x, int n) { double s = 0, other = 0; "
            + $"for (int i = 0; i < n; i++) {{ {body} }} return s + other; }}");
        Loop loop = Assert.Single(function.Body.Instructions.OfType<Loop>());
        Assert.Equal("s", function.Values[loop.Parameters[0].Index].Name);
        return RunningSum.IsOne(loop, 0);
    }
}
