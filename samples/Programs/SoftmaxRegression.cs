using System;

namespace SymGrad.Programs;

/// <summary>Multinomial logistic regression: one vector of weights for each class.</summary>
public static partial class SoftmaxRegression
{
    /// <summary>The cross-entropy of one item.</summary>
    /// <param name="weights">One row for each class, one column for each feature.</param>
    /// <param name="biases">One number for each class.</param>
    /// <param name="x">The features.</param>
    /// <param name="label">The class, from 0.</param>
    [Loss]
    public static double CrossEntropy(
        [Theta] ReadOnlySpan<double> weights, [Theta] ReadOnlySpan<double> biases, ReadOnlySpan<double> x, int label)
    {
        Span<double> logits = stackalloc double[biases.Length];
        for (int k = 0; k < biases.Length; k++)
        {
            logits[k] = biases[k] + Vectors.Dot(weights.Slice(k * x.Length, x.Length), x);
        }

        return Vectors.LogSumExp(logits) - logits[label];
    }
}
