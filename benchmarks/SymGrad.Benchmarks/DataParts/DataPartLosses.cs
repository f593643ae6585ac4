using System;

namespace SymGrad.Benchmarks.DataParts;

/// <summary>Losses that compute something from the data alone.</summary>
internal static partial class DataPartLosses
{
    /// <summary>Poisson regression, with the constant that makes it a likelihood.</summary>
    [Loss]
    public static double Poisson([Theta] double slope, [Theta] double intercept, double x, double count)
    {
        double eta = intercept + (slope * x);
        return Math.Exp(eta) - (count * eta) + SpecialFunctions.LogGamma(count + 1);
    }

    /// <summary>Counts that follow the seasons.</summary>
    [Loss]
    public static double Seasonal([Theta] double level, [Theta] double summer, [Theta] double winter, double day, double count)
    {
        double angle = 2 * Math.PI * day / 365.25;
        double eta = level + (summer * Math.Sin(angle)) + (winter * Math.Cos(angle));
        return Math.Exp(eta) - (count * eta);
    }

    /// <summary>One function that takes little more than it takes to read a column.</summary>
    [Loss]
    public static double Saturated([Theta] double scale, [Theta] double offset, double x, double y)
    {
        double residual = y - (scale * Math.Tanh(x)) - offset;
        return Math.Log(1 + (residual * residual));
    }

    /// <summary>The constant of a multinomial distribution: a function of each of ten counts.</summary>
    [Loss]
    public static double Multinomial([Theta] ReadOnlySpan<double> logits, ReadOnlySpan<double> counts, double weight)
    {
        double total = 0;
        double eta = 0;
        double arrangements = 0;
        for (int j = 0; j < counts.Length; j++)
        {
            arrangements += SpecialFunctions.LogGamma(counts[j] + 1);
        }

        for (int j = 0; j < logits.Length; j++)
        {
            total += Math.Exp(logits[j] * weight);
            eta += logits[j] * counts[j];
        }

        return (10 * Math.Log(total)) - (weight * eta) + arrangements;
    }
}
