using Xunit;
using Xunit.Abstractions;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>Random losses over numbers against the dual-number oracle.</summary>
public sealed class RandomProgramTests(ITestOutputHelper output)
{
    private const int Programs = 2000;

    [Fact]
    public void Gradients_of_random_losses_agree_with_dual_numbers()
    {
        var run = RandomLossRun.Check(LossGenerators.Losses, Programs);
        output.WriteLine(run.ToString());

        Assert.True(run.Compared > 0.95 * run.Points, "Too many losses are not finite to be a test.");
        Assert.True(
            run.Disagreements < 0.02 * run.Compared, "Dual numbers and central differences disagree at more points than kinks explain.");
        Assert.True(run.WithGradient > 0.85 * Programs, "Too many losses are flat to be a test.");
        Assert.True(run.WithPaths > 0.25 * Programs, "Too few losses take both sides of a branch to be a test.");
    }
}
