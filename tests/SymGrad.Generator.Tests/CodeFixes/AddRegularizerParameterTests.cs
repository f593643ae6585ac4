using System.Threading.Tasks;
using Xunit;

namespace SymGrad.Generator.Tests.CodeFixes;

public class AddRegularizerParameterTests
{
    [Fact]
    public async Task Squares_are_added_to_an_expression()
    {
        const string source =
            """
            using SymGrad;

            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>The signed error.</summary>
                [Loss]
                public static double SignedError([Theta] double slope, double x, [Theta] double @in, double y) => y - slope * x - @in;
            }
            """;
        string changed = await CodeFixRun.ApplyAsync(source, "SYMG1002", "Add a regulariser to 'SignedError', with a parameter 'strength'");
        Assert.Equal(
            source.Replace("double y) => y - slope * x - @in;", "double y, double strength) => y - slope * x - @in + strength * (slope * slope + @in * @in);", System.StringComparison.Ordinal),
            changed);
        Assert.DoesNotContain("SYMG1002", CodeFixRun.Compile(changed));
    }

    [Fact]
    public async Task Each_result_takes_them_and_nothing_else_does()
    {
        const string source =
            """
            using SymGrad;

            internal static partial class Losses
            {
                [Loss]
                internal static float Signed([Theta] float θ, float strength, float y)
                {
                    if (y > 0)
                    {
                        // Above.
                        return y > 1 ? Doubled(θ) : θ;
                    }

                    return -θ;

                    static float Doubled(float z)
                    {
                        return 2 * z;
                    }
                }
            }
            """;
        string changed = await CodeFixRun.ApplyAsync(source, "SYMG1002", "Add a regulariser to 'Signed', with a parameter 'strengthOfTheta'");
        Assert.Equal(
            source.Replace("float y)", "float y, float strengthOfTheta)", System.StringComparison.Ordinal)
                .Replace("y > 1 ? Doubled(θ) : θ;", "(y > 1 ? Doubled(θ) : θ) + strengthOfTheta * θ * θ;", System.StringComparison.Ordinal)
                .Replace("-θ;", "-θ + strengthOfTheta * θ * θ;", System.StringComparison.Ordinal),
            changed);
        Assert.DoesNotContain("SYMG1002", CodeFixRun.Compile(changed));
    }

    [Theory]
    [InlineData("[Theta] double[] w, double[] x", "w[0] * x[0]")]
    [InlineData("[Theta] double w, double x = 1", "w * x")]
    public async Task It_is_not_offered_where_it_is_no_expression_or_no_parameter_can_come_last(string parameters, string loss)
    {
        string[] titles = await CodeFixRun.TitlesAsync(
            $"using SymGrad;\ninternal static partial class Losses\n{{\n    [Loss]\n    internal static double Signed({parameters}) => {loss};\n}}\n", "SYMG1002");
        Assert.NotEmpty(titles);
        Assert.DoesNotContain(titles, t => t.Contains("parameter", System.StringComparison.Ordinal));
    }
}
