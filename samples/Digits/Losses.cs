using System;
using SymGrad;

namespace Digits;

/// <summary>The loss of the network.</summary>
internal static partial class Losses
{
    /// <summary>The surprise at the digit of one image: minus the logarithm of the probability that the network gives it.</summary>
    [Loss]
    public static double CrossEntropy([Theta] Weights weights, ReadOnlySpan<double> image, int digit)
    {
        Span<double> scores = stackalloc double[Network.Digits];
        Network.Scores(weights, image, scores);
        return LogSumExp(scores) - scores[digit];
    }

    /// <summary>log Σ exp xᵢ, from differences to the greatest element, so that nothing overflows.</summary>
    private static double LogSumExp(ReadOnlySpan<double> x)
    {
        double greatest = x[0];
        foreach (double value in x)
        {
            greatest = Math.Max(greatest, value);
        }

        double sum = 0;
        foreach (double value in x)
        {
            sum += Math.Exp(value - greatest);
        }

        return greatest + Math.Log(sum);
    }
}
