using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SymGrad.Benchmarks.Functions;

/// <summary>Prints the time of functions of 1,024 numbers in the first-level cache.</summary>
internal static class FunctionTable
{
    private const int Rounds = 101;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-14} {1,10} {2,9} {3,9}");

    /// <summary>Measures the functions whose name contains one of the given texts, or all.</summary>
    public static void Run(TextWriter output, string[] names)
    {
        output.WriteLine(Format("function", "ns", "calls", "tensors"));
        foreach (FunctionCase measured in FunctionCases.All.Where(c => names.Length == 0 || names.Any(n => c.Name.Contains(n, StringComparison.OrdinalIgnoreCase))))
        {
            var runs = new FunctionRuns(measured);
            InterleavedTimes calls = InterleavedTimer.Measure(runs.Vectors, runs.Calls, Rounds);
            string tensors = measured.Tensors is null ? "" : Number(InterleavedTimer.Measure(runs.Vectors, runs.Tensors, Rounds).LeastRatio);
            output.WriteLine(Format(measured.Name, Number(calls.LeastBaseline / FunctionRuns.Count), Number(calls.LeastRatio), tensors));
        }

        output.WriteLine($"Nanoseconds for each number in vectors; calls for each number, and TensorPrimitives, as multiples of that: the least of {Rounds} rounds in turns.");
    }

    private static string Number(double number) => number.ToString("F2", CultureInfo.InvariantCulture);

    private static string Format(params string[] cells) => string.Format(CultureInfo.InvariantCulture, Row, (object[])cells).TrimEnd();
}
