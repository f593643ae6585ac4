using System;
using System.Globalization;
using System.IO;
using System.Text;
using SymGrad.Benchmarks.Kernels;

namespace SymGrad.Benchmarks.Calls;

/// <summary>Prints what a call of a generated method takes, and of one that is written by hand: over 1,024 items in the cache, added up.</summary>
internal static class CallBenchmark
{
    private const int Count = 1024;
    private const int Width = 32;
    private const int Rounds = 401;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-30} {1,10} {2,10} {3,7}");

    public static void Run(TextWriter output)
    {
        (double[] x, double[] y) = (KernelCases.Numbers(Count, 1), KernelCases.Numbers(Count, 2));
        double[] rows = KernelCases.Numbers(Count * Width, 3);
        double[] weights = KernelCases.Numbers(Width, 4);
        double[] gradient = new double[Width];
        output.WriteLine(Format("loss", "hand, ns", "generated", "ratio"));
        Compare(
            "squared error",
            i => HandWrittenMethods.SquaredError(0.3, 0.2, x[i], y[i]) is var (v, (s, b)) ? v + s + b : 0,
            i => KernelLosses.SquaredErrorValueAndGradient(0.3, 0.2, x[i], y[i]) is var (v, (s, b)) ? v + s + b : 0);
        Compare(
            "Huber",
            i => HandWrittenMethods.Huber(0.3, 0.2, x[i], y[i]) is var (v, (s, b)) ? v + s + b : 0,
            i => KernelLosses.HuberValueAndGradient(0.3, 0.2, x[i], y[i]) is var (v, (s, b)) ? v + s + b : 0);
        Compare(
            "logistic, 3 columns",
            i => HandWrittenMethods.Logistic(0.1, 0.3, -0.2, 0.4, x[i], y[i], x[Count - 1 - i], 1) is var (v, (b, f, s, t)) ? v + b + f + s + t : 0,
            i => KernelLosses.LogisticValueAndGradient(0.1, 0.3, -0.2, 0.4, x[i], y[i], x[Count - 1 - i], 1) is var (v, (b, f, s, t)) ? v + b + f + s + t : 0);
        Compare(
            "least squares, rows of 32",
            i => HandWrittenMethods.LeastSquares(weights, rows.AsSpan(i * Width, Width), y[i], gradient) + gradient[i % Width],
            i => KernelLosses.LeastSquaresOfRowsValueAndGradient(weights, rows.AsSpan(i * Width, Width), y[i], gradient) + gradient[i % Width]);
        output.WriteLine($"Medians of {Rounds} rounds in turns. Both are called through a delegate.");

        void Compare(string loss, Func<int, double> hand, Func<int, double> generated)
        {
            InterleavedTimes times = InterleavedTimer.Measure(() => Sum(hand), () => Sum(generated), Rounds);
            output.WriteLine(Format(loss, Number(times.Baseline / Count), Number(times.Measured / Count), Number(times.Ratio)));
        }
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

    private static string Number(double number) => number.ToString("F2", CultureInfo.InvariantCulture);

    private static string Format(params string[] cells) => string.Format(CultureInfo.InvariantCulture, Row, (object[])cells).TrimEnd();
}
