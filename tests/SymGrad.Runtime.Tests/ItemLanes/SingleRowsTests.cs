using System;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests.Lanes;

/// <summary>Rows in single precision: products in single precision, in an order of additions that is fixed; gradients in double precision, with the bits of widened rows.</summary>
public sealed class SingleRowsTests
{
    private const int Before = 2;

    public static TheoryData<int> Counts { get; } = [1, 3, 7, 8, 9, 10, 15, 16, 24, 31, 32, 33, 100, 240, 241, 897, 2000];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Products_along_rows(int count)
    {
        int length = count + 3;
        (float[] shared, float[] values) = (Numbers(count + Before, 1), Numbers(11 * length, 2));
        float[] expected = [.. Enumerable.Range(2, 8).Select(item => Product(shared.AsSpan(Before), values.AsSpan((item * length) + 1, count)))];
        foreach (Rows<float> data in new[] { Rows.Of(values, length), Rows.From(values.Chunk(length).ToArray()) })
        {
            float[] buffer = new float[ItemRows.BufferLength(data, length)];
            Assert.True(ItemRows.TryRead(data, 2, buffer, length, out ItemRows<float> rows));
            ItemLanesFTests.AssertSame(expected, ItemLanesF.Dot(shared, Before, rows, 1, count));
            ItemLanesFTests.AssertSame(expected, ItemLanesF.Dot(rows.Slice(1), 0, shared, Before, count));
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Updates_along_rows(int count)
    {
        int length = count + 3;
        (double[] sums, float[] values) = ([.. Numbers(count + Before + 1, 3)], Numbers(11 * length, 4));
        ItemLanesF factor = ItemLanesF.Load(Numbers(8, 5), 0);
        double[] expected = [.. sums];
        ItemLanes.AddProducts(expected, Before, factor, WidenedRowsOf(values, length), 1, count);
        ItemLanes.AddProducts(sums, Before, factor, RowsOf(values, length), 1, count);
        Assert.Equal(expected, sums);
    }

    [Theory]
    [InlineData(1, 9, 9)]
    [InlineData(2, 24, 30)]
    [InlineData(3, 8, 8)]
    [InlineData(3, 7, 9)]
    [InlineData(7, 33, 33)]
    [InlineData(10, 100, 101)]
    [InlineData(11, 23, -23)]
    [InlineData(5, 16, 3)]
    [InlineData(4, 500, 500)]
    [InlineData(5, 2000, 2001)]
    public void Matrices(int height, int count, int stride)
    {
        int length = count + 3;
        int first = Before + (stride < 0 ? -stride * (height - 1) : 0);
        (float[] matrix, float[] values) = (Numbers((Math.Abs(stride) * (height - 1)) + count + Before, 1), Numbers(11 * length, 2));
        var products = new ItemLanesF[height];
        Array.Fill(products, 7f);
        ItemLanesF.Multiply(products, matrix, first, stride, RowsOf(values, length), 1, count);
        Assert.Equal([.. Enumerable.Range(0, height).Select(k => ItemLanesF.Dot(matrix, first + (k * stride), RowsOf(values, length), 1, count))], products);

        ItemLanes[] factors = [.. Enumerable.Range(0, height).Select(k => (ItemLanes)ItemLanesF.Load(Numbers(8, k), 0))];
        (double[] expected, double[] actual) = ([.. matrix], [.. matrix]);
        ItemLanes.AddOuterProducts(expected, first, stride, factors, WidenedRowsOf(values, length), 1, count);
        ItemLanes.AddOuterProducts(actual, first, stride, factors, RowsOf(values, length), 1, count);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Elements_that_are_not_there()
    {
        float[] a = [1, 2, 3], values = new float[33];
        double[] sums = [1, 2, 3];
        ItemLanesFTests.AssertSame(new float[8], ItemLanesF.Dot(a, 7, RowsOf(values, 3), 9, -1));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanesF.Dot(a, 0, RowsOf(values, 3), 0, 4));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanesF.Dot(a, -1, RowsOf(values, 3), 0, 2));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.AddProducts(sums, 2, 1.0, RowsOf(values, 3), 0, 2));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.AddProducts(sums, 0, 1.0, RowsOf(values, 3), 2, 2));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanesF.Multiply(new ItemLanesF[4], new float[12], 1, 3, RowsOf(values, 3), 0, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.AddOuterProducts(new double[12], 1, 3, new ItemLanes[4], RowsOf(values, 3), 0, 3));
        ItemLanes.AddProducts(sums, 9, 1.0, RowsOf(values, 3), 9, -1);
        ItemLanes.AddOuterProducts(sums, 99, 3, new ItemLanes[4], RowsOf(values, 3), 0, -1);
        Assert.Equal([1, 2, 3], sums);
    }

    [Fact]
    public void What_is_not_finite_stays_in_its_row()
    {
        float[] values = Numbers(11 * 9, 1);
        values[(4 * 9) + 8] = float.PositiveInfinity;
        values[(5 * 9) + 3] = float.NaN;
        ItemLanesF product = ItemLanesF.Dot(Enumerable.Repeat(1f, 9).ToArray(), 0, RowsOf(values, 9), 0, 9);
        Assert.Equal([false, false, true, true, false, false, false, false], Enumerable.Range(0, 8).Select(i => !float.IsFinite(product[i])));
    }

    /// <summary>The rows from the third on.</summary>
    private static ItemRows<float> RowsOf(float[] values, int length)
    {
        Assert.True(ItemRows.TryRead(Rows.Of(values, length), 2, default, length, out ItemRows<float> rows));
        return rows;
    }

    private static ItemRows<double> WidenedRowsOf(float[] values, int length)
    {
        Assert.True(ItemRows.TryRead(Rows.Of(values, length), 2, new double[8 * length], length, out ItemRows<double> rows));
        return rows;
    }

    /// <summary>The order of additions that is promised.</summary>
    private static float Product(ReadOnlySpan<float> a, ReadOnlySpan<float> x)
    {
        int part = RowProducts.PartLength(a.Length, SingleRowProducts.LongestPart);
        if (a.Length > part)
        {
            float total = 0;
            for (int start = 0; start < a.Length; start += part)
            {
                int length = Math.Min(part, a.Length - start);
                total += Product(a.Slice(start, length), x.Slice(start, length));
            }

            return total;
        }

        Span<float> sums = stackalloc float[8];
        int whole = a.Length / 8 * 8;
        for (int j = 0; j < a.Length; j++)
        {
            int place = j < whole || a.Length < 8 ? j % 8 : j - (a.Length - 8);
            sums[place] = MathF.FusedMultiplyAdd(a[j], x[j], sums[place]);
        }

        return sums[0] + sums[4] + (sums[2] + sums[6]) + (sums[1] + sums[5] + (sums[3] + sums[7]));
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
