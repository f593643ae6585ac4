using System;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests.Lanes;

/// <summary>Outer products of several groups of eight items give the same bits together as one after the other.</summary>
public sealed class OuterProductSumsTests
{
    private const int Groups = 9;

    /// <summary>Rows of the gradient, elements, elements between rows of the gradient, groups that memory is taken for.</summary>
    public static TheoryData<int, int, int, int> Shapes { get; } = new()
    {
        { 1, 1, 1, 4 }, { 3, 7, 9, 4 }, { 4, 24, 24, 4 }, { 7, 33, 40, 4 }, { 10, 64, 64, 4 }, { 10, 88, 90, 4 }, { 5, 784, 784, 4 }, { 6, 72, 72, 1 }, { 6, 72, 72, 0 }, { 3, 20, 5, 4 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Groups_together(int height, int count, int stride, int room)
    {
        for (int groups = 0; groups <= Groups; groups++)
        {
            AssertSame(height, count, stride, room, groups);
        }
    }

    [Fact]
    public void Rows_that_are_copied_are_not_kept()
    {
        (Rows<double> even, double[][] apart, ItemLanes[][] factors) = Data(5, 16);
        double[] buffer = new double[8 * 16];
        (double[] expected, double[] actual) = (new double[80], new double[80]);
        var sums = new OuterProductSums(actual, new ItemLanes[20]);
        for (int g = 0; g < Groups; g++)
        {
            Assert.True(ItemRows.TryRead(even, 8 * g, default, 16, out ItemRows<double> inPlace));
            ItemLanes.AddOuterProducts(expected, 0, 16, factors[g], inPlace, 0, 16);
            bool isCopied = g is 2 or 3 or 7;
            Assert.True(ItemRows.TryRead(isCopied ? Rows.From(apart) : even, 8 * g, buffer, 16, out ItemRows<double> rows));
            sums.Add(0, 16, factors[g], rows, 0, 16);
            Array.Fill(buffer, double.NaN);
        }

        sums.Complete();
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Places_that_change()
    {
        (Rows<double> rows, _, ItemLanes[][] factors) = Data(5, 16);
        (double[] expected, double[] actual) = (new double[200], new double[200]);
        var sums = new OuterProductSums(actual, new ItemLanes[20]);
        (int Group, int Start, int Stride, int RowStart, int Count, int Height)[] calls =
        [
            (0, 0, 16, 0, 16, 5), (1, 0, 16, 0, 16, 5), (3, 0, 16, 0, 16, 5), (4, 1, 16, 0, 16, 5), (5, 1, 20, 0, 16, 5), (6, 1, 20, 2, 14, 5), (7, 1, 20, 2, 13, 5), (8, 1, 20, 2, 13, 4), (0, 1, 20, 2, 13, 4), (1, 1, 20, 2, -3, 4),
        ];
        foreach ((int group, int start, int stride, int rowStart, int count, int height) in calls)
        {
            Assert.True(ItemRows.TryRead(rows, 8 * group, default, 16, out ItemRows<double> items));
            ItemLanes.AddOuterProducts(expected, start, stride, factors[group].AsSpan(0, height), items, rowStart, count);
            sums.Add(start, stride, factors[group].AsSpan(0, height), items, rowStart, count);
        }

        sums.Complete();
        sums.Complete();
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Elements_that_are_not_there()
    {
        (Rows<double> rows, _, ItemLanes[][] factors) = Data(5, 16);
        double[] gradient = new double[79];
        Assert.Throws<IndexOutOfRangeException>(() => Add(0, 16, 16));
        Assert.Throws<IndexOutOfRangeException>(() => Add(-1, 15, 15));
        Assert.Throws<IndexOutOfRangeException>(() => Add(0, 15, 17));
        Assert.All(gradient, g => Assert.Equal(0, g));
        Assert.Equal(0, OuterProductSums.BufferLength(100, 0));
        Assert.Equal(4 * 5, OuterProductSums.BufferLength(84, 16));

        void Add(int start, int stride, int count)
        {
            Assert.True(ItemRows.TryRead(rows, 0, default, 16, out ItemRows<double> items));
            new OuterProductSums(gradient, new ItemLanes[20]).Add(start, stride, factors[0], items, 0, count);
        }
    }

    private static void AssertSame(int height, int count, int stride, int room, int groups)
    {
        (Rows<double> rows, _, ItemLanes[][] factors) = Data(height, count);
        double[] expected = Numbers((height * Math.Max(stride, count)) + 3, 3);
        double[] actual = [.. expected];
        var sums = new OuterProductSums(actual, new ItemLanes[room * height]);
        for (int g = 0; g < groups; g++)
        {
            Assert.True(ItemRows.TryRead(rows, 8 * g, default, count, out ItemRows<double> items));
            ItemLanes.AddOuterProducts(expected, 2, stride, factors[g], items, 0, count);

            // What is given may change afterwards.
            ItemLanes[] given = [.. factors[g]];
            sums.Add(2, stride, given, items, 0, count);
            Array.Fill(given, double.NaN);
        }

        sums.Complete();
        Assert.Equal(expected, actual);
    }

    private static (Rows<double> Even, double[][] Apart, ItemLanes[][] Factors) Data(int height, int length)
    {
        double[] values = Numbers(8 * Groups * length, 1);
        ItemLanes[][] factors = [.. Enumerable.Range(0, Groups).Select(g => (ItemLanes[])[.. Enumerable.Range(0, height).Select(k => ItemLanes.Load(Numbers(8, (100 * g) + k + 5), 0))])];
        return (Rows.Of(values, length), [.. values.Chunk(length)], factors);
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }
}
