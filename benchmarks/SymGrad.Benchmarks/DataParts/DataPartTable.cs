using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SymGrad.Benchmarks.DataParts;

/// <summary>
/// Prints what a pass for value and gradient takes where what a loss computes from the data alone is kept, where it is computed for each pass, and where all data have changed.
/// </summary>
internal static class DataPartTable
{
    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-30} {1,14} {2,14} {3,14}");

    public static void Run(TextWriter output, string[] names)
    {
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, "loss", "computed, ns", "kept, ns", "changed, ns"));
        foreach (CaseSource<DataPartCase> source in DataPartCases.Sources.Where(s => s.IsChosen(names)))
        {
            DataPartCase measured = source.Create();
            double computed = Time(measured.Count, () => { }, measured.Computed);
            double kept = Time(measured.Count, () => { }, measured.Kept);
            double changed = Time(measured.Count, measured.Change, measured.Kept);
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, source.Name, Print(computed), Print(kept), Print(changed)));
        }

        output.WriteLine("Per item; one thread; least of the times of repeated passes. 'computed': a range that does not begin at a chunk, for which nothing is kept; 'changed': after a change in each chunk.");
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
