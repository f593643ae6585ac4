using System;
using System.Threading.Tasks;
using Xunit;

namespace SymGrad.Generator.Tests.CodeFixes;

public class AddRegularizerTests
{
    [Fact]
    public async Task A_regulariser_of_numbers_is_one_expression()
    {
        const string source =
            """
            using SymGrad;

            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>The signed error.</summary>
                [Loss]
                public static double SignedError([Theta] double slope, double x, [Theta] double intercept, double y) => y - slope * x - intercept;

                /// <summary>Stays.</summary>
                public const int Other = 1;
            }
            """;
        const string expected =
            """
            using SymGrad;

            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>The signed error.</summary>
                [Loss]
                public static double SignedError([Theta] double slope, double x, [Theta] double intercept, double y) => y - slope * x - intercept;

                /// <summary>Holds θ back. Add it to an objective of SignedError by WithRegularizer, with a weight.</summary>
                [Loss]
                public static double SignedErrorRegularizer([Theta] double slope, [Theta] double intercept) => slope * slope + intercept * intercept;

                /// <summary>Stays.</summary>
                public const int Other = 1;
            }
            """;
        string changed = await CodeFixRun.ApplyAsync(
            source, "SYMG1002", "Add a regulariser 'SignedErrorRegularizer' for the objective of 'SignedError'");
        Assert.Equal(expected, changed);
        Assert.Equal(["SYMG1002"], CodeFixRun.Compile(changed));
    }

    [Fact]
    public async Task What_was_added_goes_with_the_objective_and_gives_it_a_minimum()
    {
        const string source =
            """
            using SymGrad;

            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>The signed error.</summary>
                [Loss]
                public static double SignedError(double θ, double x, double y) => y - θ * x;
            }
            """;
        string changed = await CodeFixRun.ApplyAsync(
            source, "SYMG1002", "Add a regulariser 'SignedErrorRegularizer' for the objective of 'SignedError'");
        using Testing.GeneratorRun run = Testing.GeneratorRunner.Run([changed,
            """
            /// <summary>Uses it.</summary>
            public static class Use
            {
                /// <summary>The derivative of mean(y) - 2θ + 0.5 θ² at its minimum.</summary>
                public static double Gradient()
                {
                    double[] gradient = new double[1];
                    new Losses.SignedErrorObjective(new double[] { 1, 3 }, new double[] { 1, 1 })
                        .WithRegularizer(new Losses.SignedErrorRegularizerObjective(), 0.5).Gradient([2], gradient);
                    return gradient[0];
                }
            }
            """]);
        Assert.Equal(0.0, run.Assembly.GetType("Use")!.GetMethod("Gradient")!.Invoke(null, null));
    }

    [Fact]
    public async Task A_regulariser_of_arrays_has_loops()
    {
        const string source =
            """
            using System;

            internal static partial class Losses
            {
                [SymGrad.Loss(Name = "Score")]
                internal static float SignedScore([SymGrad.Theta] ReadOnlySpan<float> weights, ReadOnlySpan<float> x, [SymGrad.Theta] float bias)
                {
                    float score = bias;
                    for (int i = 0; i < weights.Length; i++)
                    {
                        score += weights[i] * x[i];
                    }

                    return score;
                }

                public const int ScoreRegularizer = 1;
            }
            """;
        string changed = await CodeFixRun.ApplyAsync(
            source, "SYMG1002", "Add a regulariser 'ScoreRegularizerOfTheta' for the objective of 'SignedScore'");
        Assert.Contains(
            """
                /// <summary>Holds θ back. Add it to an objective of SignedScore by WithRegularizer, with a weight.</summary>
                [SymGrad.Loss]
                internal static float ScoreRegularizerOfTheta([SymGrad.Theta] ReadOnlySpan<float> weights, [SymGrad.Theta] float bias)
                {
                    float sum = bias * bias;
                    foreach (float element in weights)
                    {
                        sum += element * element;
                    }

                    return sum;
                }
            """,
            changed,
            StringComparison.Ordinal);
        Assert.Equal(["SYMG1002"], CodeFixRun.Compile(changed));
    }
}
