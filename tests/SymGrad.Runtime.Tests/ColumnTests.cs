using System;
using System.Collections.Generic;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>What converts to a column, and what does so by a collection expression.</summary>
public sealed class ColumnTests
{
    private static readonly double[] Two = [3, 4];

    [Fact]
    public void A_collection_expression_an_array_memory_and_a_value_each_make_a_column()
    {
        Assert.Equal([2, 2, null], Lengths([1.0, 2.0], new double[] { 3, 4 }, 5.0));
        Assert.Equal([2, 2, 0], Lengths(Two.AsMemory(), (ReadOnlyMemory<double>)Two, []));
        Assert.Equal([null, 2, 3], Lengths(1, [1, 2], [1, .. Two]));
    }

    [Fact]
    public void An_objective_takes_collection_expressions()
    {
        double[] theta = [0.5, -0.25];
        double expected = new SquaredError<double>(new double[] { 1, 2 }, Two).Value(theta);
        Assert.Equal(expected, new SquaredError<double>([1.0, 2.0], Two).Value(theta));
        Assert.Equal(expected, new SquaredError<double>([1, 2], [3, 4], Aggregation.Sum).Value(theta) / 2);
        Assert.Equal(
            new SquaredError<float>(new float[] { 1, 2 }, 3f).Value([1, 1]),
            new SquaredError<float>([1, 2], 3f).Value([1, 1]));
    }

    [Fact]
    public void A_collection_expression_copies_and_an_array_does_not()
    {
        double[] source = [1, 2];
        Column<double> copy = [.. source];
        Column<double> view = source;
        source[0] = 9;
        Assert.Equal([1, 2], copy.Items(0, 2).ToArray());
        Assert.Equal([9, 2], view.Items(0, 2).ToArray());
    }

    [Fact]
    public void The_values_can_be_gone_through()
    {
        Assert.Equal([3.0, 4.0], ValuesOf(Two));
        Assert.Equal([1.0, 2.0, 3.0], ValuesOf([1, 2, 3]));
        Assert.Empty(ValuesOf([]));
        Assert.Empty(ValuesOf(default));
    }

    [Fact]
    public void A_value_for_every_item_cannot_be_gone_through()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => ValuesOf(2.5));
        Assert.Equal(
            "The column (2.5 for every item) takes its length from the other columns of an objective: "
            + "by itself it has no items to go through.",
            thrown.Message);
    }

    private static int?[] Lengths(Column<double> x, Column<double> y, Column<double> z) => [x.Length, y.Length, z.Length];

    private static List<double> ValuesOf(Column<double> column)
    {
        List<double> values = [];
        foreach (double value in column)
        {
            values.Add(value);
        }

        return values;
    }
}
