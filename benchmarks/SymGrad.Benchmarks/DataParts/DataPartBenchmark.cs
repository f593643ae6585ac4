using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SymGrad.Benchmarks.DataParts;

/// <summary>
/// Prints what a pass for value and gradient takes where what a loss computes from the data alone is kept, where it is computed for each pass, and where all data have changed.
/// </summary>
internal static class DataPartBenchmark
{
    private const int Width = 10;
    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-14} {1,10} {2,14} {3,14} {4,14}");
    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    public static void Run(TextWriter output, string[] names)
    {
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, "loss", "items", "computed, ns", "kept, ns", "changed, ns"));
        foreach (int count in new[] { 10_000, 1_000_000 })
        {
            foreach ((string name, Objective<double> objective, double[] data) in Cases(count).Where(c => names.Length == 0 || names.Any(n => c.Name.Contains(n, StringComparison.Ordinal))))
            {
                Measure(output, name, objective, data);
            }
        }

        output.WriteLine("Per item; one thread; least of the times of repeated passes. 'computed': a range that does not begin at a chunk, for which nothing is kept; 'changed': after a change in each chunk.");
    }

    private static IEnumerable<(string Name, Objective<double> Objective, double[] Data)> Cases(int count)
    {
        var random = new Random(1);
        double[] x = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
        double[] counts = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(20))];
        yield return ("poisson", new DataPartLosses.PoissonObjective(x, counts), counts);
        double[] days = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(3650))];
        yield return ("seasonal", new DataPartLosses.SeasonalObjective(days, counts), days);
        yield return ("saturated", new DataPartLosses.SaturatedObjective(x, counts), x);
        double[] rows = [.. Enumerable.Range(0, count * Width).Select(_ => (double)random.Next(20))];
        yield return ("multinomial", new DataPartLosses.MultinomialObjective(Rows.Of(rows, Width), x, Width), rows);
    }

    private static void Measure(TextWriter output, string name, Objective<double> objective, double[] data)
    {
        double[] theta = [.. Enumerable.Range(0, objective.ParameterCount).Select(i => 0.01 * (i + 1))];
        double[] gradient = new double[theta.Length];
        double computed = Time(objective.Count, () => { }, () => objective.ValueAndGradient(theta, 1.., gradient, OneThread));
        double kept = Time(objective.Count, () => { }, () => objective.ValueAndGradient(theta, gradient, OneThread));
        double changed = Time(objective.Count, Change, () => objective.ValueAndGradient(theta, gradient, OneThread));
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, name, objective.Count, Print(computed), Print(kept), Print(changed)));

        void Change()
        {
            for (int i = 0; i < data.Length; i += Objective.ChunkLength)
            {
                data[i] = data[i] == 1 ? 2 : 1;
            }
        }
    }

    /// <summary>The least time of a pass for an item, in nanoseconds: other work on the machine only adds to it.</summary>
    private static double Time(int count, Action before, Func<double> pass)
    {
        double least = double.PositiveInfinity;
        var watch = new Stopwatch();
        TimeSpan total = TimeSpan.Zero;
        for (int i = 0; i < 20 || total < TimeSpan.FromSeconds(1); i++)
        {
            before();
            watch.Restart();
            double value = pass();
            watch.Stop();
            total += watch.Elapsed;
            least = double.IsNaN(value) ? throw new InvalidOperationException("The loss that is measured has no value.") : Math.Min(least, watch.Elapsed.TotalNanoseconds);
        }

        return least / count;
    }

    private static string Print(double nanoseconds) => nanoseconds.ToString("F2", CultureInfo.InvariantCulture);
}
