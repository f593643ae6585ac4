using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SymGrad.Generator.Pipeline;
using SymGrad.Testing;

namespace SymGrad.Benchmarks.Generator;

/// <summary>Runs a generator over projects in memory and measures its processor time, in which what else the machine does counts less.</summary>
internal static class GeneratorRuns
{
    /// <summary>A project of a user, a file for each source, that compiles with what is generated.</summary>
    public static CSharpCompilation Project(IReadOnlyList<string> sources)
    {
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation(sources, GeneratorRunOptions.Default);
        GeneratorDriver driver = Driver(compilation).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return driver.GetRunResult().Results.Single().Exception is { } thrown ? throw new InvalidOperationException("The generator threw.", thrown)
            : output.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error ? throw new InvalidOperationException(error.ToString())
            : compilation;
    }

    /// <summary>A driver that has run nothing yet.</summary>
    /// <param name="project">The project that it is for.</param>
    /// <param name="generator">What it runs: the generator of losses, if nothing else is said.</param>
    public static GeneratorDriver Driver(CSharpCompilation project, IIncrementalGenerator? generator = null) => CSharpGeneratorDriver.Create(
        [(generator ?? new LossGenerator()).AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)project.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>A file after an edit.</summary>
    /// <param name="text">What it is now.</param>
    /// <param name="before">What it was.</param>
    public static SyntaxTree Parse(string text, SyntaxTree before)
        => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), (CSharpParseOptions)before.Options, before.FilePath);

    /// <summary>The processor time of a run, in milliseconds.</summary>
    public static double Milliseconds(ref GeneratorDriver driver, CSharpCompilation project) => Milliseconds(ref driver, project, out _);

    /// <param name="driver">The driver, and what it is after the run.</param>
    /// <param name="project">The project.</param>
    /// <param name="pauses">How much of the time the garbage collector took.</param>
    public static double Milliseconds(ref GeneratorDriver driver, CSharpCompilation project, out double pauses)
    {
        // What was allocated before a run is no part of it.
        GC.Collect();
        TimeSpan paused = GC.GetTotalPauseDuration();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        Compilation output = Run(ref driver, project);
        double milliseconds = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        pauses = (GC.GetTotalPauseDuration() - paused).TotalMilliseconds;
        GC.KeepAlive(output);
        return milliseconds;
    }

    /// <summary>What is measured: binding the losses, the whole pipeline, and parsing what it wrote.</summary>
    public static Compilation Run(ref GeneratorDriver driver, CSharpCompilation project)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(project, out Compilation output, out _);
        return output;
    }
}
