using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Cultures;

/// <summary>Cultures with a decimal comma, or a minus sign that is not ASCII, change nothing of what is generated.</summary>
public sealed class CultureTests
{
    private const string Source = """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double F([Theta] double a, [Theta] double b, double x, int i)
            {
                double u = -1.5 * a + 0.1 * x - 1e-7 * b;
                if (i < -3)
                {
                    return a * -2.25;
                }

                return i switch { -1 => u * u, > 1_000 => Math.Pow(a, -0.5), _ => Math.Exp(-u) * 123456.789 };
            }

            [Loss]
            public static float G([Theta] float w, float x) => w * -0.1f + x * 1.5e-3f * w * w;

            [Loss]
            public static double Linear([Theta] double θ, double x, double y) => y - 0.5 * θ * x;

            [Loss]
            public static double Refused([Theta] double θ) => θ * Guid.NewGuid().GetHashCode() * -1.5;
        }
        """;

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Generated_text_and_diagnostics_are_the_same(string culture)
    {
        var foreign = CultureInfo.GetCultureInfo(culture);
        using GeneratorRun expected = GeneratorRunner.Run(Source);
        using GeneratorRun actual = GeneratorRunner.Run(Source, new GeneratorRunOptions { Culture = foreign });

        Assert.NotEmpty(expected.Files);
        Assert.Equal(expected.AllText, actual.AllText);
        Assert.NotEmpty(expected.Diagnostics);
        Assert.Equal(
            expected.Diagnostics.Select(d => d.ToString()),
            actual.Diagnostics.Select(d => d.ToString()));
        Assert.Contains(expected.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void These_cultures_do_write_numbers_otherwise_here()
    {
        Assert.Equal("1,5", 1.5.ToString(CultureInfo.GetCultureInfo("de-DE")));
        Assert.NotEqual("-1", (-1).ToString(CultureInfo.GetCultureInfo("fi-FI")));
    }
}
