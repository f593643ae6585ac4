using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.EndToEnd.Tests.RandomPrograms.Structured;
using Xunit;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

public sealed class LossShrinkerTests
{
    private static readonly Problem Planted = new(ProblemKind.Gradient, "planted");

    [Fact]
    public void A_failing_loss_is_shrunk_to_what_makes_it_fail()
    {
        LossSource large = LossGenerators.Losses.Sample(200, new Rnd(5), 50)
            .Where(l => l.Render("C").Contains("Tanh(", System.StringComparison.Ordinal))
            .MaxBy(l => l.Size)!;
        Assert.True(large.Size > 60, "The loss to shrink is small already.");

        LossReport minimal = LossShrinker.Shrink(LossReport.Failed(large, Planted), Check);

        Assert.Contains("Tanh(", minimal.Source.Render("C"), System.StringComparison.Ordinal);
        Assert.True(minimal.Source.Size <= 8, minimal.Source.Render("C"));
        Assert.Single(LossBatch.Valid([minimal.Source]));
    }

    [Fact]
    public void A_failing_loop_is_shrunk_to_what_makes_it_fail()
    {
        LossSource large = StructuredLosses.Losses.Sample(200, new Rnd(5), 50)
            .Where(l => l.Helpers.IsEmpty && l.Render("C").Contains("Tanh(", System.StringComparison.Ordinal))
            .MaxBy(l => l.Size)!;
        Assert.True(large.Size > 100, "The loss to shrink is small already.");

        LossReport minimal = LossShrinker.Shrink(LossReport.Failed(large, Planted), Check);

        Assert.Contains("Tanh(", minimal.Source.Render("C"), System.StringComparison.Ordinal);
        Assert.True(minimal.Source.Size <= 12 && minimal.Source.Body.All(s => s.Blocks.IsEmpty), minimal.Source.Render("C"));
        Assert.Single(LossBatch.Valid([minimal.Source]));
    }

    private static ImmutableArray<LossReport> Check(IReadOnlyList<LossSource> losses) =>
    [
        .. losses.Select(l => l.Render("C").Contains("Tanh(", System.StringComparison.Ordinal)
            ? LossReport.Failed(l, Planted)
            : new LossReport(l, null, 3, 0, true, 1)),
    ];
}
