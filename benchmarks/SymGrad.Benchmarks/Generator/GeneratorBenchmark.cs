using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Pipeline;
using SymGrad.Testing;

namespace SymGrad.Benchmarks.Generator;

/// <summary>Prints how long the generator takes for losses of 10 to 1,000 statements, and for each statement.</summary>
internal static class GeneratorBenchmark
{
    private const int Rounds = 9;

    /// <summary>How often the longest loss goes through before anything is measured: the compiler's own code is compiled by then.</summary>
    private const int WarmUpRounds = 3;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-22} {1,10} {2,12:F1} {3,16:F3} {4,22:F2}");

    private static readonly int[] Lengths = [10, 100, 300, 1000];

    public static void Run(TextWriter output)
    {
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture, Row, "loss", "statements", "ms", "ms per statement", "over the one before"));
        foreach ((string shape, Func<int, string> source) in LossSources.All)
        {
            WarmUp(source(Lengths[^1]));
            double? previous = null;
            foreach (int length in Lengths)
            {
                string text = source(length);
                double least = Enumerable.Range(0, Rounds).Min(_ => Milliseconds(text));
                double each = least / length;
                output.WriteLine(string.Format(
                    CultureInfo.InvariantCulture, Row, shape, length, least, each, each / previous));
                previous = each;
            }
        }

        output.WriteLine($"The least of {Rounds} runs, each on a compilation of its own.");
    }

    private static void WarmUp(string source)
    {
        for (int i = 0; i < WarmUpRounds; i++)
        {
            Milliseconds(source);
        }
    }

    /// <summary>The time of a run of the generator: binding the loss, the whole pipeline, and parsing what it wrote.</summary>
    private static double Milliseconds(string source)
    {
        GeneratorRunOptions options = GeneratorRunOptions.Default;
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation([source], options);
        if (compilation.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }

        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new LossGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return driver.GetRunResult().Results.Single().Exception is { } thrown
            ? throw new InvalidOperationException("The generator threw.", thrown)
            : output.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } problem
                ? throw new InvalidOperationException(problem.ToString())
                : milliseconds;
    }
}
