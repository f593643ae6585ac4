using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Values through which nothing flows back.</summary>
public sealed class StopGradientTests
{
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
