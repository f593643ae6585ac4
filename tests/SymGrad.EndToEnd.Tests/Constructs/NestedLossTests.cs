using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Losses that call other losses, and values through which nothing flows back.</summary>
public sealed class NestedLossTests
{
    [Fact]
    public void A_loss_that_calls_a_loss() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x) => Error(a, x) * Error(b, a) + Ridge(b) + Smooth(a * b);

        [Loss]
        public static double Error([Theta] double slope, double x) => Math.Sin(slope * x) - slope;

        [Loss]
        public static double Ridge([Theta] double slope) => slope * slope;

        [Loss]
        public static double Smooth([Theta] double slope) => Math.Sqrt(1 + slope * slope);
        """);

    [Fact]
    public void A_loss_that_calls_a_generic_loss() => Accept.Generic("""
        [Loss]
        public static double F([Theta] double a, [Theta] float b, double x) => Smooth(a * x) * Smooth(b);

        [Loss]
        public static T Smooth<T>([Theta] T slope)
            where T : IFloatingPointIeee754<T> => T.Sqrt(T.One + slope * slope);
        """, """
        [Loss]
        public static double F([Theta] double a, [Theta] float b, double x) => Math.Sqrt(1 + a * x * (a * x)) * MathF.Sqrt(1 + b * b);
        """, Sample.Any);

    [Theory]
    [InlineData("Loss.StopGradient(a * x) * a * b")]
    [InlineData("Math.Abs(Loss.StopGradient(a)) + b * x * Loss.StopGradient(Math.Exp(b))")]
    [InlineData("(a > 0 ? Loss.StopGradient(a) : b) * a")]
    public void Nothing_flows_back_through_a_stop(string expression)
    {
        using LossProgram program = LossProgram.Build([$$"""
            using System;
            using SymGrad;

            namespace Sample;

            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, [Theta] double b, double x) => {{expression}};
            }
            """]);
        Assert.Empty(program.Run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        LossMethod loss = program.Method("Sample.Losses", "F");
        object[][] points = [.. SamplePoints.Of(loss, 8)];
        GradientOracle.Check(loss, points, hasJumps: true);
        Assert.Null(ObjectiveOracle.Examine(loss, points));
    }

    [Fact]
    public void What_is_stopped_is_no_claim_about_the_loss()
    {
        using GeneratorRun run = GeneratorRunner.Run("""
            using SymGrad;

            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, double x) => Loss.StopGradient(a) * a * x;
            }
            """);
        Assert.Contains("LossStructure.Separable", run.Files.Single().Text, StringComparison.Ordinal);
    }
}
