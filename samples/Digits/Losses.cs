using System;
using SymGrad;

namespace Digits;

/// <summary>The loss of a network with one hidden layer.</summary>
internal static partial class Losses
{
    /// <summary>The surprise at the digit of one image: minus the logarithm of the probability that the network gives it.</summary>
    [Loss]
    public static double CrossEntropy(
        [Theta] ReadOnlySpan<double> hiddenWeights,
        [Theta] ReadOnlySpan<double> hiddenBiases,
        [Theta] ReadOnlySpan<double> outputWeights,
        [Theta] ReadOnlySpan<double> outputBiases,
        ReadOnlySpan<double> image,
        int digit)
    {
        Span<double> scores = stackalloc double[Network.Digits];
        Scores(hiddenWeights, hiddenBiases, outputWeights, outputBiases, image, scores);
        return LogSumExp(scores) - scores[digit];
    }

    /// <summary>The network: one score for each digit. An ordinary method, as those below: the compiler differentiates through them.</summary>
    public static void Scores(
        ReadOnlySpan<double> hiddenWeights,
        ReadOnlySpan<double> hiddenBiases,
        ReadOnlySpan<double> outputWeights,
        ReadOnlySpan<double> outputBiases,
        ReadOnlySpan<double> image,
        Span<double> scores)
    {
        Span<double> hidden = stackalloc double[Network.HiddenUnits];
        Layer(hiddenWeights, hiddenBiases, image, hidden);
        for (int i = 0; i < hidden.Length; i++)
        {
            hidden[i] = Math.Tanh(hidden[i]);
        }

        Layer(outputWeights, outputBiases, hidden, scores);
    }

    /// <summary>weights·inputs + biases, with one row of weights for each output.</summary>
    private static void Layer(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            double sum = biases[i];
            for (int j = 0; j < inputs.Length; j++)
            {
                sum += weights[(i * inputs.Length) + j] * inputs[j];
            }

            outputs[i] = sum;
        }
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
