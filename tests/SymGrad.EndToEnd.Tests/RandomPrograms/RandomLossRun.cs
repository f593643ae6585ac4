using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>Many random losses checked, and what they were like altogether. Set SYMGRAD_RANDOM_SEED to try other programs than the usual ones.</summary>
internal sealed class RandomLossRun
{
    private const int ProgramsPerCompilation = 100;
    private const int Size = 50;

    private RandomLossRun(LossReport[] all)
    {
        Losses = all.Length;
        Compared = all.Sum(r => r.Compared);
        Points = all.Sum(r => r.Source.PointCount);
        Disagreements = all.Sum(r => r.Disagreements);
        WithGradient = all.Count(r => r.HasGradient);
        WithPaths = all.Count(r => r.Paths > 1);
    }

    public int Losses { get; }

    public int Points { get; }

    /// <summary>At how many points the gradient was compared.</summary>
    public int Compared { get; }

    /// <summary>At how many of those dual numbers and central differences disagree.</summary>
    public int Disagreements { get; }

    /// <summary>How many losses have a derivative that is not zero.</summary>
    public int WithGradient { get; }

    /// <summary>How many losses take several ways through their comparisons.</summary>
    public int WithPaths { get; }

    private static ulong Seed { get; } =
        ulong.TryParse(Environment.GetEnvironmentVariable("SYMGRAD_RANDOM_SEED"), CultureInfo.InvariantCulture, out ulong seed) ? seed : 20260101;

    /// <summary>Checks a number of losses, and fails with the smallest of each kind of fault.</summary>
    public static RandomLossRun Check(Gen<LossSource> losses, int count)
    {
        LossSource[][] batches = [.. losses.Sample(count, new Rnd(Seed), Size).Chunk(ProgramsPerCompilation)];
        var reports = new ImmutableArray<LossReport>[batches.Length];
        Parallel.For(0, batches.Length, i => reports[i] = LossBatch.Check(batches[i]));

        LossReport[] all = [.. reports.SelectMany(r => r)];
        LossReport[] failed = [.. all.Where(r => r.Problem is not null)];
        if (failed.Length > 0)
        {
            string[] minimal =
            [
                .. failed.GroupBy(f => (f.Problem!.Kind, f.Problem.Message))
                    .Select(kind => kind.MinBy(f => f.Source.Size)!)
                    .Select(f => f.Problem!.Kind == ProblemKind.Endless ? f : LossShrinker.Shrink(f))
                    .Select(f => $"{f.Problem!.Kind}:\n{f.Source.Render("Losses0")}\n{f.Problem.Text}\n"),
            ];
            Assert.Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"{failed.Length} of {all.Length} random losses fail (SYMGRAD_RANDOM_SEED={Seed}). The smallest of each kind, shrunk:\n")
                + string.Join("\n", minimal));
        }

        Assert.Equal(count, all.Length);
        return new(all);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Losses} losses, {Compared} of {Points} points compared, {Disagreements} disagree with central differences, {WithGradient} with a gradient, {WithPaths} take several paths");
}
