using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Pipeline;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Pipeline;

/// <summary>
/// Equal input is work done once, different input is work done again. (Every other test of generated code checks the first half too.)
/// </summary>
public class CachingTests
{
    private const string Loss =
        """
        using SymGrad;
        public static partial class Losses
        {
            [Loss] public static double Fit(double θ, double x) => Helpers.Square(θ * x) + 0.0;
            [Loss] public static double Other(double θ, double x) => θ * θ * x;
        }
        """;

    private const string Helper = "public static class Helpers { public static double Square(double u) => u * u; }";

    private const string CompositeLoss =
        """
        using SymGrad;
        public static partial class Losses
        {
            [Loss] public static double Fit([Theta] Line line, Point point) => line.At(point.X) * point.Y * line.Weights[0];
        }
        """;

    private const string Composites =
        """
        public sealed record Line(double Slope, double[] Weights) { public double At(double x) => Slope * x; }
        public readonly record struct Point(double X, double Y, string Label);
        """;

    [Fact]
    public void Editing_a_helper_in_another_file_is_seen_and_leaves_other_losses_alone()
    {
        GeneratorDriverRunResult result = RunAfterEdit(1, Helper.Replace("u * u", "u * u * u", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], ReasonsOf(result, StepNames.Lowering));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], ReasonsOf(result, StepNames.Emission));
        Assert.Contains("3.0 * ", TextOf(result, "Fit"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double x) => Helpers", "double x) /* comment */ => Helpers")]
    [InlineData("Helpers.Square(θ * x)", "Helpers.Square((θ*x))")]
    [InlineData("using SymGrad;", "using System;\nusing SymGrad;\n\n")]
    public void Equivalent_source_gives_an_equal_model(string before, string after)
    {
        GeneratorDriverRunResult result = RunAfterEdit(0, Loss.Replace(before, after, StringComparison.Ordinal));
        Assert.All(ReasonsOf(result, StepNames.Lowering), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(ReasonsOf(result, StepNames.Differentiation), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(ReasonsOf(result, StepNames.Emission), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    [Theory]
    [InlineData("+ 0.0", "+ -0.0")]
    [InlineData("+ 0.0", "- 0.0")]
    [InlineData("double Fit(double θ", "double Fit2(double θ")]
    [InlineData("Fit(double θ, double x)", "Fit(double θ, float x)")]
    public void Different_source_gives_a_different_model(string before, string after)
    {
        GeneratorDriverRunResult result = RunAfterEdit(0, Loss.Replace(before, after, StringComparison.Ordinal));
        Assert.Contains(IncrementalStepRunReason.Modified, ReasonsOf(result, StepNames.Lowering));
        Assert.Contains(IncrementalStepRunReason.Modified, ReasonsOf(result, StepNames.Emission));
    }

    [Theory]
    [InlineData("public readonly record", "/* comment */ public readonly record")]
    [InlineData("string Label", "int Label, string Name = \"x\"", true)]
    [InlineData("=> Slope * x", "=> (Slope*x)")]
    [InlineData("double X, double Y", "double Y, double X", true)]
    [InlineData("=> Slope * x", "=> Slope * x * x", true)]
    [InlineData("double Slope", "float Slope", true)]
    [InlineData("sealed record", "readonly record struct", true)]
    public void The_types_of_parameters_are_compared_by_their_members(string before, string after, bool isModified = false)
    {
        GeneratorDriverRunResult result = RunAfterEdit(1, Composites.Replace(before, after, StringComparison.Ordinal), CompositeLoss, Composites);
        Assert.Equal([isModified ? IncrementalStepRunReason.Modified : IncrementalStepRunReason.Cached], ReasonsOf(result, StepNames.Differentiation));
    }

    [Fact]
    public void Files_of_losses_whose_names_differ_by_case_only_do_not_clash()
    {
        using GeneratorRun run = GeneratorRunner.Run(
            """
            using SymGrad;
            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>One.</summary>
                [Loss] public static double Fit(double θ) => θ * θ;
                /// <summary>Another.</summary>
                [Loss] public static double FIT(double θ) => θ * θ * θ;
                /// <summary>An overload.</summary>
                [Loss(Name = "FitWithData")] public static double Fit(double θ, double x) => θ * θ * x;
            }
            """);
        Assert.Equal(
            ["Losses.FIT.g.cs", "Losses.Fit.2.g.cs", "Losses.FitWithData.g.cs"],
            run.Files.Select(f => f.HintName).Order(StringComparer.Ordinal));
    }

    private static GeneratorDriverRunResult RunAfterEdit(int file, string newText) => RunAfterEdit(file, newText, Loss, Helper);

    private static GeneratorDriverRunResult RunAfterEdit(int file, string newText, params string[] sources)
    {
        var options = new GeneratorRunOptions();
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation(sources, options);
        SyntaxTree edited = compilation.SyntaxTrees[file];
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new LossGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)edited.Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation);
        SyntaxTree changed = edited.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(newText, System.Text.Encoding.UTF8));
        return driver.RunGenerators(compilation.ReplaceSyntaxTree(edited, changed)).GetRunResult();
    }

    private static IReadOnlyList<IncrementalStepRunReason> ReasonsOf(GeneratorDriverRunResult result, string step)
        => [.. result.Results.Single().TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private static string TextOf(GeneratorDriverRunResult result, string loss)
        => result.Results.Single().GeneratedSources.Single(s => s.HintName == $"Losses.{loss}.g.cs").SourceText.ToString();
}
