using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Benchmarks.Scaling;

/// <summary>An epoch in mini-batches that are ranges, and one in shuffled mini-batches of the same length.</summary>
internal static class BatchCases
{
    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    public static IReadOnlyList<CaseSource<ScalingCase>> Sources { get; } = [.. new[] { 64, 1024 }.SelectMany(length => (CaseSource<ScalingCase>[])
    [
        Source("narrow, in cache", 16_384, ScalingData.Narrow, length),
        Source("narrow, in memory", 4_000_000, ScalingData.Narrow, length),
        Source("logistic, in cache", 16_384, ScalingData.Logistic, length),
        .. new[] { 8, 128, 784 }.Select(width => Source($"logistic, rows of {width}, in memory", 16_000_000 / width, count => ScalingData.Rows(count, width), length)),
    ])];

    private static CaseSource<ScalingCase> Source(string description, int count, Func<int, Objective<double>> create, int length)
        => new($"{description}, batches of {length}: ranges | shuffled items", length, most => Compare(create(Math.Min(count, most)), length));

    private static ScalingCase Compare(Objective<double> objective, int length)
    {
        double[] theta = ScalingData.Theta(objective);
        double[] gradient = new double[theta.Length];
        int[] items = new MiniBatches(objective.Count, length, seed: 1).Epoch(0).Items.ToArray();
        int batchCount = objective.Count / length;
        int ranged = 0;
        int shuffled = 0;
        return new(
            () =>
            {
                int start = ranged++ % batchCount * length;
                return objective.ValueAndGradient(theta, start..(start + length), gradient, OneThread);
            },
            length,
            () =>
            {
                int start = shuffled++ % batchCount * length;
                return objective.ValueAndGradient(theta, items.AsSpan(start, length), gradient, OneThread);
            },
            length);
    }
}
