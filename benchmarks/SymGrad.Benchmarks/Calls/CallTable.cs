using System.Globalization;
using System.IO;
using System.Text;

namespace SymGrad.Benchmarks.Calls;

/// <summary>Prints what a call of a generated method takes, and of one that is written by hand: over 1,024 items in the cache, added up.</summary>
internal static class CallTable
{
    private const int Rounds = 401;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-30} {1,10} {2,10} {3,7}");

    public static void Run(TextWriter output)
    {
        output.WriteLine(Format("loss", "hand, ns", "generated", "ratio"));
        foreach (CaseSource<CallCase> source in CallCases.Sources)
        {
            CallCase measured = source.Create();
            InterleavedTimes times = InterleavedTimer.Measure(measured.Hand, measured.Generated, Rounds);
            output.WriteLine(Format(measured.Loss, Number(times.Baseline / CallCases.Count), Number(times.Measured / CallCases.Count), Number(times.Ratio)));
        }

        output.WriteLine($"Medians of {Rounds} rounds in turns. Both are called through a delegate.");
    }

    private static string Number(double number) => number.ToString("F2", CultureInfo.InvariantCulture);

    private static string Format(params string[] cells) => string.Format(CultureInfo.InvariantCulture, Row, (object[])cells).TrimEnd();
}
