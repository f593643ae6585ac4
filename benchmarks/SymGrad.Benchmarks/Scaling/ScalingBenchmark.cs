using System;
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
internal static class ScalingBenchmark
{
    private const int Rounds = 101;
    private const int Many = 1_000_000;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-60} {1,14} {2,14} {3,8}");
    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };
    private static readonly EvaluationOptions TwoThreads = new() { MaxDegreeOfParallelism = 2 };

    private static readonly (string Name, Func<IEnumerable<ScalingCase>> Cases)[] Tables =
    [
        ("items", Items),
        ("width", Width),
        ("threads", Threads),
        ("batches", BatchCases.Create),
        ("outside", OutsideCases.Create),
        ("compensated", Compensated),
    ];

    public static void Run(TextWriter output, string[] names)
    {
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, "", "base, ns/item", "ns/item", "ratio"));
        foreach ((string name, Func<IEnumerable<ScalingCase>> cases) in Tables.Where(t => names.Length == 0 || names.Contains(t.Name)))
        {
            output.WriteLine(name);
            foreach (ScalingCase measured in cases())
            {
                using (measured.Resources)
                {
                    InterleavedTimes times = InterleavedTimer.Measure(measured.Baseline, measured.Measured, Rounds);
                    output.WriteLine(string.Format(
                        CultureInfo.InvariantCulture,
                        Row,
                        "  " + measured.Description,
                        (times.Baseline / measured.BaselineItems).ToString("F2", CultureInfo.InvariantCulture),
                        (times.Measured / measured.MeasuredItems).ToString("F2", CultureInfo.InvariantCulture),
                        (times.Ratio * measured.BaselineItems / measured.MeasuredItems).ToString("F2", CultureInfo.InvariantCulture)));
                }
            }
        }
    }

    private static IEnumerable<ScalingCase> Items()
    {
        const int few = 1_000;
        foreach (int count in (int[])[10_000, 100_000, 1_000_000, 10_000_000])
        {
            yield return Compare($"narrow, {few} items | {count}", ScalingData.Narrow(few), ScalingData.Narrow(count), OneThread, OneThread);
            yield return Compare($"logistic, {few} items | {count}", ScalingData.Logistic(few), ScalingData.Logistic(count), OneThread, OneThread);
        }
    }

    private static IEnumerable<ScalingCase> Width()
    {
        // As many numbers for each width.
        const int elementCount = 1 << 18;
        foreach (int width in (int[])[2, 8, 32, 128, 512])
        {
            yield return Compare(
                $"logistic, rows of 1 | rows of {width}",
                ScalingData.Rows(elementCount, 1),
                ScalingData.Rows(elementCount / width, width),
                OneThread,
                OneThread);
        }
    }

    private static IEnumerable<ScalingCase> Threads()
    {
        foreach (int count in (int[])[100, 1_000, 10_000, 16_384, 100_000, Many])
        {
            Objective<double> narrow = ScalingData.Narrow(count);
            yield return Compare($"narrow, {count} items, 1 thread | 2", narrow, narrow, OneThread, TwoThreads);
        }

        Objective<double> logistic = ScalingData.Logistic(Many);
        yield return Compare($"logistic, {Many} items, 1 thread | 2", logistic, logistic, OneThread, TwoThreads);
        foreach (int width in (int[])[8, 128])
        {
            Objective<double> rows = ScalingData.Rows(Many / width, width);
            yield return Compare($"logistic, rows of {width}, {Many / width} items, 1 thread | 2", rows, rows, OneThread, TwoThreads);
        }
    }

    private static IEnumerable<ScalingCase> Compensated()
    {
        foreach (Objective<double> objective in (Objective<double>[])[ScalingData.Narrow(100_000), ScalingData.Logistic(100_000), ScalingData.Rows(10_000, 32)])
        {
            yield return Compare(
                $"{objective.Loss.Name}, {objective.ParameterCount} parameters, plain | compensated", objective, objective.WithCompensatedSums(), OneThread, OneThread);
        }
    }

    private static ScalingCase Compare(
        string description, Objective<double> baseline, Objective<double> measured, EvaluationOptions baselineOptions, EvaluationOptions options)
        => new(
            description,
            ScalingData.Evaluation(baseline, baselineOptions),
            baseline.Count,
            ScalingData.Evaluation(measured, options),
            measured.Count);
}
