using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>Prints the time of an objective's pass over its items, and how long other ways to the same numbers take.</summary>
internal static class KernelTable
{
    private const int Rounds = 51;
    private const int PeakRounds = 501;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-26} {1,9} {2,10} {3,9} {4,9} {5,9} {6,9} {7,9} {8,9} {9,9} {10,9} {11,9} {12,9} {13,11}");

    /// <summary>Measures the losses whose name contains one of the given texts, or all.</summary>
    public static void Run(TextWriter output, string[] names)
    {
        WriteRow(output, "loss", "items", "ns/item", "GB/s", "2 threads", "calls", "by hand", "vectors", "tensors", "reading", "functions", "of bound", "of peak", "differences");
        foreach (CaseSource<KernelCase> source in KernelCases.Sources.Where(s => s.IsChosen(names)))
        {
            KernelCase measured = source.Create();
            measured.CheckAgreement();
            var times = new List<double>();
            double?[] ratios = [.. new[] { measured.Parallel, measured.Calls, measured.Hand, measured.Vectors, measured.Tensors, measured.Read, measured.Functions }.Select(Compare)];
            string bound = Compare(measured.FirstChunk) is { } arithmetic && ratios[5] is { } reading
                ? Number(Math.Max(arithmetic * measured.Count / Objective.ChunkLength, reading))
                : "";
            double time = times.Min() / measured.Count;
            string share = measured.Operations is { } operations
                ? Number(operations * measured.Count / FmaPeak.Operations * InterleavedTimer.Measure(measured.Objective, FmaPeak.Run, PeakRounds).LeastRatio)
                : "";
            double differences = 2 * measured.Parameters * InterleavedTimer.Measure(measured.Objective, measured.Value, Rounds).LeastRatio;
            WriteRow(output, [measured.Loss, measured.Count.ToString(CultureInfo.InvariantCulture), Number(time), Number(measured.Bytes / measured.Count / time), .. ratios.Select(r => r is { } ratio ? Number(ratio) : ""), bound, share, differences.ToString("F0", CultureInfo.InvariantCulture)]);

            double? Compare(Func<double>? other)
            {
                if (other is null)
                {
                    return null;
                }

                InterleavedTimes compared = InterleavedTimer.Measure(measured.Objective, other, Rounds);
                times.Add(compared.LeastBaseline);
                return compared.LeastRatio;
            }
        }

        output.WriteLine($"Value and gradient. Columns from '2 threads' to 'functions' are times over that of the objective on one thread: the least of {Rounds} rounds in turns.");
        output.WriteLine("'of bound' is the greater one of reading all data, and of going over the first chunk of them as often as it takes, which stays in a cache.");
        output.WriteLine("'of peak' is the share of the operations that fused multiplications and additions do in the same time if they do not wait for one another.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"That peak is {FmaPeak.Operations / InterleavedTimer.Measure(FmaPeak.Run, FmaPeak.Run, Rounds).LeastBaseline:F0} Gflop/s."));
        output.WriteLine("'differences' is the time of the value alone, twice for each parameter: what central differences take.");
        output.WriteLine("* By hand and by calls it is the value alone.");
    }

    private static string Number(double number) => number.ToString("F2", CultureInfo.InvariantCulture);

    private static void WriteRow(TextWriter output, params string[] cells) => output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, (object[])cells).TrimEnd());
}
