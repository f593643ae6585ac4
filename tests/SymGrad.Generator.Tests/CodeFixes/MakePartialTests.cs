using System.Threading.Tasks;
using Xunit;

namespace SymGrad.Generator.Tests.CodeFixes;

public class MakePartialTests
{
    [Theory]
    [InlineData("public static class Losses", "public static partial class Losses")]
    [InlineData("internal sealed record Losses", "internal sealed partial record Losses")]
    [InlineData("public readonly struct Losses", "public readonly partial struct Losses")]
    public async Task The_containing_type_is_made_partial(string before, string after)
    {
        string source = $$"""
            using SymGrad;

            {{before}}
            {
                // A comment that stays.
                [Loss]
                public static double Fit(double θ, double x) => θ * θ * x;
            }
            """;
        Assert.Equal(source.Replace(before, after, System.StringComparison.Ordinal), await CodeFixRun.ApplyAsync(source, "SYMG0001", "Make 'Losses' partial"));
    }

    [Fact]
    public async Task Each_type_of_a_nested_chain_is_offered_the_fix()
    {
        const string source =
            """
            using SymGrad;

            public class Outer
            {
                public partial class Inner
                {
                    [Loss]
                    public static double Fit(double θ, double x) => θ * θ * x;
                }
            }
            """;
        Assert.Contains("public partial class Outer", await CodeFixRun.ApplyAsync(source, "SYMG0001", "Make 'Outer' partial"), System.StringComparison.Ordinal);
    }
}
