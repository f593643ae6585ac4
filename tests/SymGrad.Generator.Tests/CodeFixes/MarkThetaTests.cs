using System;
using System.Threading.Tasks;
using Xunit;

namespace SymGrad.Generator.Tests.CodeFixes;

public class MarkThetaTests
{
    private const string Source =
        """
        using System;
        using SymGrad;

        /// <summary>Losses.</summary>
        public static partial class Losses
        {
            /// <summary>A fit.</summary>
            [Loss]
            public static double Fit(
                double slope, // A comment that stays.
                ReadOnlySpan<double> weights,
                int count,
                float x) => slope * slope * weights[0] * weights[0] * count * x * x;
        }
        """;

    [Fact]
    public async Task Each_floating_point_parameter_is_offered_and_all_of_them() => Assert.Equal(
        [
            "Differentiate by 'slope': mark it with [Theta]",
            "Differentiate by 'weights': mark it with [Theta]",
            "Differentiate by 'x': mark it with [Theta]",
            "Differentiate by all parameters: mark them with [Theta]",
        ],
        await CodeFixRun.TitlesAsync(Source, "SYMG0002"));

    [Fact]
    public async Task One_parameter_is_marked()
    {
        string changed = await CodeFixRun.ApplyAsync(Source, "SYMG0002", "Differentiate by 'weights': mark it with [Theta]");
        Assert.Equal(Source.Replace("ReadOnlySpan<double> weights", "[Theta] ReadOnlySpan<double> weights", StringComparison.Ordinal), changed);
        Assert.Empty(CodeFixRun.Compile(changed));
    }

    [Fact]
    public async Task All_parameters_are_marked()
    {
        string changed = await CodeFixRun.ApplyAsync(Source, "SYMG0002", "Differentiate by all parameters: mark them with [Theta]");
        string expected = Source
            .Replace("double slope", "[Theta] double slope", StringComparison.Ordinal)
            .Replace("ReadOnlySpan<double> weights", "[Theta] ReadOnlySpan<double> weights", StringComparison.Ordinal)
            .Replace("float x)", "[Theta] float x)", StringComparison.Ordinal);
        Assert.Equal(expected, changed);
        Assert.Empty(CodeFixRun.Compile(changed));
    }

    [Fact]
    public async Task The_attribute_is_qualified_where_it_has_to_be()
    {
        const string source =
            """
            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>A fit.</summary>
                [SymGrad.Loss]
                public static double Fit(double slope) => slope * slope;
            }
            """;
        string changed = await CodeFixRun.ApplyAsync(source, "SYMG0002", "Differentiate by 'slope': mark it with [Theta]");
        Assert.Contains("Fit([SymGrad.Theta] double slope)", changed, StringComparison.Ordinal);
        Assert.Empty(CodeFixRun.Compile(changed));
    }

    [Fact]
    public async Task All_losses_of_a_file_are_fixed_together()
    {
        const string source =
            """
            using SymGrad;

            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>A fit.</summary>
                [Loss]
                public static double First(double slope, double x) => slope * slope * x;

                /// <summary>A fit.</summary>
                [Loss]
                public static double Second(double slope, double y) => slope * slope - y;
            }
            """;
        string changed = await CodeFixRun.ApplyToAllAsync(source, "SYMG0002", "Differentiate by 'slope': mark it with [Theta]");
        Assert.Equal(source.Replace("(double slope", "([Theta] double slope", StringComparison.Ordinal), changed);
        Assert.Empty(CodeFixRun.Compile(changed));
    }

    [Fact]
    public async Task Nothing_is_offered_where_no_parameter_can_be_in_theta()
    {
        const string source =
            """
            using SymGrad;

            public static partial class Losses
            {
                [Loss]
                public static double Fit(int count, bool isOn) => isOn ? count : 0;
            }
            """;
        Assert.Empty(await CodeFixRun.TitlesAsync(source, "SYMG0002"));
    }
}
