using System;
using SymGrad;

namespace Digits;

/// <summary>The network with its weights in one flat vector, as objectives and optimisers have them.</summary>
internal sealed class Network
{
    public const int Pixels = 64;
    public const int HiddenUnits = 32;
    public const int Digits = 10;

    private readonly ParameterLayout layout;

    /// <summary>Small random weights, from the same seed each time; a layer's are the smaller the more inputs it has.</summary>
    public Network(ParameterLayout layout)
    {
        this.layout = layout;
        Theta = new double[layout.Count];
        var random = new Random(1);
        Fill(Part(0), 1 / Math.Sqrt(Pixels), random);
        Fill(Part(2), 1 / Math.Sqrt(HiddenUnits), random);
    }

    /// <summary>θ: the weights and biases of both layers.</summary>
    public double[] Theta { get; }

    /// <summary>The loss over a data set, as a function of θ.</summary>
    public static Objective<double> Objective(DigitData data) => new Losses.CrossEntropyObjective(
        Rows.Of(data.Images, Pixels),
        data.Labels,
        hiddenWeightsShape: (HiddenUnits, Pixels),
        hiddenBiasesShape: HiddenUnits,
        outputWeightsShape: (Digits, HiddenUnits),
        outputBiasesShape: Digits);

    /// <summary>The most probable digit.</summary>
    public int Classify(ReadOnlySpan<double> image)
    {
        Span<double> scores = stackalloc double[Digits];
        Losses.Scores(Part(0), Part(1), Part(2), Part(3), image, scores);
        int best = 0;
        for (int digit = 1; digit < scores.Length; digit++)
        {
            best = scores[digit] > scores[best] ? digit : best;
        }

        return best;
    }

    public double Accuracy(DigitData data)
    {
        int right = 0;
        for (int item = 0; item < data.Count; item++)
        {
            right += Classify(data.Image(item)) == data.Labels[item] ? 1 : 0;
        }

        return (double)right / data.Count;
    }

    private static void Fill(Span<double> weights, double scale, Random random)
    {
        foreach (ref double weight in weights)
        {
            weight = scale * ((2 * random.NextDouble()) - 1);
        }
    }

    private Span<double> Part(int index) => Theta.AsSpan(layout.Entries[index].Offset, layout.Entries[index].Length);
}
