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

    /// <summary>An edit of another file leaves all after lowering alone; an edit of what the loss uses does not.</summary>
    [Theory]
    [InlineData("[Loss] public static double Fit([Theta] double a, double[,] x) { double[,] u = new double[2, 2]; u[0, 1] = a; return Used.Of(u[0, 1]) * x[0, 0]; }")]
    [InlineData("[Loss] public static double Fit([Theta] double[] a, double x) => a.Select(u => Used.Of(u)).Sum() * x;")]
    [InlineData("[Loss] public static T Fit<T>([Theta] T a, T x) where T : IFloatingPointIeee754<T> => Used.Generic(a) * x;", 2)]
    [InlineData("[Loss] public static double Fit([Theta] ReadOnlySpan<double> a, double x) => Used.Of(TensorPrimitives.Sum(a)) * x;")]
    [InlineData("private readonly Used used = new(); [Loss] public double Fit([Theta] double a, double x) => used.Scaled(a) * x;")]
    [InlineData("[Loss] public static double Fit([Theta] double a, double x) => EnergyGradient(a, x); [Loss] public static double Energy([Theta] double a, double x) => Used.Of(a * x);", 2)]
    [InlineData("[Loss] public static double Fit([Theta] double a, Kind kind, double x) => kind switch { Kind.First => Used.Of(a), _ => Math.Exp(Used.Of(a)) } * x;")]
    public void What_a_loss_uses_is_seen_and_what_it_does_not_is_not(string members, int losses = 1)
    {
        string loss = $"using System; using System.Linq; using System.Numerics; using System.Numerics.Tensors; using SymGrad; public enum Kind {{ First, Second }} public partial class Losses {{ {members} }}";
        const string used = """
            using System.Numerics;
            public sealed class Used
            {
                public double Scale = 2;
                public double Scaled(double u) => Scale * u * u;
                public static double Of(double u) => u * u;
                public static T Generic<T>(T u) where T : IFloatingPointIeee754<T> => u * u;
            }
            """;
        const string other = "public static class Unrelated { public static double Of(double u) => u; }";
        GeneratorDriverRunResult unrelated = RunAfterEdit(2, other.Replace("=> u", "=> u + 1", StringComparison.Ordinal), loss, used, other);
        foreach (string step in new[] { StepNames.Differentiation, StepNames.Emission })
        {
            Assert.Equal(Enumerable.Repeat(IncrementalStepRunReason.Cached, losses), ReasonsOf(unrelated, step));
        }

        GeneratorDriverRunResult comment = RunAfterEdit(1, used.Replace("u * u", "u*u /* squared */", StringComparison.Ordinal), loss, used, other);
        Assert.Equal(Enumerable.Repeat(IncrementalStepRunReason.Cached, losses), ReasonsOf(comment, StepNames.Differentiation));
        GeneratorDriverRunResult edited = RunAfterEdit(1, used.Replace("u * u", "u * u * u", StringComparison.Ordinal), loss, used, other);
        Assert.Equal(Enumerable.Repeat(IncrementalStepRunReason.Modified, losses), ReasonsOf(edited, StepNames.Lowering));
        Assert.Equal(Enumerable.Repeat(IncrementalStepRunReason.Modified, losses), ReasonsOf(edited, StepNames.Emission));
    }

    [Theory]
    [InlineData("public string Name = \"x\";", "public string Name = \"y\";", false)]
    [InlineData("public double Unread;", "public float Unread;", false)]
    [InlineData("public double Scale", "/* by */ public double Scale", false)]
    [InlineData("public double Scale", "public float Scale", true)]
    [InlineData("=> Scale * u", "=> Scale * u * u", true)]
    [InlineData("Model(double k)", "Model(float k)", true)]
    [InlineData("sealed partial class", "partial struct", true)]
    public void An_instance_is_compared_by_what_the_loss_reads(string before, string after, bool isModified)
    {
        const string model = "public sealed partial class Model(double k) { public string Name = \"x\"; public double Unread; public double Scale { get; set; } private double Of(double u) => Scale * u; }";
        const string loss = "using SymGrad; partial class Model { [Loss] public double Fit([Theta] double a, double x) => Of(a) * x * k; }";
        string other = loss.Replace("partial class", after.Contains("struct", StringComparison.Ordinal) ? "partial struct" : "partial class", StringComparison.Ordinal);
        GeneratorDriverRunResult result = RunAfterEdits([other, model.Replace(before, after, StringComparison.Ordinal)], loss, model);
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
        => RunAfterEdits([.. sources.Select((s, i) => i == file ? newText : s)], sources);

    private static GeneratorDriverRunResult RunAfterEdits(string[] newTexts, params string[] sources)
    {
        var options = new GeneratorRunOptions
        {
            ExtraReferences = [MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location)],
        };
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation(sources, options);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new LossGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation);
        CSharpCompilation changed = compilation;
        foreach ((SyntaxTree tree, string text) in compilation.SyntaxTrees.Zip(newTexts).Where((p, i) => p.Second != sources[i]))
        {
            changed = changed.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text, System.Text.Encoding.UTF8)));
        }

        return driver.RunGenerators(changed).GetRunResult();
    }

    private static IReadOnlyList<IncrementalStepRunReason> ReasonsOf(GeneratorDriverRunResult result, string step)
        => [.. result.Results.Single().TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private static string TextOf(GeneratorDriverRunResult result, string loss)
        => result.Results.Single().GeneratedSources.Single(s => s.HintName == $"Losses.{loss}.g.cs").SourceText.ToString();
}
