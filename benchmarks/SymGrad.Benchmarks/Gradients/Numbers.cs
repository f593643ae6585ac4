using System;

namespace SymGrad.Benchmarks.Gradients;

/// <summary>Arguments of the programs: the same numbers each time, spread evenly (multiples of the golden ratio).</summary>
internal sealed class Numbers
{
    private const double GoldenRatio = 0.6180339887498949;

    private long drawn;

    /// <summary>One number between two bounds.</summary>
    public double One(double minimum, double maximum)
    {
        double fraction = ++drawn * GoldenRatio;
        return minimum + ((fraction - Math.Floor(fraction)) * (maximum - minimum));
    }

    /// <summary>Numbers between two bounds.</summary>
    public double[] Many(int count, double minimum = -1, double maximum = 1)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = One(minimum, maximum);
        }

        return numbers;
    }

    /// <summary>Indices from 0 up to but not including a bound.</summary>
    public int[] Indices(int count, int bound) => Array.ConvertAll(Many(count, 0, bound), static number => (int)number);
}
