using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Programs;

/// <summary>The programs of samples/Programs, which users start from: each compiles without an error, and its gradient is right.</summary>
public sealed class ProgramTests
{
    private const double PublishedError = 1e-8;

    public static TheoryData<string> Names => SampleProgram.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_gradient_are_right(string name)
    {
        SampleProgram program = SampleProgram.Named(name);
        Accept.Arrays(program.Sources, program.TypeName, program.Loss, program.Samples);
    }

    [Fact]
    public void The_mixture_gives_the_published_value_and_gradient() => AssertGives(
        PublishedResults.MixtureValue,
        PublishedResults.MixtureGradient,
        SampleProgram.Named("GaussianMixture.BenchmarkObjective"),
        PublishedResults.MixturePoint);

    [Fact]
    public void Bundle_adjustment_gives_the_published_value_and_gradient() => AssertGives(
        PublishedResults.AdjustmentValue,
        PublishedResults.AdjustmentGradient,
        SampleProgram.Named("BundleAdjustment.ReprojectionError"),
        PublishedResults.AdjustmentPoint);

    private static void AssertGives(double value, double[] gradient, SampleProgram program, object[] point)
    {
        using LossProgram built = LossProgram.Build(program.Sources);
        (double Value, IEnumerable<double> Gradient) actual = built.Method(program.TypeName, program.Loss).ValueAndGradient(point) switch
        {
            { Thrown: null, Result: var result } => (result.Value, result.Gradient),
            var outcome => throw outcome.Thrown!,
        };
        Assert.Equal(value, actual.Value, PublishedError);
        Assert.Equal(gradient.Length, actual.Gradient.Count());
        Assert.All(actual.Gradient, (g, i) => Assert.Equal(gradient[i], g, PublishedError * Math.Max(1, Math.Abs(gradient[i]))));
    }
}
