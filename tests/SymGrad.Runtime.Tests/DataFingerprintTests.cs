using System;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Data that differ have different fingerprints, however little it is; data that do not have the same one.</summary>
public sealed class DataFingerprintTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(129)]
    [InlineData(1024)]
    public void A_copy_has_the_same(int count)
        => Assert.Equal(Of(Numbers(count)), Of(Numbers(count)));

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(130)]
    public void Every_single_bit_counts(int count)
    {
        double[] data = Numbers(count);
        DataFingerprint before = Of(data);
        for (int i = 0; i < count; i++)
        {
            for (int bit = 0; bit < 64; bit++)
            {
                double kept = data[i];
                data[i] = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(kept) ^ (1L << bit));
                Assert.NotEqual(before, Of(data));
                data[i] = kept;
            }
        }

        Assert.Equal(before, Of(data));
    }

    /// <summary>For numbers of all bits, and for integers, whose lower halves are zeros.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Items_that_change_places_count(bool areIntegers)
    {
        double[] data = Numbers(300);
        for (int i = 0; areIntegers && i < data.Length; i++)
        {
            data[i] = i;
        }

        DataFingerprint before = Of(data);
        for (int i = 0; i < data.Length; i++)
        {
            for (int j = i + 1; j < data.Length; j++)
            {
                (data[i], data[j]) = (data[j], data[i]);
                Assert.NotEqual(before, Of(data));
                (data[i], data[j]) = (data[j], data[i]);
            }
        }
    }

    /// <summary>What one item gains, another one loses, in their last bits: a sum would not see it.</summary>
    [Fact]
    public void Changes_that_cancel_count()
    {
        var random = new Random(5);
        double[] data = Numbers(1024);
        DataFingerprint before = Of(data);
        for (int trial = 0; trial < 20_000; trial++)
        {
            (int i, int j) = (random.Next(1024), 0);
            do
            {
                j = (random.Next(128) * 8) + (i % 8);
            }
            while (j == i);
            long change = random.NextInt64(1, 1L << 20);
            (double first, double second) = (data[i], data[j]);
            data[i] = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(first) + change);
            data[j] = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(second) - change);
            Assert.NotEqual(before, Of(data));
            (data[i], data[j]) = (first, second);
        }
    }

    [Theory]
    [InlineData(0x0000000000000000, unchecked((long)0x8000000000000000))]
    [InlineData(0x7FF8000000000000, 0x7FF8000000000001)]
    [InlineData(0x7FF8000000000000, 0x7FF0000000000000)]
    public void Numbers_that_are_equal_or_no_numbers_count(long one, long other)
    {
        double[] data = new double[1024];
        data[77] = BitConverter.Int64BitsToDouble(one);
        DataFingerprint before = Of(data);
        data[77] = BitConverter.Int64BitsToDouble(other);
        Assert.NotEqual(before, Of(data));
    }

    /// <summary>Zeros behind data, and where one column ends and the next one begins.</summary>
    [Fact]
    public void Lengths_count()
    {
        DataFingerprint[] prints = [.. Enumerable.Range(0, 200).Select(n => Of(new double[n]))];
        Assert.Equal(200, prints.Distinct().Count());
        Assert.NotEqual(Of([1, 2], [3]), Of([1], [2, 3]));
        Assert.NotEqual(Of([1, 2], []), Of([], [1, 2]));
        Assert.NotEqual(Of([1, 2], [3]), Of([3], [1, 2]));
        Assert.NotEqual(Of([0, 0], [0]), Of([0], [0, 0]));
    }

    [Fact]
    public void Columns_of_other_types_and_parts_count()
    {
        int[] counts = [.. Enumerable.Range(0, 1000)];
        DataFingerprint before = default;
        before.Add<int>(counts);
        counts[500]++;
        DataFingerprint after = default;
        after.Add<int>(counts);
        Assert.NotEqual(before, after);

        (string Name, int Count)[] items = [.. counts.Select(c => ("", c))];
        DataFingerprint ofParts = default;
        ofParts.Add<(string Name, int Count), int>(items, static item => item.Count);
        items[999].Name = "other";
        DataFingerprint same = default;
        same.Add<(string Name, int Count), int>(items, static item => item.Count);
        Assert.Equal(ofParts, same);
        items[999].Count++;
        DataFingerprint other = default;
        other.Add<(string Name, int Count), int>(items, static item => item.Count);
        Assert.NotEqual(ofParts, other);
    }

    [Fact]
    public void Rows_of_every_kind_count()
    {
        double[] data = Numbers(120);
        Rows<double>[] kinds =
        [
            Rows.Of(data, 3), Rows.Of(data, 3, stride: 4), Rows.Ragged(data, [0, 3, 3, 50, 60]), Rows.From([data[..3], data[3..9], []]), Rows.Same(data),
        ];
        foreach (Rows<double> rows in kinds)
        {
            DataFingerprint before = Of(rows, 0, 3);
            Assert.Equal(before, Of(rows, 0, 3));
            if (rows.Count is not null)
            {
                Assert.NotEqual(before, Of(rows, 0, 2));
                Assert.NotEqual(before, Of(rows, 1, 2));
            }
        }

        DataFingerprint ofRagged = Of(kinds[2], 0, 4);
        data[55]++;
        Assert.NotEqual(ofRagged, Of(kinds[2], 0, 4));
    }

    /// <summary>The numbers between the rows, which are not read.</summary>
    [Fact]
    public void What_is_not_read_does_not_count()
    {
        double[] data = Numbers(120);
        Rows<double> rows = Rows.Of(data, 3, stride: 4);
        DataFingerprint before = Of(rows, 0, 30);
        data[3]++;
        Assert.Equal(before, Of(rows, 0, 30));
        data[4]++;
        Assert.NotEqual(before, Of(rows, 0, 30));
    }

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(1.7 * i))];

    private static DataFingerprint Of(params double[][] columns)
    {
        DataFingerprint fingerprint = default;
        foreach (double[] column in columns)
        {
            fingerprint.Add<double>(column);
        }

        return fingerprint;
    }

    private static DataFingerprint Of(double[] column) => Of([column]);

    private static DataFingerprint Of(Rows<double> rows, int start, int count)
    {
        DataFingerprint fingerprint = default;
        fingerprint.Add(rows, start, count);
        return fingerprint;
    }
}
