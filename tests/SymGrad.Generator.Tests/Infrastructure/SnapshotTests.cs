using System;
using System.IO;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Infrastructure;

/// <summary>The snapshot helper: what it writes, what it says, what it refuses.</summary>
public sealed class SnapshotTests : IDisposable
{
    private static readonly SnapshotAcceptance Comparing = new(IsAsked: false, IsContinuousIntegration: false);
    private static readonly SnapshotAcceptance Accepting = new(IsAsked: true, IsContinuousIntegration: false);

    private readonly string folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    private SnapshotPlace Place => new(folder, "SampleTests.Sample#");

    [Fact]
    public void A_new_snapshot_fails_and_is_received()
    {
        var thrown = Assert.Throws<GeneratorCheckException>(
            () => Snapshots.Compare([new("A.g.cs", "one\ntwo\n")], Place, Comparing));
        Assert.Contains("+one", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("one\ntwo\n", File.ReadAllText(Path.Combine(folder, "SampleTests.Sample#A.g.received.cs")));
    }

    [Fact]
    public void An_accepted_snapshot_passes_whatever_its_line_ends()
    {
        Snapshots.Compare([new("A.g.cs", "one\r\ntwo\r\n")], Place, Accepting);
        Assert.Equal("one\ntwo\n", File.ReadAllText(Path.Combine(folder, "SampleTests.Sample#A.g.verified.cs")));
        Snapshots.Compare([new("A.g.cs", "one\ntwo")], Place, Comparing);
        Assert.Empty(Directory.GetFiles(folder, "*.received.*"));
    }

    [Fact]
    public void A_difference_is_shown_and_received_until_it_is_gone()
    {
        Snapshots.Compare([new("A.g.cs", "one\ntwo\nthree\n")], Place, Accepting);
        var thrown = Assert.Throws<GeneratorCheckException>(
            () => Snapshots.Compare([new("A.g.cs", "one\n2\nthree\n")], Place, Comparing));
        Assert.Contains(" one\n-two\n+2\n three\n", thrown.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder, "*.received.cs"));
        Snapshots.Compare([new("A.g.cs", "one\ntwo\nthree\n")], Place, Comparing);
        Assert.Empty(Directory.GetFiles(folder, "*.received.cs"));
    }

    [Fact]
    public void A_snapshot_that_is_not_generated_any_more_fails()
    {
        Snapshots.Compare([new("A.g.cs", "one\n"), new("B.g.cs", "two\n")], Place, Accepting);
        var thrown = Assert.Throws<GeneratorCheckException>(() => Snapshots.Compare([new("A.g.cs", "one\n")], Place, Comparing));
        Assert.Contains("SampleTests.Sample#B.g.verified.cs", thrown.Message, StringComparison.Ordinal);
        Snapshots.Compare([new("A.g.cs", "one\n")], Place, Accepting);
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void Accepting_is_refused_under_continuous_integration()
    {
        var refused = new SnapshotAcceptance(IsAsked: true, IsContinuousIntegration: true);
        Assert.Throws<InvalidOperationException>(() => Snapshots.Compare([new("A.g.cs", "one\n")], Place, refused));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("OtherTests.Sample#A.g.verified.cs")]
    [InlineData("SampleTests.Gone#A.g.verified.cs")]
    [InlineData("SampleTests.NotASnapshotTest#A.g.verified.cs")]
    [InlineData("NoMethod#A.g.verified.cs")]
    public void Orphans_are_found(string orphan)
    {
        File.WriteAllText(Path.Combine(folder, "SampleTests.cs"), """
            class SampleTests
            {
                [Fact]
                public void Sample() => Snapshots.Verify("source");

                [Fact]
                public void NotASnapshotTest() { }

                private void Gone() => Snapshots.Verify("source");
            }
            """);
        Snapshots.Compare([new("A.g.cs", "one\n")], Place, Accepting);
        Assert.Empty(SnapshotOrphans.Below(folder));
        File.WriteAllText(Path.Combine(folder, orphan), "left over\n");
        Assert.Equal([orphan], SnapshotOrphans.Below(folder));
    }

    [Fact]
    public void Snapshots_stand_beside_the_file_of_the_test()
    {
        SnapshotPlace place = SnapshotPlace.Of("/_/tests/Sample/SampleTests.cs", "Method");
        Assert.Equal(Path.Combine(SnapshotPlace.RepositoryRoot, "tests/Sample", "SampleTests.Method#N.Losses.F.g.verified.cs"), place.Verified("N.Losses.F.g.cs"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
