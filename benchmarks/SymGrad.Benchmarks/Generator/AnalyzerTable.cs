using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SymGrad.Generator.Pipeline;

namespace SymGrad.Benchmarks.Generator;

/// <summary>Prints what the analyzer of losses takes for each loss: when it sees it for the first time, after a keystroke in another file, and after one in each loss.</summary>
internal static class AnalyzerTable
{
    private const int Rounds = 5;
    private const int Losses = 24;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-24} {1,10:F2} {2,10:F2} {3,14:F2} {4,16:F2}");

    public static void Run(TextWriter output)
    {
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, "for each loss, ms", "binding", "first", "other file", "each loss"));
        foreach ((string kind, ImmutableArray<string> losses) in AnalyzerSources.All)
        {
            Measure(output, kind, GeneratorRuns.Project([.. AnalyzerSources.Of(losses, Losses), "internal static class Neighbour { }"]));
        }

        output.WriteLine($"Processor times of the analyzer in projects of {Losses} losses, each the least of {Rounds} runs. 'binding': how much the compiler takes to bind the losses, whoever asks for it.");
    }

    private static void Measure(TextWriter output, string kind, CSharpCompilation project)
    {
        double[] least = [.. Enumerable.Repeat(double.PositiveInfinity, 4)];
        for (int round = 0; round < Rounds; round++)
        {
            // A number that no round has had before, so that the losses are new.
            CSharpCompilation fresh = Changed(project, round.ToString(CultureInfo.InvariantCulture) + "1");
            Take(0, Binding(fresh.Clone()));
            var analyzer = new LossAnalyzer();
            Take(1, Milliseconds(fresh.Clone(), analyzer));
            SyntaxTree neighbour = fresh.SyntaxTrees[Losses];
            CSharpCompilation edited = fresh.ReplaceSyntaxTree(neighbour, GeneratorRuns.Parse("internal static class Neighbour { internal static int Size; }", neighbour));
            Take(2, Milliseconds(edited, analyzer));
            Take(3, Milliseconds(Changed(project, round.ToString(CultureInfo.InvariantCulture) + "2"), analyzer));
        }

        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, [kind, .. least.Select(l => l / Losses)]));

        void Take(int index, double milliseconds) => least[index] = Math.Min(least[index], milliseconds);
    }

    /// <summary>The project with another constant in each loss.</summary>
    private static CSharpCompilation Changed(CSharpCompilation project, string digits) => project.SyntaxTrees.Take(Losses).Aggregate(
        project, (edited, tree) => edited.ReplaceSyntaxTree(tree, GeneratorRuns.Parse(tree.ToString().Replace("return ", $"return 1.{digits} * ", StringComparison.Ordinal), tree)));

    private static double Binding(CSharpCompilation project)
    {
        GC.Collect();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        foreach (SyntaxTree tree in project.SyntaxTrees)
        {
            SemanticModel model = project.GetSemanticModel(tree);
            foreach (MethodDeclarationSyntax method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                GC.KeepAlive(model.GetOperation(method));
            }
        }

        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    private static double Milliseconds(CSharpCompilation project, DiagnosticAnalyzer analyzer)
    {
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: (exception, _, _) => failures.Add(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        GC.Collect();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        ImmutableArray<Diagnostic> diagnostics = new CompilationWithAnalyzers(project, [analyzer], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        double milliseconds = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        GC.KeepAlive(diagnostics);
        return failures.Count > 0 ? throw new InvalidOperationException(failures[0]) : milliseconds;
    }
}
