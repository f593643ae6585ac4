using System.Linq;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>The attributes may stand on local functions and lambdas, where they have no effect: the analyzer says so.</summary>
public sealed class LocalMethodTests
{
    [Theory]
    [InlineData("double Local([Theta] double weight) => weight; return Local(x);", "SYMG0012 weight")]
    [InlineData("System.Func<double, double> f = ([Theta] double weight) => weight; return f(x);", "SYMG0012 weight")]
    [InlineData("[Loss] double Local([Theta] double weight) => weight; return Local(x);", "SYMG0013 Local")]
    [InlineData("double Local(double theta) => theta; return Local(x);", "")]
    public void An_attribute_without_effect_is_reported(string body, string expected)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            $$"""
            using SymGrad;
            /// <summary>Not losses.</summary>
            public static class Plain
            {
                /// <summary>Not a loss.</summary>
                public static double G(double x) { {{body}} }
            }
            """);
        string[] reported =
        [
            .. run.Diagnostics.Where(d => d.Id.StartsWith("SYMG", System.StringComparison.Ordinal))
                .Select(d => $"{d.Id} {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}"),
        ];
        Assert.Equal(expected, string.Join("; ", reported));
    }
}
