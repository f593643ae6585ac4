using System;

namespace SymGrad.Programs;

/// <summary>A network with one hidden layer of tanh units, for classification.</summary>
public static partial class TwoLayerNetwork
{
    /// <summary>The cross-entropy of one item.</summary>
    /// <param name="hiddenWeights">One row for each hidden unit, one column for each feature.</param>
    /// <param name="hiddenBiases">One number for each hidden unit.</param>
    /// <param name="outputWeights">One row for each class, one column for each hidden unit.</param>
    /// <param name="outputBiases">One number for each class.</param>
    /// <param name="x">The features.</param>
    /// <param name="label">The class, from 0.</param>
    [Loss]
    public static double CrossEntropy(
        [Theta] ReadOnlySpan<double> hiddenWeights,
        [Theta] ReadOnlySpan<double> hiddenBiases,
        [Theta] ReadOnlySpan<double> outputWeights,
        [Theta] ReadOnlySpan<double> outputBiases,
        ReadOnlySpan<double> x,
        int label)
    {
        Span<double> hidden = stackalloc double[hiddenBiases.Length];
        for (int i = 0; i < hidden.Length; i++)
        {
            double sum = hiddenBiases[i];
            for (int j = 0; j < x.Length; j++)
            {
                sum += hiddenWeights[(i * x.Length) + j] * x[j];
            }

            hidden[i] = Math.Tanh(sum);
        }

        Span<double> logits = stackalloc double[outputBiases.Length];
        for (int k = 0; k < logits.Length; k++)
        {
            double sum = outputBiases[k];
            for (int i = 0; i < hidden.Length; i++)
            {
                sum += outputWeights[(k * hidden.Length) + i] * hidden[i];
            }

            logits[k] = sum;
        }

        return Vectors.LogSumExp(logits) - logits[label];
    }
}
