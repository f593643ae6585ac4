using System;

namespace SymGrad.Programs;

/// <summary>The distance of two series that may run at different speeds (dynamic time warping), with a soft minimum over alignments.</summary>
public static partial class DynamicTimeWarping
{
    /// <summary>The soft minimum, over all alignments, of the sum of squared differences between a pattern and a series.</summary>
    /// <param name="pattern">What is fitted.</param>
    /// <param name="series">The data, of any length.</param>
    /// <param name="temperature">How soft the minimum is: positive.</param>
    [Loss]
    public static double SoftDistance([Theta] ReadOnlySpan<double> pattern, ReadOnlySpan<double> series, double temperature)
    {
        int width = series.Length + 1;
        double[] distances = new double[(pattern.Length + 1) * width];
        Array.Fill(distances, double.PositiveInfinity);
        distances[0] = 0;
        for (int i = 1; i <= pattern.Length; i++)
        {
            for (int j = 1; j <= series.Length; j++)
            {
                double difference = pattern[i - 1] - series[j - 1];
                int here = (i * width) + j;
                distances[here] = (difference * difference)
                    + SoftMinimum(distances[here - 1], distances[here - width], distances[here - width - 1], temperature);
            }
        }

        return distances[^1];
    }

    private static double SoftMinimum(double a, double b, double c, double temperature)
    {
        double min = Math.Min(a, Math.Min(b, c));
        double sum = Math.Exp((min - a) / temperature) + Math.Exp((min - b) / temperature) + Math.Exp((min - c) / temperature);
        return min - (temperature * Math.Log(sum));
    }
}
