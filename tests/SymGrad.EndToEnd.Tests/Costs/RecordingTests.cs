using System;
using SymGrad.EndToEnd.Tests.Programs;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Costs;

/// <summary>What is recomputed from what is there anyway is not recorded.</summary>
public sealed class RecordingTests
{
    [Theory]
    [InlineData("LogisticRegression.Logistic")]
    [InlineData("TwoLayerNetwork.CrossEntropy")]
    public void Nothing_is_recorded(string name) => Assert.DoesNotContain("record", GeneratedText(name), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void State_that_is_overwritten_is_recorded()
        => Assert.Contains("is recorded", GeneratedText("LongShortTermMemory.SquaredError"), StringComparison.Ordinal);

    private static string GeneratedText(string name)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            SampleProgram.Named(name).Sources, new GeneratorRunOptions { RunChecks = false, RunAnalyzer = false });
        return run.AllText;
    }
}
