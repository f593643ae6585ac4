using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Benchmarks.Generator;

/// <summary>Prints how long the generator takes for each statement of losses of 10 to 1,000 statements.</summary>
internal static class GeneratorTable
{
    private const int Rounds = 9;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-22} {1,10} {2,8} {3,12:F1} {4,16:F3} {5,22:F2} {6,14:F1} {7,14:F1} {8,18:F0}");

    public static void Run(TextWriter output)
    {
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture, Row, "loss", "statements", "losses", "ms", "ms per statement", "over the one before", "binding, ms", "collector, ms", "KB per statement"));
        foreach ((string shape, Func<int, int, string> source) in LossSources.All)
        {
            CSharpCompilation[] projects = [.. GeneratorCases.Lengths.Select(length => GeneratorCases.Project(source, length, GeneratorCases.Statements / length))];
            double[] least = Least(projects, () => null, out double[] collecting, out long[] allocated);
            double[] binding = Least(projects, () => new BindingOnly(), out _, out _);
            for (int i = 0; i < GeneratorCases.Lengths.Count; i++)
            {
                output.WriteLine(string.Format(
                    CultureInfo.InvariantCulture,
                    Row,
                    shape,
                    GeneratorCases.Lengths[i],
                    GeneratorCases.Statements / GeneratorCases.Lengths[i],
                    least[i],
                    least[i] / GeneratorCases.Statements,
                    i == 0 ? null : least[i] / least[i - 1],
                    binding[i],
                    collecting[i],
                    allocated[i] / 1024.0 / GeneratorCases.Statements));
            }
        }

        output.WriteLine($"Processor times, each the least of {Rounds} runs of a new driver. 'binding': of a generator that binds the losses and writes nothing. 'collector': how much of the time the garbage collector took.");
    }

    /// <summary>The least times of the projects, measured in turns, and what a run allocates and how long it waits for the garbage collector.</summary>
    private static double[] Least(CSharpCompilation[] projects, Func<IIncrementalGenerator?> generator, out double[] collecting, out long[] allocated)
    {
        double[] least = [.. projects.Select(_ => double.PositiveInfinity)];
        collecting = new double[projects.Length];
        allocated = new long[projects.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < projects.Length; i++)
            {
                // A copy has bound nothing yet.
                CSharpCompilation project = projects[i].Clone();
                GeneratorDriver driver = GeneratorRuns.Driver(project, generator());
                long before = GC.GetTotalAllocatedBytes(precise: true);
                double milliseconds = GeneratorRuns.Milliseconds(ref driver, project, out double pauses);
                (least[i], collecting[i]) = milliseconds < least[i] ? (milliseconds, pauses) : (least[i], collecting[i]);
                allocated[i] = GC.GetTotalAllocatedBytes(precise: true) - before;
            }
        }

        return least;
    }
}
