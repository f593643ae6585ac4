using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SymGrad.Benchmarks.Plans;

/// <summary>
/// Prints, for each loss and size, the time of one evaluation of value and gradient: by hand, by the plan that goes over the items, and from
/// sums; and how many passes the sums took, which is from when on they pay.
/// </summary>
internal static class PlanTable
{
    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-20} {1,10} {2,14} {3,14} {4,14} {5,12} {6}");
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LeastRound = TimeSpan.FromMilliseconds(5);

    public static void Run(TextWriter output, string[] names)
    {
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture, Row, "loss", "items", "by hand, µs", "pass, µs", "from sums, µs", "sums, passes", "plan"));
        foreach (CaseSource<PlanCase> source in PlanCases.Sources.Where(s => s.IsChosen(names)))
        {
            Measure(output, source.Create());
        }

        output.WriteLine("One thread; mean processor times of repeated calls, so that what else the machine does does not count. 'sums, passes': the time of the first evaluation, which finds the sums, in passes.");
    }

    private static void Measure(TextWriter output, PlanCase measured)
    {
        var evaluations = new PlanEvaluations(measured);
        double byHand = Time(evaluations.ByHand);
        double pass = Time(evaluations.Pass);
        double first = Time(evaluations.First);
        double fromSums = Time(evaluations.FromSums);
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            Row,
            measured.Loss,
            measured.ItemCount,
            Print(byHand),
            Print(pass),
            Print(fromSums),
            (first / pass).ToString("F1", CultureInfo.InvariantCulture),
            evaluations.Reason));
    }

    private static string Print(double nanoseconds) => (nanoseconds / 1000).ToString(nanoseconds < 10_000 ? "F2" : "F0", CultureInfo.InvariantCulture);

    /// <summary>
    /// The mean processor time of a call, in nanoseconds, of many that take 150 ms together, without those of the first rounds, in which the
    /// code is not optimised yet.
    /// </summary>
    private static double Time(Func<double> function)
    {
        int calls = 1;
        var watch = Stopwatch.StartNew();
        TimeSpan total = TimeSpan.Zero;
        int counted = 0;
        for (int round = 0; counted < 3 || watch.Elapsed < LeastTime; round++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                sum += function();
            }

            TimeSpan elapsed = Environment.CpuUsage.TotalTime - start;
            if (double.IsNaN(sum))
            {
                throw new InvalidOperationException("The function that is measured has no value.");
            }

            if (elapsed < LeastRound)
            {
                calls *= 2;
            }
            else if (round > 0)
            {
                total += elapsed;
                counted += calls;
            }
        }

        return total.TotalNanoseconds / counted;
    }
}
