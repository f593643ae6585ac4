using System;

namespace SymGrad.Runtime.Tests;

internal static class TestData
{
    /// <summary>
    /// Values over 40 binary orders of magnitude, nearly all of which cancel: the last bits of their sum depend on the order of the
    /// additions.
    /// </summary>
    public static double[] IllScaled(int count, int seed)
    {
        var random = new Random(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = i % 2 == 1 ? -values[i - 1] : (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-20, 20));
        }

        random.Shuffle(values);
        return values;
    }

    public static float[] ToSingle(double[] values) => Array.ConvertAll(values, value => (float)value);

    public static long[] BitsOf(params double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);

    public static int[] BitsOf(params float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
