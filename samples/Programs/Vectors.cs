using System;

namespace SymGrad.Programs;

/// <summary>The vector functions that several programs use. They are ordinary methods: the compiler differentiates through them.</summary>
internal static class Vectors
{
    /// <summary>Σ xᵢ yᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <summary>log Σ exp xᵢ, from differences to the greatest element, so that nothing overflows.</summary>
    public static double LogSumExp(ReadOnlySpan<double> x)
    {
        double max = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            max = Math.Max(max, x[i]);
        }

        double sum = 0;
        foreach (double value in x)
        {
            sum += Math.Exp(value - max);
        }

        return max + Math.Log(sum);
    }

    /// <summary>exp xᵢ / Σ exp xⱼ.</summary>
    /// <param name="x">The logits.</param>
    /// <param name="probabilities">Where the result goes: as long as <paramref name="x"/>.</param>
    public static void Softmax(ReadOnlySpan<double> x, Span<double> probabilities)
    {
        double normaliser = LogSumExp(x);
        for (int i = 0; i < x.Length; i++)
        {
            probabilities[i] = Math.Exp(x[i] - normaliser);
        }
    }

    /// <summary>1 / (1 + exp −x).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
