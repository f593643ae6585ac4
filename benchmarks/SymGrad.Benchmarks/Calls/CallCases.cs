using System;
using System.Collections.Generic;
using SymGrad.Benchmarks.Kernels;

namespace SymGrad.Benchmarks.Calls;

/// <summary>Calls over 1,024 items in the cache.</summary>
internal static class CallCases
{
    /// <summary>How many calls there are.</summary>
    public const int Count = 1024;

    private const int Width = 32;

    public static IReadOnlyList<CaseSource<CallCase>> Sources { get; } = CreateSources();

    private static CaseSource<CallCase>[] CreateSources()
    {
        (double[] x, double[] y) = (KernelCases.Numbers(Count, 1), KernelCases.Numbers(Count, 2));
        double[] rows = KernelCases.Numbers(Count * Width, 3);
        double[] weights = KernelCases.Numbers(Width, 4);
        double[] gradient = new double[Width];
        return
        [
            Source(
                "squared error",
                i => HandWrittenMethods.SquaredError(0.3, 0.2, x[i], y[i]) is var (v, (s, b)) ? v + s + b : 0,
                i => KernelLosses.SquaredErrorValueAndGradient(0.3, 0.2, x[i], y[i]) is var (v, (s, b)) ? v + s + b : 0),
            Source(
                "Huber",
                i => HandWrittenMethods.Huber(0.3, 0.2, x[i], y[i]) is var (v, (s, b)) ? v + s + b : 0,
                i => KernelLosses.HuberValueAndGradient(0.3, 0.2, x[i], y[i]) is var (v, (s, b)) ? v + s + b : 0),
            Source(
                "logistic, 3 columns",
                i => HandWrittenMethods.Logistic(0.1, 0.3, -0.2, 0.4, x[i], y[i], x[Count - 1 - i], 1) is var (v, (b, f, s, t)) ? v + b + f + s + t : 0,
                i => KernelLosses.LogisticValueAndGradient(0.1, 0.3, -0.2, 0.4, x[i], y[i], x[Count - 1 - i], 1) is var (v, (b, f, s, t)) ? v + b + f + s + t : 0),
            Source(
                "least squares, rows of 32",
                i => HandWrittenMethods.LeastSquares(weights, rows.AsSpan(i * Width, Width), y[i], gradient) + gradient[i % Width],
                i => KernelLosses.LeastSquaresOfRowsValueAndGradient(weights, rows.AsSpan(i * Width, Width), y[i], gradient) + gradient[i % Width]),
        ];
    }

    private static CaseSource<CallCase> Source(string loss, Func<int, double> hand, Func<int, double> generated)
    {
        var made = new CallCase(loss, () => Sum(hand), () => Sum(generated));
        return new(loss, Count, _ => made);
    }

    private static double Sum(Func<int, double> item)
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += item(i);
        }

        return sum;
    }
}
