using System;

namespace SymGrad.Programs;

/// <summary>Cox's proportional hazards: how features change the risk of an event, when some items were not watched to the end.</summary>
public static partial class CoxRegression
{
    /// <summary>The negative logarithm of the partial likelihood.</summary>
    /// <param name="coefficients">One number for each feature.</param>
    /// <param name="features">One row for each item, from the last time to the first, one column for each feature.</param>
    /// <param name="hasEvent">Whether the event happened to the item at its time; otherwise it was last seen then.</param>
    [Loss]
    public static double NegativeLogPartialLikelihood(
        [Theta] ReadOnlySpan<double> coefficients, ReadOnlySpan<double> features, ReadOnlySpan<bool> hasEvent)
    {
        int count = coefficients.Length;
        double sum = 0;
        double riskOfAllAtRisk = 0;
        for (int i = 0; i < hasEvent.Length; i++)
        {
            double logRisk = Vectors.Dot(coefficients, features.Slice(i * count, count));
            riskOfAllAtRisk += Math.Exp(logRisk);
            if (!hasEvent[i])
            {
                continue;
            }

            sum += Math.Log(riskOfAllAtRisk) - logRisk;
        }

        return sum;
    }
}
