using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace SymGrad.Benchmarks;

/// <summary>
/// Compares the time of two functions in one process. They run in turns, so that what else the machine does meets both; in each round
/// both are timed, and the median of the rounds' ratios is hardly moved by the rounds that were interrupted.
/// </summary>
internal static class InterleavedTimer
{
    private static readonly TimeSpan LeastWarmUp = TimeSpan.FromMilliseconds(600);

    /// <summary>Short against the time slices of a scheduler, so that most turns are not interrupted.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(0.5);

    /// <summary>Fewer rounds are enough if one takes longer: what interrupts a turn is short against it.</summary>
    private static readonly TimeSpan LongRound = TimeSpan.FromMilliseconds(50);

    /// <summary>Times a base and what is compared with it.</summary>
    /// <param name="baseline">What is compared with; its result keeps it from being optimised away.</param>
    /// <param name="measured">What is compared.</param>
    /// <param name="rounds">How many pairs of turns there are: an odd number. A fifth of them if they are long.</param>
    public static InterleavedTimes Measure(Func<double> baseline, Func<double> measured, int rounds)
    {
        (int calls, TimeSpan time) = WarmUp(baseline);
        (int measuredCalls, TimeSpan measuredTime) = WarmUp(measured);
        if (time + measuredTime > LongRound)
        {
            rounds = (rounds / 5) | 1;
        }

        double[] baselines = new double[rounds];
        double[] times = new double[rounds];
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            baselines[i] = Time(baseline, calls);
            times[i] = Time(measured, measuredCalls);
            ratios[i] = times[i] / baselines[i];
        }

        return new(Median(baselines), Median(times), Median(ratios)) { LeastRatio = times.Min() / baselines.Min(), LeastBaseline = baselines.Min() };
    }

    /// <summary>Runs a function until it is compiled with all optimisations, and returns how many calls take one turn, and for how long they do.</summary>
    private static (int Calls, TimeSpan Time) WarmUp(Func<double> function)
    {
        var watch = Stopwatch.StartNew();
        int calls = 1;
        double least = double.PositiveInfinity;
        while (watch.Elapsed < LeastWarmUp)
        {
            least = Math.Min(least, Time(function, calls));
            calls = (int)Math.Clamp(Turn.TotalNanoseconds / least, 1, 30);

            // The compiler of hot methods works on a thread of its own once nothing new has been called for a while.
            Thread.Sleep(5);
        }

        least = Math.Min(Time(function, calls), Time(function, calls));
        calls = (int)Math.Max(1, Turn.TotalNanoseconds / least);
        return (calls, TimeSpan.FromMicroseconds(calls * least / 1000));
    }

    /// <summary>Nanoseconds for each call.</summary>
    private static double Time(Func<double> function, int calls)
    {
        double sum = 0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            sum += function();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return double.IsNaN(sum)
            ? throw new InvalidOperationException("The function that is measured has no value.")
            : elapsed.TotalNanoseconds / calls;
    }

    private static double Median(double[] numbers)
    {
        double[] sorted = [.. numbers];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
