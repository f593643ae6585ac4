using System;
using SymGrad;

namespace BreastCancer;

/// <summary>Logistic regression, as a textbook has it.</summary>
internal static partial class Losses
{
    /// <summary>
    /// The surprise at finding out whether a tumour is malignant (1) or benign (0). For a probability that rounds to 0 or 1 the formula would lose all
    /// digits; the generated code has an equal one in its place, and the compiler says so (SYMG2004).
    /// </summary>
    [Loss]
    public static double Surprise(
        [Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> features, double malignant)
    {
        double probability = Probability(weights, bias, features);
        return -(malignant * Math.Log(probability)) - ((1 - malignant) * Math.Log(1 - probability));
    }

    /// <summary>A loss without data is a regulariser: it keeps the weights small where the data would not.</summary>
    [Loss]
    public static double Ridge([Theta] ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight * weight;
        }

        return sum;
    }

    /// <summary>The probability that a tumour is malignant. An ordinary method: the compiler differentiates through it.</summary>
    public static double Probability(ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> features)
    {
        double score = bias;
        for (int i = 0; i < weights.Length; i++)
        {
            score += weights[i] * features[i];
        }

        return 1 / (1 + Math.Exp(-score));
    }
}
