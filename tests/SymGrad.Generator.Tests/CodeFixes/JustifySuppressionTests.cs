using System;
using System.Threading.Tasks;
using Xunit;

namespace SymGrad.Generator.Tests.CodeFixes;

public class JustifySuppressionTests
{
    private const string Source =
        """
        using SymGrad;

        /// <summary>Losses.</summary>
        public static partial class Losses
        {
            // A comment that stays.
            /// <summary>The signed error.</summary>
            [Loss]
            public static double SignedError([Theta] double slope, [Theta] double unused, double x, double y) => y - slope * x;
        }
        """;

    [Theory]
    [InlineData("SYMG1002", new[] { "SYMG1004" })]
    [InlineData("SYMG1004", new[] { "SYMG1002" })]
    public async Task The_loss_gets_an_attribute_with_a_place_for_the_reason(string id, string[] others)
    {
        string changed = await CodeFixRun.ApplyAsync(Source, id, $"Suppress {id} here, with a justification");
        string expected = Source.Replace(
            "    [Loss]",
            $"    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"SymGrad.Structure\", \"{id}\", Justification = \"<Pending>\")]\n    [Loss]",
            StringComparison.Ordinal);
        Assert.Equal(expected, changed);
        Assert.Equal(others, CodeFixRun.Compile(changed));
    }

    [Fact]
    public async Task The_name_is_short_where_it_can_be()
    {
        string source = Source.Replace("using SymGrad;", "using System.Diagnostics.CodeAnalysis;\nusing SymGrad;", StringComparison.Ordinal);
        string changed = await CodeFixRun.ApplyAsync(source, "SYMG1002", "Suppress SYMG1002 here, with a justification");
        Assert.Contains("    [SuppressMessage(\"SymGrad.Structure\", \"SYMG1002\", Justification = \"<Pending>\")]\n", changed, StringComparison.Ordinal);
        Assert.Equal(["SYMG1004"], CodeFixRun.Compile(changed));
    }

    [Fact]
    public async Task A_call_is_suppressed_on_the_member_around_it()
    {
        const string source =
            """
            using System.Linq;
            using SymGrad;

            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>The squared deviation.</summary>
                [Loss]
                public static double Deviation([Theta] double level, double y) => (y - level) * (y - level);

                /// <summary>That of the average customer.</summary>
                public static double OfAverage(double[] ys) => Deviation(1, ys.Average());
            }
            """;
        string changed = await CodeFixRun.ApplyAsync(source, "SYMG1010", "Suppress SYMG1010 here, with a justification");
        Assert.Contains(
            "\"SYMG1010\", Justification = \"<Pending>\")]\n    public static double OfAverage", changed, StringComparison.Ordinal);
        Assert.Empty(CodeFixRun.Compile(changed));
    }
}
