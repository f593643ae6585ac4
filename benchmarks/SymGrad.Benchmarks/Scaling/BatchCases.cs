using System;
using System.Collections.Generic;

namespace SymGrad.Benchmarks.Scaling;

/// <summary>An epoch in mini-batches that are ranges, and one in shuffled mini-batches of the same length.</summary>
internal static class BatchCases
{
    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    public static IEnumerable<ScalingCase> Create()
    {
        foreach (int length in (int[])[64, 1024])
        {
            yield return Compare("narrow, in cache", ScalingData.Narrow(16_384), length);
            yield return Compare("narrow, in memory", ScalingData.Narrow(4_000_000), length);
            yield return Compare("logistic, in cache", ScalingData.Logistic(16_384), length);
            foreach (int width in (int[])[8, 128, 784])
            {
                yield return Compare($"logistic, rows of {width}, in memory", ScalingData.Rows(16_000_000 / width, width), length);
            }
        }
    }

    private static ScalingCase Compare(string description, Objective<double> objective, int length)
    {
        double[] theta = ScalingData.Theta(objective);
        double[] gradient = new double[theta.Length];
        int[] items = new MiniBatches(objective.Count, length, seed: 1).Epoch(0).Items.ToArray();
        int batchCount = objective.Count / length;
        int ranged = 0;
        int shuffled = 0;
        return new(
            $"{description}, batches of {length}: ranges | shuffled items",
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
