using System;
using System.Linq;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Infrastructure;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Equal("", UnifiedDiff.Between("a\nb", "a\nb", "before", "after"));

    [Fact]
    public void Changes_are_shown_with_three_lines_around_them()
    {
        string before = Lines(Enumerable.Range(1, 12).Select(i => $"line {i}"));
        string after = before.Replace("line 6", "line six", StringComparison.Ordinal);
        Assert.Equal(
            "--- before\n+++ after\n@@ -3,7 +3,7 @@\n line 3\n line 4\n line 5\n-line 6\n+line six\n line 7\n line 8\n line 9\n",
            UnifiedDiff.Between(before, after, "before", "after"));
    }

    [Fact]
    public void Changes_far_apart_have_hunks_of_their_own()
    {
        string[] lines = [.. Enumerable.Range(1, 30).Select(i => $"line {i}")];
        string[] changed = [.. lines.Where(l => l != "line 2"), "line 31"];
        Assert.Equal(
            "--- before\n+++ after\n@@ -1,5 +1,4 @@\n line 1\n-line 2\n line 3\n line 4\n line 5\n@@ -28,3 +27,4 @@\n line 28\n line 29\n line 30\n+line 31\n",
            UnifiedDiff.Between(Lines(lines), Lines(changed), "before", "after"));
    }

    private static string Lines(System.Collections.Generic.IEnumerable<string> lines) => string.Join('\n', lines);
}
