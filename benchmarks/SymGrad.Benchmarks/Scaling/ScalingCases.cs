using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Benchmarks.Scaling;

/// <summary>Passes over more items, wider rows, with more threads and with compensated sums, each compared with a pass of another size or kind.</summary>
internal static class ScalingCases
{
    private const int Few = 1_000;
    private const int Many = 1_000_000;

    // As many numbers for each width.
    private const int ElementCount = 1 << 18;

    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };
    private static readonly EvaluationOptions TwoThreads = new() { MaxDegreeOfParallelism = 2 };

    public static IReadOnlyList<CaseSource<ScalingCase>> Items { get; } = [.. new[] { 10_000, 100_000, 1_000_000, 10_000_000 }.SelectMany(count => (CaseSource<ScalingCase>[])
    [
        Sizes($"narrow, {Few} items | {count}", Few, ScalingData.Narrow, count, ScalingData.Narrow),
        Sizes($"logistic, {Few} items | {count}", Few, ScalingData.Logistic, count, ScalingData.Logistic),
    ])];

    public static IReadOnlyList<CaseSource<ScalingCase>> Width { get; } = [.. new[] { 2, 8, 32, 128, 512 }.Select(width => Sizes(
        $"logistic, rows of 1 | rows of {width}", ElementCount, count => ScalingData.Rows(count, 1), ElementCount / width, count => ScalingData.Rows(count, width)))];

    public static IReadOnlyList<CaseSource<ScalingCase>> Threads { get; } =
    [
        .. new[] { 100, 1_000, 10_000, 16_384, 100_000, Many }.Select(count => OneAndTwo($"narrow, {count} items", count, ScalingData.Narrow)),
        OneAndTwo($"logistic, {Many} items", Many, ScalingData.Logistic),
        .. new[] { 8, 128 }.Select(width => OneAndTwo($"logistic, rows of {width}, {Many / width} items", Many / width, count => ScalingData.Rows(count, width))),
    ];

    public static IReadOnlyList<CaseSource<ScalingCase>> Compensated { get; } =
    [
        PlainAndCompensated("narrow, 2 parameters", 100_000, ScalingData.Narrow),
        PlainAndCompensated("logistic, 2 parameters", 100_000, ScalingData.Logistic),
        PlainAndCompensated("logistic, rows of 32", 10_000, count => ScalingData.Rows(count, 32)),
    ];

    private static CaseSource<ScalingCase> Sizes(
        string description, int baselineCount, Func<int, Objective<double>> createBaseline, int count, Func<int, Objective<double>> create)
        => new(description, count, most => Compare(createBaseline(Math.Min(baselineCount, most)), create(Math.Min(count, most)), OneThread)) { BaselineItems = baselineCount };

    private static CaseSource<ScalingCase> OneAndTwo(string description, int count, Func<int, Objective<double>> create)
        => new($"{description}, 1 thread | 2", count, most =>
        {
            Objective<double> objective = create(Math.Min(count, most));
            return Compare(objective, objective, TwoThreads);
        });

    private static CaseSource<ScalingCase> PlainAndCompensated(string description, int count, Func<int, Objective<double>> create)
        => new($"{description}, plain | compensated", count, most =>
        {
            Objective<double> objective = create(Math.Min(count, most));
            return Compare(objective, objective.WithCompensatedSums(), OneThread);
        });

    private static ScalingCase Compare(Objective<double> baseline, Objective<double> measured, EvaluationOptions options)
        => new(ScalingData.Evaluation(baseline, OneThread), baseline.Count, ScalingData.Evaluation(measured, options), measured.Count);
}
