using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace SymGrad.Runtime.Tests.Lanes;

/// <summary>Rows of long data are requested from memory before they are needed, which no result depends on: not of the last rows either, behind which nothing is.</summary>
public sealed class RowRequestsTests
{
    private const int RowCount = 40_000;

    public static TheoryData<int> Counts { get; } = [1, 7, 8, 9, 16, 23, 33, 100];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Rows_of_doubles(int count)
    {
        var random = new Random(count);
        double[] values = [.. Enumerable.Range(0, RowCount * count).Select(_ => random.NextDouble() - 0.5)];
        double[] shared = [.. values.Take(count)];
        double[] buffer = new double[8 * count];
        foreach (int start in new[] { 0, 1, RowCount - 9, RowCount - 8 })
        {
            Assert.True(ItemRows.TryRead(Rows.Of(values, count), start, default, count, out ItemRows<double> far));
            Assert.True(ItemRows.TryRead(Rows.From(values.Skip(start * count).Take(8 * count).Chunk(count).ToArray()), 0, buffer, count, out ItemRows<double> close));
            Assert.Equal(Sse.IsSupported, far.AreRequested);
            Assert.False(close.AreRequested);
            Assert.Equal(count, far.Length);
            Assert.Equal(far.AreRequested, far.Slice(count / 2).AreRequested);
            ItemLanes product = ItemLanes.Dot(shared, 0, far, 0, count);
            Assert.Equal(ItemLanes.Dot(shared, 0, close, 0, count), product);
            double[] sums = [.. shared];
            ItemLanes.AddProducts(shared, 0, product, far, 0, count);
            ItemLanes.AddProducts(sums, 0, product, close, 0, count);
            Assert.Equal(sums, shared);
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Rows_in_single_precision(int count)
    {
        var random = new Random(count);
        float[] values = [.. Enumerable.Range(0, RowCount * count).Select(_ => random.NextSingle() - 0.5f)];
        float[] shared = [.. values.Take(count)];
        float[] buffer = new float[8 * count];
        foreach (int start in new[] { 0, 1, RowCount - 9, RowCount - 8 })
        {
            Assert.True(ItemRows.TryRead(Rows.Of(values, count), start, default, count, out ItemRows<float> far));
            Assert.True(ItemRows.TryRead(Rows.From(values.Skip(start * count).Take(8 * count).Chunk(count).ToArray()), 0, buffer, count, out ItemRows<float> close));
            Assert.Equal(Sse.IsSupported, far.AreRequested);
            ItemLanesF product = ItemLanesF.Dot(shared, 0, far, 0, count);
            Assert.Equal(ItemLanesF.Dot(shared, 0, close, 0, count), product);
            double[] sums = new double[count], expected = new double[count];
            ItemLanes.AddProducts(sums, 0, product, far, 0, count);
            ItemLanes.AddProducts(expected, 0, product, close, 0, count);
            Assert.Equal(expected, sums);
        }
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 100)]
    [InlineData(4, 101)]
    [InlineData(8, 784)]
    [InlineData(10, 784)]
    [InlineData(13, 900)]
    public void Products_of_matrices(int height, int count)
    {
        const int Items = 64;
        var random = new Random(count);
        double[] values = [.. Enumerable.Range(0, Items * count).Select(_ => random.NextDouble() - 0.5)];
        double[] matrix = [.. values.Take(height * count)];
        double[] buffer = new double[8 * count];
        foreach (int start in new[] { 0, 16, Items - 8 })
        {
            Assert.True(ItemRows.TryRead(Rows.Of(values, count), start, default, count, out ItemRows<double> far));
            Assert.True(ItemRows.TryRead(Rows.From(values.Skip(start * count).Take(8 * count).Chunk(count).ToArray()), 0, buffer, count, out ItemRows<double> close));
            Assert.Equal(Sse.IsSupported, far.AreRequested);
            ItemLanes[] products = new ItemLanes[height], expected = new ItemLanes[height];
            ItemLanes.Multiply(products, matrix, 0, count, far, 0, count);
            ItemLanes.Multiply(expected, matrix, 0, count, close, 0, count);
            Assert.Equal(expected, products);
        }
    }

    /// <summary>Each line of the next eight rows is requested once, whatever the number of products.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(22)]
    public void Products_share_the_lines(int products)
    {
        const int Count = 80;
        Assert.True(ItemRows.TryRead(Rows.Of(new double[64 * Count], Count), 0, default, Count, out ItemRows<double> rows));
        if (!rows.AreRequested)
        {
            return;
        }

        var requests = LineRequests.Of(rows, 0, products, isWhole: true);
        var requested = new List<long>();
        for (int k = 0; k < products; k++)
        {
            LineRequests next = requests.Next(k, Count);
            for (int j = 0; j < Count; j += 8)
            {
                requested.AddRange(Enumerable.Range(0, next.Count).Select(line => (long)next.OffsetOf(j, line)));
            }
        }

        Assert.Equal(Enumerable.Range(0, 8 * Count / 8).Select(line => (8L * Count * sizeof(double)) + (64 * line)), requested);
        Assert.Equal(0, LineRequests.Of(rows, 0, products, isWhole: false).Count);
    }

    [Fact]
    public void Data_that_stay_in_the_cache_are_not_requested()
    {
        Assert.True(ItemRows.TryRead(Rows.Of(new double[512], 32), 0, default, 32, out ItemRows<double> rows));
        Assert.False(rows.AreRequested);
    }

    [Theory]
    [InlineData(1, 8192)]
    [InlineData(8, 8192)]
    [InlineData(9, 9216)]
    [InlineData(100, 12800)]
    [InlineData(128, 8192)]
    [InlineData(784, 50176)]
    public void The_distance_is_a_multiple_of_eight_rows(int step, int expected) => Assert.Equal(expected, RowRequests.Distance<double>(step));
}
