using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Pipeline;

/// <summary>
/// Losses of robust statistics, as they are usually written, are continuous: nothing is said about them. With one constant mistyped they are not, and that is
/// reported at the condition, whether the loss is written down at once, in a helper method, or summed over elements.
/// </summary>
public sealed class JumpDiagnosticTests
{
    /// <summary>The body of a function of r; what is between the brackets of ‹right|wrong› is a constant and a mistake in it.</summary>
    public static TheoryData<string> Robust { get; } =
    [
        // Huber
        "return Math.Abs(r) <= 1.345 ? 0.5 * r * r : 1.345 * Math.Abs(r) - ‹0.5 * 1.345 * 1.345|1.345 * 1.345›;",
        "double a = Math.Abs(r); if (a <= 1.345) { return 0.5 * r * r; } return 1.345 * (a - ‹0.5|0.4› * 1.345);",
        "if (r * r < 1.345 * 1.345) { return r * r / 2; } else { return 1.345 * Math.Abs(r) - ‹0.9045125|0.9054125›; }",
        "if (r > ‹1.5|1.4›) { return 1.5 * r - 1.125; } else if (r < -1.5) { return -1.5 * r - 1.125; } else { return 0.5 * r * r; }",
        "if (r > 1.5) { return 1.5 * r - 1.125; } if (r < -1.5) { return -1.5 * r - ‹1.125|1.25›; } return 0.5 * r * r;",
        "double loss = 0.5 * r * r; if (Math.Abs(r) > 2) { loss = 2 * Math.Abs(r) - ‹2|1›; } return loss;",
        "return Math.Pow(r, 2) <= 4 ? 0.5 * Math.Pow(r, 2) : 2 * Math.Abs(r) - ‹2.0|2.1›;",

        // Tukey's biweight
        "if (Math.Abs(r) > 3) { return ‹1.5|2.0›; } double u = 1 - r * r / 9; return 1.5 * (1 - u * u * u);",
        "double u = r / 3; return u * u < 1 ? 1.5 * (1 - Math.Pow(1 - u * u, 3)) : 1.5‹|5›;",

        // Truncated squares, ε-insensitive, hinges
        "return r * r < 4 ? r * r : ‹4|2›;",
        "return Math.Abs(r) < 0.5 ? 0 : Math.Abs(r) - ‹0.5|0.05›;",
        "return Math.Abs(r) <= 0.5 ? 0 : Math.Pow(Math.Abs(r) - ‹0.5|0.25›, 2);",
        "return r < 1 ? (1 - r) * (1 - r) : ‹0|0.1›;",
        "return r >= 1 ? 0 : r <= 0 ? ‹0.5|0.6› - r : 0.5 * (1 - r) * (1 - r);",
        "return r < -1 ? ‹-4 * r|3 - 2 * r› : r < 1 ? (1 - r) * (1 - r) : 0;",

        // Quantiles and sides of other steepness, logarithms and sines
        "return r > 0 ? 0.3 * r : -0.7 * r‹| + 0.1›;",
        "return Math.Abs(r) < 1 ? Math.Sin(r) * Math.Sin(r) : ‹Math.Sin(1) * Math.Sin(1)|Math.Sin(1)›;",
        "return r > 1 ? Math.Log(r) + ‹0.5|1› : 0.5 * r * r;",
    ];

    [Theory]
    [MemberData(nameof(Robust))]
    public void Robust_losses(string body)
    {
        Assert.All(Contexts(body, isRight: true), source => Assert.Empty(Jumps(source)));
        Assert.All(Contexts(body, isRight: false), source => Assert.Single(Jumps(source)));
    }

    /// <summary>What need not be a mistake is not reported: differences that depend on data may be none for the data there are, and others make up for each other.</summary>
    [Theory]
    [InlineData("double r = theta * x; return r > 0 ? r * y : r * y * y + y - y * y;")]
    [InlineData("double m = theta * x * y; return m < 1 ? 0.5 * (y - theta * x) * (y - theta * x) : 0.0;")]
    [InlineData("double r = theta - x; double z = r > 1 ? r : r + 2; return r > 1 ? z + 2 : z;")]
    [InlineData("double r = theta - x; return (r > 1 ? 1.0 : 0.0) * (r - 1) * (r - 1);")]
    [InlineData("double r = Math.Abs(theta - x); return r <= y ? 0.5 * r * r : y * r - 0.5 * y * y;")]
    [InlineData("double r = theta - x; return r > 0 ? Math.Sqrt(r) : Math.Cbrt(r);")]
    [InlineData("double r = theta - x; return r > 0 ? Math.Pow(r, 0.1) : 0;")]
    [InlineData("double s = theta * x; return s > 0 ? (1 - y) * s + Math.Log(1 + Math.Exp(-s)) : Math.Log(1 + Math.Exp(s)) - y * s;")]
    public void Nothing_that_may_be_meant(string body) => Assert.Empty(Jumps(
        $"[Loss(StableForms = false)] public static double F([Theta] double theta, double x, double y) {{ {body} }}"));

    /// <summary>A choice between constants is no step where what they are multiplied with is 0.</summary>
    [Theory]
    [InlineData("return r * (r > 0 ? 0.9 : -0.1);")]
    [InlineData("double weight = r < 0 ? 2.0 : 1.0; return weight * r * r;")]
    [InlineData("return Math.Abs(r) * (r > 0 ? 0.9 : 0.1);")]
    public void Constants_that_meet(string body) => Assert.All(Contexts(body + "‹|›", isRight: true), source => Assert.Empty(Jumps(source)));

    [Theory]
    [InlineData("return (r - 1) * (r > 0 ? 0.9 : -0.1);")]
    [InlineData("double weight = r < 0 ? 2.0 : 1.0; return weight * Math.Exp(r);")]
    public void Constants_that_do_not_meet(string body) => Assert.All(Contexts(body + "‹|›", isRight: true), source => Assert.Single(Jumps(source)));

    [Fact]
    public void The_message_says_by_how_much() => Assert.Contains("by 0.25", Assert.Single(Jumps(
        "[Loss] public static double F([Theta] double theta, double x, double y) => Math.Abs(theta - x) < 1 ? y * y + theta : y * y + theta + 0.25;")), StringComparison.Ordinal);

    /// <summary>The loss at once, by way of a helper, and as a sum over elements, by index and one after the other.</summary>
    private static IEnumerable<string> Contexts(string body, bool isRight)
    {
        int open = body.IndexOf('‹', StringComparison.Ordinal), bar = body.IndexOf('|', open), close = body.IndexOf('›', StringComparison.Ordinal);
        string text = body[..open] + (isRight ? body[(open + 1)..bar] : body[(bar + 1)..close]) + body[(close + 1)..];
        yield return $"[Loss(StableForms = false)] public static double F([Theta] double theta, double x, double y) {{ double r = y - theta * x; {text} }}";
        string helper = $"static double Rho(double r) {{ {text} }}";
        yield return $"[Loss(StableForms = false)] public static double F([Theta] double a, [Theta] double b, double x, double y) => Rho(y - a * x - b); {helper}";
        yield return $"[Loss(StableForms = false)] public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x) {{ double sum = 0; for (int i = 0; i < a.Length; i++) {{ sum += Rho(x[i] - a[i]); }} return sum; }} {helper}";
        yield return $"[Loss(StableForms = false)] public static double F([Theta] double a, double[] x) {{ double sum = 0; foreach (double v in x) {{ sum += Rho(v - a); }} return sum; }} {helper}";
    }

    private static string[] Jumps(string members)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            $"using System;\nusing SymGrad;\npublic static partial class Losses\n{{\n    {members}\n}}\n", new GeneratorRunOptions { RunChecks = false });
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        return [.. run.Diagnostics.Where(d => d.Id == "SYMG2005").Select(d => d.GetMessage(CultureInfo.InvariantCulture)).Distinct()];
    }
}
