using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Xunit.Abstractions;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Random losses with loops, arrays, stores and helpers against the dual-number oracle.</summary>
public sealed class StructuredProgramTests(ITestOutputHelper output)
{
    private const int Programs = 1000;

    [Fact]
    public void Gradients_of_random_programs_agree_with_dual_numbers()
    {
        var run = RandomLossRun.Check(StructuredLosses.Losses, Programs);
        output.WriteLine(run.ToString());

        Assert.True(run.Compared > 0.95 * run.Points, "Too many losses are not finite to be a test.");
        Assert.True(
            run.Disagreements < 0.02 * run.Compared, "Dual numbers and central differences disagree at more points than kinks explain.");
        Assert.True(run.WithGradient > 0.85 * Programs, "Too many losses are flat to be a test.");
        Assert.True(run.WithPaths > 0.25 * Programs, "Too few losses take both sides of a branch to be a test.");
    }

    [Fact]
    public void Random_programs_contain_every_construct()
    {
        string[] programs = [.. StructuredLosses.Losses.Sample(300, new Rnd(1), 50).Select(l => l.Render("C"))];
        string[] constructs =
        [
            "++)", "--)", "+= 2)", " = 0, i", " <= i", " = i", " + 1; i", "for (;;)", "for (double e", "while (true)", "while (t", "do\n", "foreach (var ", "foreach (ref ",
            "foreach (int ", "break;", "continue;", "return;", "return (", "switch (", "if (", "else\n", "stackalloc", "new double[", ".ToArray()",
            ".AsSpan(1)", "[1..]", "[..^1]", ".CopyTo(", ".Fill(", ".Clear()", "Array.Copy(", "ref double r", " += ", " *= ", " /= ", ") = (", "float[]",
            "ReadOnlySpan<float>", "ReadOnlySpan<int>", "bool[]", "H0(", "H1(", "H2(", "++ % ", "m02++", "m02--",
        ];
        Assert.All(constructs, c => Assert.Contains(programs, p => p.Contains(c, StringComparison.Ordinal)));
    }
}
