using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Testing;

namespace SymGrad.Benchmarks.Generator;

/// <summary>
/// Prints what the generator costs in projects of one to 1,000 losses: the first run, the run after a keystroke that changes no loss, the run after one
/// that changes one, and the memory that is held for the next run. Then the same of the analyzer.
/// </summary>
internal static class ProjectTable
{
    private const int Rounds = 5;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,8} {1,12:F1} {2,14:F2} {3,18:F1} {4,22:F1} {5,16:F1} {6,14:F0} {7,16:F0}");

    /// <summary>How many losses there are.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [1, 10, 100, 1000];

    public static void Run(TextWriter output)
    {
        CSharpCompilation smallest = GeneratorRunner.CreateCompilation(ProjectSources.Of(1), GeneratorRunOptions.Default);
        GeneratorDriver first = GeneratorRuns.Driver(smallest);
        double cold = GeneratorRuns.Milliseconds(ref first, smallest);
        output.WriteLine($"The first run of a process, one loss: {cold.ToString("F0", CultureInfo.InvariantCulture)} ms, most of which compiles the generator itself.");
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            Row,
            "losses",
            "cold, ms",
            "ms per loss",
            "other file, ms",
            "file of a loss, ms",
            "one loss, ms",
            "held, KB",
            "KB per loss"));
        foreach (int size in Sizes)
        {
            Measure(output, size);
        }

        output.WriteLine($"Processor times, each the least of {Rounds} runs. After a keystroke only lowering runs: the program checks it, and stops where it is not so.");
        output.WriteLine();
        AnalyzerTable.Run(output);
    }

    private static void Measure(TextWriter output, int size)
    {
        var measured = new ProjectCase(size);
        double[] least = [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity];
        long held = Held(measured.Project);
        for (int round = 0; round < Rounds; round++)
        {
            CSharpCompilation fresh = measured.Project.Clone();
            GeneratorDriver driver = GeneratorRuns.Driver(fresh);
            Take(0, GeneratorRuns.Milliseconds(ref driver, fresh));
            Take(1, Keystroke(driver, measured.OtherFile, changed: 0));
            Take(2, Keystroke(driver, measured.FileOfALoss, changed: 0));
            Take(3, Keystroke(driver, measured.ALoss, changed: 1));
        }

        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture, Row, size, least[0], least[0] / size, least[1], least[2], least[3], held / 1024.0, held / 1024.0 / size));

        void Take(int index, double milliseconds) => least[index] = Math.Min(least[index], milliseconds);
    }

    /// <summary>The time of a run after an edit, of which all steps behind lowering are cached, but for those of the losses that the edit changed.</summary>
    private static double Keystroke(GeneratorDriver driver, CSharpCompilation edited, int changed)
    {
        double milliseconds = GeneratorRuns.Milliseconds(ref driver, edited.Clone());
        ProjectCase.CheckCached(driver, changed);
        return milliseconds;
    }

    /// <summary>The memory that is freed when a driver is: its tables, the models of the losses and the generated files.</summary>
    private static long Held(CSharpCompilation project)
    {
        GeneratorDriver?[] driver = [null];
        Fill(driver, project);
        long with = GC.GetTotalMemory(forceFullCollection: true);
        driver[0] = null;
        long without = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(driver);
        return with - without;
    }

    /// <summary>A method of its own, so that none of its variables keeps the driver alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(GeneratorDriver?[] driver, CSharpCompilation project)
        => driver[0] = GeneratorRuns.Driver(project).RunGenerators(project);
}
