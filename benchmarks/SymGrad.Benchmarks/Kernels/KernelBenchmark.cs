using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>Prints the time of an objective's pass over its items, and how long other ways to the same numbers take.</summary>
internal static class KernelBenchmark
{
    private const int Rounds = 51;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-24} {1,9} {2,10:F2} {3,9:F2} {4,9:F2} {5,9:F2} {6,9:F2}");

    /// <summary>Measures the losses whose name contains one of the given texts, or all.</summary>
    public static void Run(TextWriter output, string[] names)
    {
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, "loss", "items", "ns/item", "2 threads", "calls", "by hand", "reading"));
        foreach (KernelCase measured in KernelCases.Create().Where(c => names.Length == 0 || names.Any(n => c.Loss.Contains(n, StringComparison.OrdinalIgnoreCase))))
        {
            InterleavedTimes parallel = InterleavedTimer.Measure(measured.Objective, measured.Parallel, Rounds);
            InterleavedTimes calls = InterleavedTimer.Measure(measured.Objective, measured.Calls, Rounds);
            InterleavedTimes hand = InterleavedTimer.Measure(measured.Objective, measured.Hand, Rounds);
            InterleavedTimes read = InterleavedTimer.Measure(measured.Objective, measured.Read, Rounds);
            double time = new[] { parallel, calls, hand, read }.Min(t => t.Baseline) / measured.Count;
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture, Row, measured.Loss, measured.Count, time, parallel.Ratio, calls.Ratio, hand.Ratio, read.Ratio));
        }

        output.WriteLine($"Value and gradient. Columns from the fourth on are times over that of the objective on one thread: medians of {Rounds} rounds in turns.");
    }
}
