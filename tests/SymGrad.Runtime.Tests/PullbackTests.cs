using System;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Every row in both precisions, with a finite and an infinite cotangent where that is not selected.</summary>
public sealed class PullbackTests
{
    private const double NaN = double.NaN;
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(2, 3, 3)]
    [InlineData(-2, 3, -3)]
    [InlineData(0, 3, 0)]
    [InlineData(-0.0, 3, 0)]
    [InlineData(0, Infinity, 0)]
    [InlineData(Infinity, 3, 3)]
    [InlineData(-Infinity, 3, -3)]
    [InlineData(NaN, 3, NaN)]
    [InlineData(2, NaN, NaN)]
    [InlineData(0, NaN, 0)]
    public void Abs(double x, double cotangent, double expected)
    {
        Assert.Equal(expected, Pullback.Abs(x, cotangent));
        Assert.Equal((float)expected, Pullback.Abs((float)x, (float)cotangent));
    }

    [Theory]
    [InlineData(2, 1, 3, 3)]
    [InlineData(1, 1, 3, 1.5)]
    [InlineData(0.0, -0.0, 3, 1.5)]
    [InlineData(1, 2, 3, 0)]
    [InlineData(1, 2, Infinity, 0)]
    [InlineData(1, 2, NaN, 0)]
    [InlineData(Infinity, Infinity, 3, 1.5)]
    [InlineData(Infinity, 1, 3, 3)]
    [InlineData(NaN, 1, 3, NaN)]
    [InlineData(1, NaN, 3, NaN)]
    [InlineData(NaN, NaN, 3, NaN)]
    public void Max_shares_ties_and_min_mirrors_it(double x, double other, double cotangent, double expected)
    {
        AssertBoth(Pullback.Max, Pullback.Max, x, other, cotangent, expected);
        AssertBoth(Pullback.Min, Pullback.Min, -x, -other, cotangent, expected);
    }

    [Theory]
    [InlineData(2, 1, 3, 3)]
    [InlineData(1, 1, 3, 0)]
    [InlineData(0.0, -0.0, 3, 0)]
    [InlineData(1, 2, 3, 0)]
    [InlineData(1, 1, Infinity, 0)]
    [InlineData(1, 2, NaN, 0)]
    [InlineData(1, -Infinity, 3, 3)]
    [InlineData(NaN, 1, 3, NaN)]
    [InlineData(1, NaN, 3, NaN)]
    public void Above_gives_nothing_at_the_bound_and_below_mirrors_it(double x, double bound, double cotangent, double expected)
    {
        AssertBoth(Pullback.Above, Pullback.Above, x, bound, cotangent, expected);
        AssertBoth(Pullback.Below, Pullback.Below, -x, -bound, cotangent, expected);
    }

    [Theory]
    [InlineData(2, 1, 3, 3)]
    [InlineData(1, 1, 3, 1.5)]
    [InlineData(1, 2, Infinity, 0)]
    [InlineData(NaN, 1, 3, 0)]
    [InlineData(NaN, 1, Infinity, 0)]
    [InlineData(1, NaN, 3, 3)]
    [InlineData(NaN, NaN, 3, NaN)]
    public void MaxNumber_takes_NaN_as_missing_and_MinNumber_mirrors_it(double x, double other, double cotangent, double expected)
    {
        AssertBoth(Pullback.MaxNumber, Pullback.MaxNumber, x, other, cotangent, expected);
        AssertBoth(Pullback.MinNumber, Pullback.MinNumber, -x, -other, cotangent, expected);
    }

    [Theory]
    [InlineData(2, 1, 3, 3)]
    [InlineData(1, 1, 3, 0)]
    [InlineData(1, 2, Infinity, 0)]
    [InlineData(NaN, 1, 3, 0)]
    [InlineData(1, NaN, 3, 3)]
    [InlineData(NaN, NaN, 3, NaN)]
    public void AboveNumber_takes_NaN_as_missing_and_BelowNumber_mirrors_it(double x, double bound, double cotangent, double expected)
    {
        AssertBoth(Pullback.AboveNumber, Pullback.AboveNumber, x, bound, cotangent, expected);
        AssertBoth(Pullback.BelowNumber, Pullback.BelowNumber, -x, -bound, cotangent, expected);
    }

    [Theory]
    [InlineData(0.5, 0, 1, 3, 3)]
    [InlineData(0, 0, 1, 3, 0)]
    [InlineData(1, 0, 1, 3, 0)]
    [InlineData(-1, 0, 1, Infinity, 0)]
    [InlineData(2, 0, 1, NaN, 0)]
    [InlineData(0.5, -Infinity, Infinity, 3, 3)]
    [InlineData(NaN, 0, 1, 3, NaN)]
    [InlineData(0.5, NaN, 1, 3, NaN)]
    [InlineData(5, 0, NaN, 3, NaN)]
    [InlineData(-5, 0, NaN, 3, NaN)]
    public void Clamp(double x, double minimum, double maximum, double cotangent, double expected)
    {
        Assert.Equal(expected, Pullback.Clamp(x, minimum, maximum, cotangent));
        Assert.Equal((float)expected, Pullback.Clamp((float)x, (float)minimum, (float)maximum, (float)cotangent));
    }

    [Theory]
    [InlineData(-2, 1, 3)]
    [InlineData(1, 1, 1.5)]
    [InlineData(-1, 1, 1.5)]
    [InlineData(0.5, 1, 0)]
    public void Magnitudes_are_compared_by_the_caller(double x, double other, double expected)
        => Assert.Equal(expected, Pullback.Max(Math.Abs(x), Math.Abs(other), 3));

    private static void AssertBoth(
        Func<double, double, double, double> inDouble,
        Func<float, float, float, float> inSingle,
        double x,
        double other,
        double cotangent,
        double expected)
    {
        Assert.Equal(expected, inDouble(x, other, cotangent));
        Assert.Equal((float)expected, inSingle((float)x, (float)other, (float)cotangent));
    }
}
