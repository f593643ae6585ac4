using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Pipeline;

/// <summary>What the analyzer reports reaches the user as the user's project wants it.</summary>
public class DiagnosticsTests
{
    private const string Plain =
        """
        using SymGrad;
        /// <summary>Losses.</summary>
        public static partial class Losses
        {
            /// <summary>The signed error.</summary>
            [Loss]
            public static double SignedError([Theta] double θ, double x, double y) => y - θ * x;
        }
        """;

    [Fact]
    public void A_linear_loss_is_noted_and_warned_of_at_its_name()
    {
        using GeneratorRun run = GeneratorRunner.Run(Plain);
        Assert.Equal(["SYMG1001 Info SignedError", "SYMG1002 Warning SignedError"], Describe(run));
    }

    [Fact]
    public void A_pragma_silences_it()
    {
        string source = Plain.Replace("    [Loss]", "#pragma warning disable SYMG1002\n    [Loss]", System.StringComparison.Ordinal);
        using GeneratorRun run = GeneratorRunner.Run(source);
        Assert.Equal(["SYMG1001 Info SignedError"], Describe(run));
    }

    [Fact]
    public void An_attribute_silences_it()
    {
        string source = Plain.Replace(
            "    [Loss]",
            "    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"SymGrad.Structure\", \"SYMG1002\", Justification = \"bounded\")]\n    [Loss]",
            System.StringComparison.Ordinal);
        using GeneratorRun run = GeneratorRunner.Run(source);
        Assert.Equal(["SYMG1001 Info SignedError"], Describe(run));
    }

    [Fact]
    public void An_editorconfig_changes_severities()
    {
        var options = new GeneratorRunOptions
        {
            EditorConfig = "root = true\n[*.cs]\ndotnet_diagnostic.SYMG1001.severity = none\ndotnet_diagnostic.SYMG1002.severity = error\n",
        };
        using GeneratorRun run = GeneratorRunner.Run(Plain, options);
        Assert.Equal(["SYMG1002 Error SignedError"], Describe(run));
    }

    [Fact]
    public void A_regulariser_in_the_loss_ends_the_warning()
    {
        string source = Plain.Replace("y - θ * x;", "y - θ * x + 0.5 * θ * θ;", System.StringComparison.Ordinal);
        using GeneratorRun run = GeneratorRunner.Run(source);
        Assert.Equal(["SYMG1003 Info SignedError"], Describe(run));
    }

    [Fact]
    public void Why_a_loss_is_not_simpler_is_said_on_request_at_the_very_expression()
    {
        string source = Plain.Replace("y - θ * x;", "y - System.Math.Exp(θ * x);", System.StringComparison.Ordinal);
        using GeneratorRun silent = GeneratorRunner.Run(source);
        Assert.Empty(Describe(silent));

        var options = new GeneratorRunOptions { EditorConfig = "root = true\n[*.cs]\ndotnet_diagnostic.SYMG1008.severity = suggestion\n" };
        using GeneratorRun run = GeneratorRunner.Run(source, options);
        Assert.Equal(["SYMG1008 Info System.Math.Exp(θ * x)"], Describe(run));
    }

    [Fact]
    public void A_parameter_without_effect_is_warned_of_at_the_parameter()
    {
        string source = Plain.Replace("y - θ * x;", "θ * x - x * θ + y;", System.StringComparison.Ordinal);
        using GeneratorRun run = GeneratorRunner.Run(source);
        Assert.Equal(["SYMG1004 Warning θ"], Describe(run));
    }

    [Theory]
    [InlineData("foreach (char c in \"ab\") { }\nreturn θ;", "SYMG3001", "\"ab\"")]
    [InlineData("return θ * System.Environment.TickCount;", "SYMG3001", "System.Environment.TickCount")]
    [InlineData("return System.Math.ReciprocalEstimate(θ);", "SYMG3003", "System.Math.ReciprocalEstimate(θ)")]
    [InlineData("return θ * new System.Random(1).NextDouble();", "SYMG3001", "new System.Random(1).NextDouble()")]
    public void What_cannot_be_differentiated_is_one_error_at_its_place_and_the_members_exist(string body, string id, string place)
    {
        string source = $$"""
            using SymGrad;
            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>A loss with an error.</summary>
                [Loss]
                public static double Broken(double θ, double x)
                {
                    {{body}}
                }

                /// <summary>Uses what is generated.</summary>
                public static double Use() => BrokenGradient(1, 2) + BrokenValueAndGradient(1, 2).Gradient
                    + new BrokenObjective(new double[] { 1 }).Value([1]);
            }
            """;
        using GeneratorRun run = GeneratorRunner.Run(source);
        Assert.Equal([$"{id} Error {place}"], Describe(run));
        System.Reflection.MethodInfo gradient = run.Assembly.GetType("Losses")!.GetMethod("BrokenGradient", [typeof(double), typeof(double)])!;
        var thrown = Assert.Throws<System.Reflection.TargetInvocationException>(() => gradient.Invoke(null, [1.0, 2.0]));
        Assert.StartsWith("Broken can't be differentiated. ", Assert.IsType<System.InvalidOperationException>(thrown.InnerException).Message, System.StringComparison.Ordinal);
    }

    private static IEnumerable<string> Describe(GeneratorRun run) => run.Diagnostics
        .Where(d => d is { IsSuppressed: false } && d.Id.StartsWith("SYMG", System.StringComparison.Ordinal))
        .OrderBy(d => d.Id, System.StringComparer.Ordinal)
        .Select(d => $"{d.Id} {d.Severity} {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}");
}
