using System;

namespace Digits;

/// <summary>A network with one hidden layer.</summary>
internal static class Network
{
    public const int Pixels = 64;
    public const int HiddenUnits = 32;
    public const int Digits = 10;

    /// <summary>One score for each digit. An ordinary method, as is the one below: the compiler differentiates through them.</summary>
    public static void Scores(Weights weights, ReadOnlySpan<double> image, Span<double> scores)
    {
        Span<double> hidden = stackalloc double[HiddenUnits];
        Layer(weights.Hidden, weights.HiddenBiases, image, hidden);
        for (int i = 0; i < hidden.Length; i++)
        {
            hidden[i] = Math.Tanh(hidden[i]);
        }

        Layer(weights.Output, weights.OutputBiases, hidden, scores);
    }

    /// <summary>The most probable digit.</summary>
    public static int Classify(Weights weights, ReadOnlySpan<double> image)
    {
        Span<double> scores = stackalloc double[Digits];
        Scores(weights, image, scores);
        int best = 0;
        for (int digit = 1; digit < scores.Length; digit++)
        {
            best = scores[digit] > scores[best] ? digit : best;
        }

        return best;
    }

    /// <summary>Which part of the images is told rightly.</summary>
    public static double Accuracy(Weights weights, DigitData data)
    {
        int right = 0;
        for (int item = 0; item < data.Count; item++)
        {
            right += Classify(weights, data.Image(item)) == data.Labels[item] ? 1 : 0;
        }

        return (double)right / data.Count;
    }

    /// <summary>weights·inputs + biases.</summary>
    private static void Layer(ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, ReadOnlySpan<double> inputs, Span<double> outputs)
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
}
