using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace SymGrad.Runtime.Tests;

public sealed class CompensatedSumTests
{
    // All finite doubles are multiples of this power of two.
    private const int SmallestExponent = -1074;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ill_conditioned_series_is_summed_to_the_last_digit(int seed)
    {
        double[] terms = Cancelling(20_000, seed);
        double exact = Exact(terms);
        Assert.InRange(Math.Abs(exact), 0.1, 1000);
        CompensatedSum sum = default;
        Array.ForEach(terms, term => sum.Add(term));
        Assert.Equal(exact, sum.Value, Math.Abs(exact) * 1e-15);

        // What all this is for: plain summation loses more than a million times as much.
        Assert.True(Math.Abs(terms.Sum() - exact) > Math.Abs(exact) * 1e-9);
    }

    [Fact]
    public void Sums_of_sums_keep_their_digits()
    {
        double[] terms = Cancelling(20_000, 4);
        CompensatedSum total = default;
        foreach (double[] part in terms.Chunk(700))
        {
            CompensatedSum sum = default;
            Array.ForEach(part, term => sum.Add(term));
            total.Add(in sum);
        }

        double exact = Exact(terms);
        Assert.Equal(exact, total.Value, Math.Abs(exact) * 1e-15);
    }

    [Fact]
    public void Adding_a_sum_to_itself_doubles_it()
    {
        CompensatedSum sum = default;
        sum.Add(1);
        sum.Add(Math.ScaleB(1, -60));
        sum.Add(in sum);
        sum.Add(-2);
        Assert.Equal(Math.ScaleB(1, -59), sum.Value);
    }

    [Fact]
    public void Beyond_the_finite_range_it_is_the_plain_sum()
    {
        double infinity = double.PositiveInfinity;
        double[][] series =
        [
            [1, infinity, 2], [infinity, infinity], [1, -infinity, 3], [infinity, -infinity], [1, double.NaN, 2],
            [double.MaxValue, double.MaxValue, -double.MaxValue], [infinity, double.NaN], [double.MaxValue, 1e292, -1e300],
        ];
        foreach (double[] terms in series)
        {
            CompensatedSum sum = default;
            CompensatedSum merged = default;
            foreach (double term in terms)
            {
                sum.Add(term);
                CompensatedSum single = default;
                single.Add(term);
                merged.Add(in single);
            }

            Assert.Equal(terms.Aggregate(0.0, (total, term) => total + term), sum.Value);
            Assert.Equal(sum.Value, merged.Value);
        }
    }

    [Fact]
    public void Empty_sum_is_zero()
    {
        Assert.Equal(0, default(CompensatedSum).Value);
        Assert.Equal("0", default(CompensatedSum).ToString());
    }

    private static double[] Cancelling(int count, int seed)
    {
        var random = new Random(seed);
        List<double> terms = [];
        for (int i = 0; i < count / 2; i++)
        {
            double large = (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(0, 40));
            terms.Add(large);
            terms.Add(-large);
            terms.Add((random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-20, 0)));
        }

        double[] shuffled = [.. terms];
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static double Exact(double[] terms)
    {
        BigInteger total = terms.Aggregate(BigInteger.Zero, (sum, term) => sum + Units(term));
        int shift = (int)Math.Max(0, total.GetBitLength() - 100);
        return Math.ScaleB((double)(total >> shift), shift + SmallestExponent);
    }

    /// <summary>The double as a whole number of smallest units.</summary>
    private static BigInteger Units(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFF;
        BigInteger magnitude = exponent == 0 ? fraction : new BigInteger(fraction | (1L << 52)) << (exponent - 1);
        return bits < 0 ? -magnitude : magnitude;
    }
}
