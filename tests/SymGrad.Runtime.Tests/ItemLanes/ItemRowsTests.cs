using System;
using System.Linq;
using System.Runtime.Intrinsics;
using Xunit;

namespace SymGrad.Runtime.Tests.Lanes;

/// <summary>Products along rows give the same bits for any width of vectors: those of an order of additions that is fixed.</summary>
public sealed class ItemRowsTests
{
    public static TheoryData<int> Counts { get; } = [1, 3, 7, 8, 9, 10, 15, 16, 24, 31, 32, 33, 100, 449, 1000];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Products_along_rows(int count)
    {
        const int Before = 2;
        int length = count + 3;
        (double[] shared, double[] values) = (Numbers(count + Before, 1), Numbers(11 * length, 2));
        ItemRows<double> rows = RowsOf(values, length);
        ItemLanes actual = ItemLanes.Dot(shared, Before, rows, 1, count);
        double[] expected = [.. Enumerable.Range(2, 8).Select(item => Product(shared.AsSpan(Before), values.AsSpan((item * length) + 1, count)))];
        AssertSame(expected, actual);
        AssertSame(expected, ItemLanes.Dot(rows.Slice(1), 0, shared, Before, count));
        if (count is >= 8 and <= RowProducts.LongestPart)
        {
            AssertSame(expected, new ItemLanes(RowProducts.Of256(ref shared[Before], ref values[(2 * length) + 1], length, count, default(NoRowRequests))));
            if (Vector512.IsHardwareAccelerated)
            {
                AssertSame(expected, new ItemLanes(RowProducts.Of512(ref shared[Before], ref values[(2 * length) + 1], length, count, new RowRequests(64))));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Updates_along_rows(int count)
    {
        const int Before = 2;
        int length = count + 3;
        (double[] sums, double[] values) = (Numbers(count + Before + 1, 3), Numbers(11 * length, 4));
        double[] c = Numbers(8, 5);
        double[] expected = [.. sums];
        for (int j = 0; j < count; j++)
        {
            double[] x = [.. Enumerable.Range(2, 8).Select(item => values[(item * length) + 1 + j])];
            double even = Math.FusedMultiplyAdd(c[6], x[6], Math.FusedMultiplyAdd(c[4], x[4], Math.FusedMultiplyAdd(c[2], x[2], c[0] * x[0])));
            double odd = Math.FusedMultiplyAdd(c[7], x[7], Math.FusedMultiplyAdd(c[5], x[5], Math.FusedMultiplyAdd(c[3], x[3], c[1] * x[1])));
            expected[Before + j] += even + odd;
        }

        ItemLanes.AddProducts(sums, Before, ItemLanes.Load(c, 0), RowsOf(values, length), 1, count);
        Assert.Equal(expected, sums);
    }

    /// <summary>Numbers of rows of the matrix, of elements, and from one row of the matrix to the next.</summary>
    public static TheoryData<int, int, int> Matrices { get; } = new()
    {
        { 1, 9, 9 }, { 2, 24, 30 }, { 3, 8, 8 }, { 3, 7, 9 }, { 4, 50, 50 }, { 7, 33, 33 }, { 10, 100, 101 }, { 5, 16, 3 }, { 11, 23, -23 }, { 4, 449, 449 }, { 3, 1000, 1000 },
    };

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Products_of_a_matrix_are_those_of_its_rows(int height, int count, int stride)
    {
        int length = count + 3;
        int first = 2 + (stride < 0 ? -stride * (height - 1) : 0);
        (double[] matrix, double[] values) = (Numbers((Math.Abs(stride) * (height - 1)) + count + 2, 1), Numbers(11 * length, 2));
        ItemRows<double> rows = RowsOf(values, length);
        var products = new ItemLanes[height];
        Array.Fill(products, 7.0);
        ItemLanes.Multiply(products, matrix, first, stride, rows, 1, count);
        var narrow = new ItemLanes[3];
        if (height >= 3 && count is >= 8 and <= RowProducts.LongestPart)
        {
            RowMatrixProducts.Add256(ref matrix[first], stride, ref values[(2 * length) + 1], length, count, narrow);
        }

        for (int k = 0; k < height; k++)
        {
            ItemLanes expected = ItemLanes.Dot(matrix, first + (k * stride), rows, 1, count);
            Assert.Equal(expected, products[k]);
            Assert.True(k >= 3 || narrow[k].Equals((ItemLanes)0.0) || narrow[k].Equals(expected));
        }
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Outer_products_are_added_up_item_by_item(int height, int count, int stride)
    {
        int length = count + 3;
        int first = 2 + (stride < 0 ? -stride * (height - 1) : 0);
        (double[] matrix, double[] values) = (Numbers((Math.Abs(stride) * (height - 1)) + count + 2, 1), Numbers(11 * length, 2));
        ItemLanes[] factors = [.. Enumerable.Range(0, height).Select(k => ItemLanes.Load(Numbers(8, k), 0))];
        double[] expected = [.. matrix];
        for (int k = 0; k < height; k++)
        {
            for (int j = 0; j < count; j++)
            {
                ref double element = ref expected[first + (k * stride) + j];
                for (int item = 0; item < 8; item++)
                {
                    element = Math.FusedMultiplyAdd(factors[k][item], values[((item + 2) * length) + 1 + j], element);
                }
            }
        }

        double[] actual = [.. matrix];
        ItemLanes.AddOuterProducts(actual, first, stride, factors, RowsOf(values, length), 1, count);
        if (stride >= count)
        {
            Assert.Equal(expected, actual);
        }
        else
        {
            Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], 1e-13));
        }
    }

    /// <summary>Elements in front of the rows, how many each has, and rows of the matrix.</summary>
    public static TheoryData<int, int, int> Places()
    {
        var data = new TheoryData<int, int, int>();
        foreach ((int count, int height) in new[] { (64, 2), (72, 3), (400, 4), (456, 7), (784, 10) })
        {
            for (int offset = 0; offset < 8; offset++)
            {
                data.Add(offset, count, height);
            }
        }

        return data;
    }

    /// <summary>Where rows begin in memory decides how they are read, and must not decide what is added up in which order.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public void Rows_anywhere_in_memory(int offset, int count, int height)
    {
        (double[] matrix, double[] values) = (Numbers((height * count) + 1, 1), Numbers(offset + (11 * (count + 8)), 2));
        Rows<double> rows = Rows.Of((ReadOnlyMemory<double>)values.AsMemory(offset, 10 * (count + 8)), count + 8);
        Assert.True(ItemRows.TryRead(rows, 2, default, count + 8, out ItemRows<double> items));
        var products = new ItemLanes[height];
        ItemLanes.Multiply(products, matrix, 1, count, items, 0, count);
        double[] sums = [.. matrix];
        ItemLanes.AddOuterProducts(sums, 1, count, products, items, 0, count);
        double[] narrow = [.. matrix];
        var factors = new OuterFactors(products, height, groups: 1, room: 1);
        ref double first = ref values[offset + (2 * (count + 8))];
        nint done = OuterProducts<Lanes256>.Add(ref narrow[1], count, factors, ref first, count + 8, 0, count - 3);
        OuterProducts<ScalarLane>.Add(ref narrow[1], count, factors, ref first, count + 8, done, count);
        Assert.Equal(sums, narrow);
        for (int k = 0; k < height; k++)
        {
            ReadOnlySpan<double> row = matrix.AsSpan(1 + (k * count), count);
            double[] expected = new double[8];
            for (int item = 0; item < 8; item++)
            {
                expected[item] = Product(row, values.AsSpan(offset + ((item + 2) * (count + 8)), count));
            }

            AssertSame(expected, products[k]);
            for (int j = 0; j < count; j++)
            {
                double sum = row[j];
                for (int item = 0; item < 8; item++)
                {
                    sum = Math.FusedMultiplyAdd(expected[item], values[offset + ((item + 2) * (count + 8)) + j], sum);
                }

                Assert.Equal(sum, sums[1 + (k * count) + j]);
            }
        }
    }

    [Fact]
    public void Elements_of_a_matrix_that_are_not_there()
    {
        double[] matrix = Enumerable.Repeat(1.0, 12).ToArray();
        double[] values = new double[33];
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Multiply(new ItemLanes[4], matrix, 1, 3, RowsOf(values, 3), 0, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Multiply(new ItemLanes[2], matrix, 0, -1, RowsOf(values, 3), 0, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Multiply(new ItemLanes[2], matrix, 0, int.MaxValue, RowsOf(values, 3), 0, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Multiply(new ItemLanes[2], matrix, 0, 3, RowsOf(values, 3), 1, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.AddOuterProducts(matrix, 1, 3, new ItemLanes[4], RowsOf(values, 3), 0, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.AddOuterProducts(matrix, 0, 3, new ItemLanes[4], RowsOf(values, 3), 1, 3));
        ItemLanes.AddOuterProducts(matrix, 99, 3, [], RowsOf(values, 3), 0, 3);
        ItemLanes.AddOuterProducts(matrix, 99, 3, new ItemLanes[4], RowsOf(values, 3), 0, -1);
        Assert.All(matrix, m => Assert.Equal(1, m));
    }

    [Fact]
    public void What_is_not_finite_stays_in_its_row()
    {
        double[] values = Numbers(11 * 9, 1);
        values[(4 * 9) + 8] = double.PositiveInfinity;
        values[(5 * 9) + 3] = double.NaN;
        ItemLanes product = ItemLanes.Dot(Enumerable.Repeat(1.0, 9).ToArray(), 0, RowsOf(values, 9), 0, 9);
        Assert.Equal([false, false, true, true, false, false, false, false], Enumerable.Range(0, 8).Select(i => !double.IsFinite(product[i])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(19)]
    public void Rows_of_other_types_and_apart_from_one_another(int length)
    {
        double[] values = [.. Numbers(11 * length, 1).Select(v => (double)(float)v)];
        double[] shared = Numbers(length, 2);
        ItemLanes expected = ItemLanes.Dot(shared, 0, RowsOf(values, length), 0, length);
        double[] buffer = new double[8 * length];
        double[][] apart = [.. values.Chunk(length)];
        Assert.Equal(0, ItemRows.BufferLength(Rows.Of(values, length), length));
        Assert.Equal(buffer.Length, ItemRows.BufferLength(Rows.From(apart), length));
        Assert.True(ItemRows.TryRead(Rows.From(apart), 2, buffer, length, out ItemRows<double> rows));
        Assert.Equal(expected, ItemLanes.Dot(shared, 0, rows, 0, length));
        Assert.True(ItemRows.TryRead(Rows.Of(values.Select(v => (float)v).ToArray(), length), 2, buffer, length, out rows));
        Assert.Equal(expected, ItemLanes.Dot(shared, 0, rows, 0, length));
        int[] integers = [.. values.Select(v => (int)(100 * v))];
        Assert.True(ItemRows.TryRead(Rows.Of(integers, length), 2, buffer, length, out rows));
        Assert.Equal(ItemLanes.Dot(shared, 0, RowsOf([.. integers.Select(v => (double)v)], length), 0, length), ItemLanes.Dot(shared, 0, rows, 0, length));
    }

    [Fact]
    public void Rows_of_another_length_are_not_read()
    {
        double[][] rows = [.. Enumerable.Range(0, 9).Select(i => new double[i == 8 ? 3 : 2])];
        Assert.True(ItemRows.TryRead(Rows.From(rows), 0, new double[16], 2, out ItemRows<double> _));
        Assert.False(ItemRows.TryRead(Rows.From(rows), 1, new double[16], 2, out ItemRows<double> _));
        Assert.False(ItemRows.TryRead(Rows.Of(new double[30], 3), 0, default, 2, out ItemRows<double> _));
    }

    [Fact]
    public void Elements_that_are_not_there()
    {
        double[] a = [1, 2, 3];
        double[] values = new double[33];
        AssertSame(new double[8], ItemLanes.Dot(a, 7, RowsOf(values, 3), 9, -1));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Dot(a, 0, RowsOf(values, 3), 0, 4));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Dot(a, 0, RowsOf(values, 3), 1, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Dot(a, -1, RowsOf(values, 3), 0, 2));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.AddProducts(a, 2, 1.0, RowsOf(values, 3), 0, 2));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.AddProducts(a, 0, 1.0, RowsOf(values, 3), 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowsOf(values, 3).Slice(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowsOf(values, 3).Slice(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowsOf(values, 3).Slice(4));
        Assert.Equal(0, RowsOf(values, 3).Slice(3).Length);
        Assert.Equal([1, 2, 3], a);
    }

    /// <summary>The rows from the third on.</summary>
    private static ItemRows<double> RowsOf(double[] values, int length)
    {
        Assert.True(ItemRows.TryRead(Rows.Of(values, length), 2, default, length, out ItemRows<double> rows));
        return rows;
    }

    /// <summary>The order of additions that is promised.</summary>
    private static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> x)
    {
        int part = RowProducts.PartLength(a.Length);
        if (a.Length > part)
        {
            double total = 0;
            for (int start = 0; start < a.Length; start += part)
            {
                int length = Math.Min(part, a.Length - start);
                total += Product(a.Slice(start, length), x.Slice(start, length));
            }

            return total;
        }

        Span<double> sums = stackalloc double[8];
        int whole = a.Length / 8 * 8;
        for (int j = 0; j < a.Length; j++)
        {
            int place = j < whole || a.Length < 8 ? j % 8 : j - (a.Length - 8);
            sums[place] = Math.FusedMultiplyAdd(a[j], x[j], sums[place]);
        }

        return sums[0] + sums[4] + (sums[2] + sums[6]) + (sums[1] + sums[5] + (sums[3] + sums[7]));
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    private static void AssertSame(double[] expected, ItemLanes actual) => Assert.Equal(expected, Enumerable.Range(0, 8).Select(i => actual[i]));
}
