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
