using System;

namespace Digits;

/// <summary>What the network learns: for each layer a row of weights, and a bias, for each of its outputs.</summary>
internal sealed record Weights(double[] Hidden, double[] HiddenBiases, double[] Output, double[] OutputBiases)
{
    /// <summary>Small random weights, from the same seed each time; a layer's are the smaller the more inputs it has.</summary>
    public static Weights Random()
    {
        var random = new Random(1);
        return new Weights(
            Draw(random, Network.HiddenUnits, Network.Pixels),
            new double[Network.HiddenUnits],
            Draw(random, Network.Digits, Network.HiddenUnits),
            new double[Network.Digits]);
    }

    private static double[] Draw(Random random, int outputs, int inputs)
    {
        double[] weights = new double[outputs * inputs];
        foreach (ref double weight in weights.AsSpan())
        {
            weight = ((2 * random.NextDouble()) - 1) / Math.Sqrt(inputs);
        }

        return weights;
    }
}
