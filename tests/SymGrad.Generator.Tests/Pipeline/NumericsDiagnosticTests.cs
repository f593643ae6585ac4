using System;
using System.Linq;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Pipeline;

/// <summary>Where kinks, edges, steps and lost digits are reported, and where not.</summary>
public sealed class NumericsDiagnosticTests
{
    [Theory]
    [InlineData("Math.Abs(y - theta * x)", "SYMG2002 Math.Abs(y - theta * x)")]
    [InlineData("theta * theta * Math.Abs(x) + Math.Exp(theta)")]
    [InlineData("Math.Max(0, 1 - theta * x)", "SYMG2002 Math.Max(0, 1 - theta * x)")]
    [InlineData("Math.Log(theta * theta)", "SYMG2003 Math.Log(theta * theta)")]
    [InlineData("Math.Log(1e-6 + theta * theta)")]
    [InlineData("Math.Log(theta) * x")]
    [InlineData("Math.Exp(theta) / (x * x)")]
    [InlineData("x / Math.Sqrt(theta * theta)", "SYMG2003 x / Math.Sqrt(theta * theta)", "SYMG2004 Math.Sqrt(theta * theta)")]
    [InlineData("Math.Exp(theta) * (theta > x ? 1.0 : 2.0)", "SYMG2005 theta > x")]
    [InlineData("Math.Exp(theta) * (y > x ? 1.0 : 2.0)")]
    [InlineData("theta * x > y ? theta * x - y : 2 * (theta * x - y)")]
    [InlineData("theta * x > y ? theta * x - y : 2 * (theta * x - y) + 1", "SYMG2005 theta * x > y")]
    [InlineData("y - theta * x <= 1 ? 0.5 * (y - theta * x) * (y - theta * x) : y - theta * x - 0.5")]
    [InlineData("y - theta * x <= 1 ? 0.5 * (y - theta * x) * (y - theta * x) : y - theta * x - 0.4", "SYMG2005 y - theta * x <= 1")]
    [InlineData("Math.Exp(theta) + (theta > x ? theta : theta + 3)", "SYMG2005 theta > x")]
    [InlineData("(theta > x ? theta : theta + 3) + (theta > x ? 3 : 0)")]
    [InlineData("theta + (theta > x ? 1.0 : 2.0)", "SYMG2005 theta > x")]
    [InlineData("(theta > x ? theta : theta + 3) * (theta - x)")]
    [InlineData("theta > x ? theta * y * y : theta * y")]
    [InlineData("theta == x ? theta : theta + 3")]
    [InlineData("theta > x ? Math.Sin(theta) : 1 + Math.Sin(theta)", "SYMG2005 theta > x")]
    [InlineData("theta > x ? Math.Exp(theta) : 0")]
    [InlineData("Math.Exp((float)theta)", "SYMG2006 (float)theta")]
    [InlineData("Math.Exp(theta) * (float)x")]
    public void Edges(string loss, params string[] expected)
    {
        string source = $$"""
            using System;
            using SymGrad;
            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double theta, double x, double y) => {{loss}};
            }
            """;
        using GeneratorRun run = GeneratorRunner.Run(source, new GeneratorRunOptions { RunChecks = false });
        string[] reported =
        [
            .. run.Diagnostics.Where(d => d.Id.StartsWith("SYMG2", StringComparison.Ordinal))
                .Select(d => $"{d.Id} {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}").Order(StringComparer.Ordinal),
        ];
        Assert.Equal(expected, reported);
    }
}
