using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SymGrad.Benchmarks.Scaling;

/// <summary>
/// Prints how the time of a pass grows with items, width and threads, and what mini-batches, files, streams and compensation add to it: a table for each, in
/// which two things run in turns and are compared.
/// </summary>
internal static class ScalingTable
{
    private const int Rounds = 101;
    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-60} {1,14} {2,14} {3,8}");

    private static readonly (string Name, IReadOnlyList<CaseSource<ScalingCase>> Sources)[] Tables =
    [
        ("items", ScalingCases.Items),
        ("width", ScalingCases.Width),
        ("threads", ScalingCases.Threads),
        ("batches", BatchCases.Sources),
        ("outside", OutsideCases.Sources),
        ("compensated", ScalingCases.Compensated),
    ];

    public static void Run(TextWriter output, string[] names)
    {
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, "", "base, ns/item", "ns/item", "ratio"));
        foreach ((string name, IReadOnlyList<CaseSource<ScalingCase>> sources) in Tables.Where(t => names.Length == 0 || names.Contains(t.Name)))
        {
            output.WriteLine(name);
            foreach (CaseSource<ScalingCase> source in sources)
            {
                using ScalingCase measured = source.Create();
                InterleavedTimes times = InterleavedTimer.Measure(measured.Baseline, measured.Measured, Rounds);
                output.WriteLine(string.Format(
                    CultureInfo.InvariantCulture,
                    Row,
                    "  " + source.Name,
                    (times.Baseline / measured.BaselineItems).ToString("F2", CultureInfo.InvariantCulture),
                    (times.Measured / measured.MeasuredItems).ToString("F2", CultureInfo.InvariantCulture),
                    (times.Ratio * measured.BaselineItems / measured.MeasuredItems).ToString("F2", CultureInfo.InvariantCulture)));
            }
        }
    }
}
