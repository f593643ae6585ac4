using System;
using System.Numerics;
using SymGrad.Generator.Simplification.NormalForm;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

public class RationalTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    [InlineData(1e300)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(2.2250738585072014E-308)]
    [InlineData(2.2250738585072009E-308)]
    [InlineData(-3.0000000000000004)]
    public void A_double_survives_the_way_there_and_back(double value)
        => Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(Rational.FromDouble(value).ToDouble()));

    [Fact]
    public void Random_doubles_survive_the_way_there_and_back()
    {
        var random = new Random(7);
        for (int i = 0; i < 5000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                Assert.Equal(value, Rational.FromDouble(value).ToDouble());
            }
        }
    }

    [Fact]
    public void Division_rounds_as_the_hardware_does()
    {
        var random = new Random(11);
        for (int i = 0; i < 5000; i++)
        {
            double left = (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-600, 600));
            double right = (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-600, 600));
            Assert.Equal(left / right, (Rational.FromDouble(left) / Rational.FromDouble(right)).ToDouble());
        }
    }

    [Fact]
    public void Results_beyond_the_largest_double_are_infinite_and_ties_go_to_even()
    {
        Rational largest = Rational.FromDouble(double.MaxValue);
        Assert.Equal(double.PositiveInfinity, (largest + largest).ToDouble());
        Assert.Equal(double.NegativeInfinity, (-(largest * largest)).ToDouble());
        Assert.Equal(9007199254740992.0, Rational.FromInteger(new BigInteger(9007199254740993)).ToDouble());
        Assert.Equal(9007199254740996.0, Rational.FromInteger(new BigInteger(9007199254740995)).ToDouble());
    }

    [Fact]
    public void Numbers_are_in_lowest_terms_and_equal_by_value()
    {
        Rational third = Rational.FromInteger(4) / Rational.FromInteger(-12);
        Assert.Equal("-1/3", third.ToString());
        Assert.Equal(Rational.FromInteger(-1) / Rational.FromInteger(3), third);
        Assert.Equal(default, third - third);
        Assert.True(third.CompareTo(Rational.Zero) < 0);
        Assert.NotEqual(Rational.FromDouble(0.1), Rational.One / Rational.FromInteger(10));
        Assert.Throws<DivideByZeroException>(() => Rational.Zero.Inverse());
        Assert.Throws<ArgumentOutOfRangeException>(() => Rational.FromDouble(double.NaN));
    }
}
