using System;

namespace SymGrad;

/// <summary>Logarithms of sums of exponentials: the greatest term is taken out, and the others are at most 1.</summary>
internal static class LogSumExpFunctions
{
    private const int BlockLength = 128;

    public static double LogSumExp(ReadOnlySpan<double> x)
    {
        int greatest = IndexOfGreatest(x);
        if (greatest < 0 || double.IsNaN(x[greatest]) || double.IsInfinity(x[greatest]))
        {
            return greatest < 0 ? double.NegativeInfinity : x[greatest];
        }

        Pair others = SumOfOthers(x, greatest);
        return (x[greatest] + Pair.LogOfOneAnd(others)).Value;
    }

    public static void Softmax(ReadOnlySpan<double> x, Span<double> destination)
    {
        int greatest = IndexOfGreatest(x);
        if (greatest < 0)
        {
            return;
        }

        double shift = x[greatest];
        double sum = (1 + SumOfOthers(x, greatest)).Value;
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = x[i] - shift;
        }

        SpecialFunctions.Exp(destination[..x.Length], destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] /= sum;
        }
    }

    /// <summary>The first of the greatest elements; NaN counts as greater than all numbers. −1 when there is none.</summary>
    private static int IndexOfGreatest(ReadOnlySpan<double> x)
    {
        int greatest = x.Length == 0 ? -1 : 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]))
            {
                return i;
            }

            if (x[i] > x[greatest])
            {
                greatest = i;
            }
        }

        return greatest;
    }

    /// <summary>Σ e^(xᵢ − greatest) over all but one of the greatest, in order, with what each addition loses.</summary>
    private static Pair SumOfOthers(ReadOnlySpan<double> x, int greatest)
    {
        Span<double> block = stackalloc double[BlockLength];
        Pair sum = new(0, 0);
        double shift = x[greatest];
        for (int start = 0; start < x.Length; start += BlockLength)
        {
            int length = Math.Min(BlockLength, x.Length - start);
            for (int i = 0; i < length; i++)
            {
                block[i] = start + i == greatest ? double.NegativeInfinity : x[start + i] - shift;
            }

            SpecialFunctions.Exp(block[..length], block);
            for (int i = 0; i < length; i++)
            {
                Pair next = Pair.Sum(sum.High, block[i]);
                sum = new Pair(next.High, next.Low + sum.Low);
            }
        }

        return sum;
    }
}
