using System;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests.Arrays;

/// <summary>Destinations with few rows are compared row by row, those with many by a set: both have to find what is shared.</summary>
public sealed class JaggedGradientTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(500)]
    public void Rows_of_their_own_are_accepted(int count)
    {
        double[][] theta = Rows(count);
        double[][] destination = Rows(count);
        // Empty rows are one array everywhere, and share no elements.
        theta[0] = [];
        theta[1] = [];
        destination[0] = [];
        destination[1] = [];
        JaggedGradient.Check(destination, theta, "gradient", "w").Apart<double>(new double[3], "x").Apart(Rows(count), "data");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(500)]
    public void What_is_shared_is_found(int count)
    {
        double[][] theta = Rows(count);
        double[][] destination = Rows(count);
        destination[count - 1] = destination[1];
        Assert.StartsWith($"Row {count - 1} of 'gradient' is one of the rows before it", Message(() => JaggedGradient.Check(destination, theta, "gradient", "w")), StringComparison.Ordinal);
        destination[count - 1] = theta[0];
        Assert.StartsWith("'gradient' overlaps 'w'", Message(() => JaggedGradient.Check(destination, theta, "gradient", "w")), StringComparison.Ordinal);
        destination = Rows(count);
        Assert.StartsWith(
            "'gradient' overlaps 'x'",
            Message(() => JaggedGradient.Check(destination, theta, "gradient", "w").Apart<double>(destination[count - 1].AsSpan(1), "x")),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "'gradient' overlaps 'data'",
            Message(() => JaggedGradient.Check(destination, theta, "gradient", "w").Apart([theta[0], destination[count - 1]], "data")),
            StringComparison.Ordinal);
    }

    private static double[][] Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[2])];

    private static string Message(Action check)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(check);
        Assert.Equal("gradient", thrown.ParamName);
        return thrown.Message;
    }
}
