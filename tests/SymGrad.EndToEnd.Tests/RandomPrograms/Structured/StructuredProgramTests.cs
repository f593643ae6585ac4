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
    private const int TypedPrograms = 500;

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
    public void Gradients_of_random_programs_with_types_of_their_own_agree_with_dual_numbers()
    {
        var run = RandomLossRun.Check(TypedLosses.Losses, TypedPrograms);
        output.WriteLine(run.ToString());

        Assert.True(run.Compared > 0.95 * run.Points, "Too many losses are not finite to be a test.");
        Assert.True(
            run.Disagreements < 0.02 * run.Compared, "Dual numbers and central differences disagree at more points than kinks explain.");
        Assert.True(run.WithGradient > 0.85 * TypedPrograms, "Too many losses are flat to be a test.");
        Assert.True(run.WithPaths > 0.15 * TypedPrograms, "Too few losses take both sides of a branch to be a test.");
    }

    [Fact]
    public void Random_programs_with_types_of_their_own_contain_every_construct()
    {
        string[] programs =
        [
            .. TypedLosses.Losses.Sample(2000, new Rnd(1), 50).Select(l => l.Render("C"))
                .Select(p => p[..p.IndexOf("public enum Mode", StringComparison.Ordinal)]),
        ];
        string[] constructs =
        [
            "[Theta] Pair pair", "[Theta] Model model", "Item item", "Mode mode", "double[,] table", "float[,] table", "new Pair(", ".Turned()", ".Bent(", " with { U = ",
            "pair.Size", "pair + ", "Extent(", ".Total", "new State(", "new() { A = ", "= default; ", ".A = ", ".B += ", " with { B = ", " += pair.Bent(", "(double U, double V) ",
            ".U, u", "Both(", "new double[2, 3]", ".GetLength(1)]", "] += ", "model.At(", "model.Scale", "model.Weights[1]", "item.Pair", "Squashed(", "Blended(", "Through(u => ", ") switch { 0",
            "switch { <", "mode switch", "mode == Mode.Bent", "TensorPrimitives.Sum<", "TensorPrimitives.SumOfSquares<", "TensorPrimitives.Dot<", ".Sum()", ".Average(e => ",
            ".Select((e, i) => i * e)", ".Max()", ".Zip(", ".Aggregate(", "Enumerable.Range(0, 3).Sum(", "TensorPrimitives.Tanh<", "TensorPrimitives.Multiply<",
            "TensorPrimitives.SoftMax<", "TensorPrimitives.Subtract<", ").ToArray()", " in a.Select(", "var (v",
        ];
        Assert.All(constructs, c => Assert.Contains(programs, p => p.Contains(c, StringComparison.Ordinal)));
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
