using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Xunit.Abstractions;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>Random losses against the dual-number oracle. Set SYMGRAD_RANDOM_SEED to try other programs than the usual ones.</summary>
public sealed class RandomProgramTests(ITestOutputHelper output)
{
    private const int Programs = 2000;
    private const int ProgramsPerCompilation = 100;
    private const int Size = 50;

    private static ulong Seed { get; } =
        ulong.TryParse(Environment.GetEnvironmentVariable("SYMGRAD_RANDOM_SEED"), CultureInfo.InvariantCulture, out ulong seed) ? seed : 20260101;

    [Fact]
    public void Gradients_of_random_losses_agree_with_dual_numbers()
    {
        LossSource[][] batches = [.. LossGenerators.Losses.Sample(Programs, new Rnd(Seed), Size).Chunk(ProgramsPerCompilation)];
        var reports = new ImmutableArray<LossReport>[batches.Length];
        Parallel.For(0, batches.Length, i => reports[i] = LossBatch.Check(batches[i]));

        LossReport[] all = [.. reports.SelectMany(r => r)];
        LossReport[] failed = [.. all.Where(r => r.Problem is not null)];
        if (failed.Length > 0)
        {
            string[] minimal =
            [
                .. failed.GroupBy(f => (f.Problem!.Kind, f.Problem.Message))
                    .Select(kind => LossShrinker.Shrink(kind.MinBy(f => f.Source.Size)!))
                    .Select(f => $"{f.Problem!.Kind}:\n{f.Source.Render("Losses0")}\n{f.Problem.Text}\n"),
            ];
            Assert.Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"{failed.Length} of {all.Length} random losses fail (SYMGRAD_RANDOM_SEED={Seed}). The smallest of each kind, shrunk:\n")
                + string.Join("\n", minimal));
        }

        int compared = all.Sum(r => r.Compared);
        int points = all.Sum(r => r.Source.Points.Length);
        int disagreements = all.Sum(r => r.Disagreements);
        int withGradient = all.Count(r => r.HasGradient);
        int withPaths = all.Count(r => r.Paths > 1);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{all.Length} losses, {compared} of {points} points compared, {disagreements} disagree with central differences, {withGradient} with a gradient, {withPaths} take several paths"));

        Assert.Equal(Programs, all.Length);
        Assert.True(compared > 0.95 * points, "Too many losses are not finite to be a test.");
        Assert.True(disagreements < 0.02 * compared, "Dual numbers and central differences disagree at more points than kinks explain.");
        Assert.True(withGradient > 0.85 * Programs, "Too many losses are flat to be a test.");
        Assert.True(withPaths > 0.25 * Programs, "Too few losses take both sides of a branch to be a test.");
    }
}
