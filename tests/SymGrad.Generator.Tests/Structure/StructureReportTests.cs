using System.Linq;
using SymGrad.Generator.Diagnostics;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>What the report says of losses, and the reasons that it gives.</summary>
public class StructureReportTests
{
    [Theory]
    [InlineData("affine in 'w', 'b' and 's'", "return Dot(w, x) + b;")]
    [InlineData("quadratic in 'w', 'b' and 's', because 'residual²' multiplies values that depend on 'w', 'b' and 's'",
        "double residual = Dot(w, x) - y; return residual * residual;")]
    [InlineData("a polynomial of degree 3 in 'w', 'b' and 's', because 'w[0]·b·w[1]' multiplies values that depend on 'w', 'b' and 's'",
        "return y * (w[0] * b * w[1]);")]
    [InlineData("a general function of 'w', 'b' and 's', because 'exp(z)' is no polynomial in 'w', 'b' and 's'",
        "double z = Dot(w, x); double e = Math.Exp(z); return 1 + e * e;")]
    [InlineData("a general function of 'w', 'b' and 's', because 'y/(b + y)' divides by what depends on 'b'",
        "return y / (b + y) * 3;")]
    [InlineData("separable in 'w', 'b' and 's', because 'w[0]/(b·s)' divides by what depends on 'b' and 's'", "return w[0] / (b * s) * y;")]
    [InlineData("separable in 'w', 'b' and 's', because 'ln(b)' is no polynomial in 'w', 'b' and 's'", "return Dot(w, x) + y * Math.Log(b);")]
    [InlineData("a general function of 'w', 'b' and 's', because the condition 'b > y' depends on 'b'", "return b > y ? Dot(w, x) : y;")]
    [InlineData("a general function of 'w', 'b' and 's', because the index 'int(b)' depends on 'b'", "return x[(int)b] * y;")]
    [InlineData("a general function of 'w', 'b' and 's', because whether it throws depends on 'b', by 'int(b)'", "return w[(int)b] * y;")]
    [InlineData("a general function of 'w', 'b' and 's', because how often a loop runs depends on 'b', by 'int(b)'",
        "double sum = 0; for (int i = 0; i < (int)b; i++) { sum += y; } return sum;")]
    [InlineData("a general function of 'w', 'b' and 's', because 'p·b' is computed from itself again and again, and not by additions only",
        "double p = 1; for (int i = 0; i < n; i++) { p *= b; } return p * y;")]
    [InlineData("a general function of 'w', 'b' and 's', because 'exp(x[i]·w[i])' is no polynomial in 'w', 'b' and 's'",
        "double sum = 0; for (int i = 0; i < 3; i++) { sum += Math.Exp(x[i] * w[i]); } return sum;")]
    [InlineData("quadratic in 'w', 'b' and 's', because 'w[i]²' multiplies values that depend on 'w', 'b' and 's'",
        "double sum = 0; for (int i = 0; i < 3; i++) { sum += w[i] * w[i]; } return sum * y;")]
    [InlineData("a general function of 'w', 'b' and 's', because 'p + p·b' is computed from itself again and again, and not by additions only",
        "double p = 1; for (int i = 0; i < n; i++) { p += p * b; } return p * y;")]
    [InlineData("a general function of 'w', 'b' and 's', because 'Horner(w, 0, y)' calls itself", "return Horner(w, 0, y);")]
    [InlineData("a general function of 'w', 'b' and 's', because whether it throws depends on 'b', by 'b < 0'",
        "if (b < 0) { throw new ArgumentException(); } return b * x[0];")]
    [InlineData("a general function of 'w', 'b' and 's', because 'exp(x[i]·w[i])' is no polynomial in 'w', 'b' and 's'",
        "Span<double> r = stackalloc double[3]; for (int i = 0; i < 3; i++) { r[i] = Math.Exp(x[i] * w[i]); } return r[0] + r[1];")]
    public void The_first_line_is_about_all_parameters(string line, string body)
        => Assert.Equal(line, StructureReport.Of(LoopStructureTests.Analyze(body)).First());

    [Fact]
    public void What_is_nested_deeply_is_followed_to_the_end()
    {
        const int Depth = 20_000;
        string[] report = [.. StructureReport.Of(Sketch.Analyze(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            Node value = s.Call("Exp", θ * x);
            for (int i = 0; i < Depth; i++)
            {
                value = i % 2 == 0 ? s.Call("Sin", value) : value + 1;
            }

            return value;
        }))];

        Assert.Equal(["a general function of 'θ', because 'exp(θ·x)' is no polynomial in 'θ'"], report);
    }

    [Fact]
    public void Each_parameter_has_a_line_of_its_own()
        => Assert.Equal(
            [
                "separable in 'w', 'b' and 's', because 'exp(b)' is no polynomial in 'w', 'b' and 's'",
                "quadratic in 'w', because 'Square(Dot(w, x))' multiplies values that depend on 'w'",
                "separable in 'b', because 'exp(b)' is no polynomial in 'b'",
                "constant in 's'",
            ],
            StructureReport.Of(LoopStructureTests.Analyze("double d = Dot(w, x); return d * d * Math.Exp(b);"))
                .Select(l => l.Replace("d²", "Square(Dot(w, x))", System.StringComparison.Ordinal)));
}
