using System;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests.Arrays;

/// <summary>Loops over elements give the bits of the loops that they stand for, and change nothing where elements are missing.</summary>
public class ElementLoopsTests
{
    private static readonly double[] special =
        [0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, 1, -3, 1e-300, 0.1];

    public static TheoryData<string> Methods => ["Add", "Subtract", "AddMultiples", "AddProducts", "SubtractProducts"];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Doubles_are_computed_as_the_loop_does(string method)
    {
        for (int count = -1; count <= 40; count++)
        {
            (double[] target, double[] left, double[] right, double factor) = (Numbers(60, count), Numbers(60, count + 1), Numbers(60, count + 2), Numbers(1, count)[0]);
            double[] expected = [.. target];
            double[] fromZero = [.. target];
            double[] expectedFromZero = [.. target];
            for (int i = 0; i < count; i++)
            {
                expected[3 + i] = Step(method, target[3 + i], factor, left[5 + i], right[7 + i]);
                expectedFromZero[i] = Step(method, fromZero[i], factor, left[i], right[i]);
            }

            switch (method)
            {
                case "Add":
                    ElementLoops.Add(target, 3, left, 5, count);
                    ElementLoops.Add(fromZero, left, count);
                    break;
                case "Subtract":
                    ElementLoops.Subtract(target, 3, left, 5, count);
                    ElementLoops.Subtract(fromZero, left, count);
                    break;
                case "AddMultiples":
                    ElementLoops.AddMultiples(target, 3, factor, left, 5, count);
                    ElementLoops.AddMultiples(fromZero, factor, left, count);
                    break;
                case "AddProducts":
                    ElementLoops.AddProducts(target, 3, left, 5, right, 7, count);
                    ElementLoops.AddProducts(fromZero, left, right, count);
                    break;
                default:
                    ElementLoops.SubtractProducts(target, 3, left, 5, right, 7, count);
                    ElementLoops.SubtractProducts(fromZero, left, right, count);
                    break;
            }

            Assert.Equal(expected.Select(Bits), target.Select(Bits));
            Assert.Equal(expectedFromZero.Select(Bits), fromZero.Select(Bits));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Floats_are_computed_as_the_loop_does(string method)
    {
        for (int count = 0; count <= 40; count++)
        {
            float[] target = [.. Numbers(60, count).Select(d => (float)d)];
            float[] left = [.. Numbers(60, count + 1).Select(d => (float)d)];
            float[] right = [.. Numbers(60, count + 2).Select(d => (float)d)];
            float factor = (float)Numbers(1, count)[0];
            float[] expected = [.. target];
            for (int i = 0; i < count; i++)
            {
                float before = target[3 + i];
                expected[3 + i] = method switch
                {
                    "Add" => before + left[5 + i],
                    "Subtract" => before - left[5 + i],
                    "AddMultiples" => before + (factor * left[5 + i]),
                    "AddProducts" => before + (left[5 + i] * right[7 + i]),
                    _ => before - (left[5 + i] * right[7 + i]),
                };
            }

            switch (method)
            {
                case "Add":
                    ElementLoops.Add(target, 3, left, 5, count);
                    break;
                case "Subtract":
                    ElementLoops.Subtract(target, 3, left, 5, count);
                    break;
                case "AddMultiples":
                    ElementLoops.AddMultiples(target, 3, factor, left, 5, count);
                    break;
                case "AddProducts":
                    ElementLoops.AddProducts(target, 3, left, 5, right, 7, count);
                    break;
                default:
                    ElementLoops.SubtractProducts(target, 3, left, 5, right, 7, count);
                    break;
            }

            Assert.Equal(expected.Select(f => Bits(f)), target.Select(f => Bits(f)));
        }
    }

    [Theory]
    [InlineData(0, 0, 11)]
    [InlineData(1, 0, 10)]
    [InlineData(0, 1, 10)]
    [InlineData(-1, 0, 5)]
    [InlineData(0, -1, 5)]
    [InlineData(int.MaxValue, 0, 5)]
    [InlineData(0, int.MinValue, 5)]
    [InlineData(0, 0, int.MaxValue)]
    [InlineData(11, 0, 1)]
    public void Elements_that_are_not_there_are_an_error_before_anything_is_changed(int targetStart, int sourceStart, int count)
    {
        double[] target = new double[10];
        double[] source = [.. Enumerable.Repeat(1.0, 10)];
        Assert.Throws<IndexOutOfRangeException>(() => ElementLoops.Add(target, targetStart, source, sourceStart, count));
        Assert.Throws<IndexOutOfRangeException>(() => ElementLoops.AddMultiples(target, targetStart, 2, source, sourceStart, count));
        Assert.Throws<IndexOutOfRangeException>(() => ElementLoops.AddProducts(target, targetStart, source, sourceStart, source, 0, count));
        Assert.Throws<IndexOutOfRangeException>(() => ElementLoops.SubtractProducts(target, targetStart, source, 0, source, sourceStart, count));
        Assert.All(target, t => Assert.Equal(0, t));
    }

    [Fact]
    public void Sums_of_elements_are_exact_where_the_numbers_allow_it()
    {
        for (int count = -1; count <= 70; count++)
        {
            double[] left = [.. Enumerable.Range(0, 80).Select(i => (double)((i * i % 37) - 15))];
            double[] right = [.. Enumerable.Range(0, 80).Select(i => (double)((i * 7 % 23) - 9))];
            float[] leftSingle = [.. left.Select(d => (float)d)];
            float[] rightSingle = [.. right.Select(d => (float)d)];
            int n = Math.Max(count, 0);
            Assert.Equal(left.Take(n).Sum(), ElementLoops.Sum(left, count));
            Assert.Equal(left.Skip(3).Take(n).Sum(), ElementLoops.Sum(left, 3, count));
            Assert.Equal(left.Zip(right, (l, r) => l * r).Take(n).Sum(), ElementLoops.Dot(left, right, count));
            Assert.Equal(left.Skip(2).Zip(right.Skip(5), (l, r) => l * r).Take(n).Sum(), ElementLoops.Dot(left, 2, right, 5, count));
            Assert.Equal((float)left.Skip(3).Take(n).Sum(), ElementLoops.Sum(leftSingle, 3, count));
            Assert.Equal((float)left.Skip(2).Zip(right.Skip(5), (l, r) => l * r).Take(n).Sum(), ElementLoops.Dot(leftSingle, 2, rightSingle, 5, count));
        }
    }

    [Theory]
    [InlineData(0, 0, 11)]
    [InlineData(-1, 0, 5)]
    [InlineData(0, 6, 5)]
    [InlineData(0, int.MaxValue, 5)]
    public void Sums_of_elements_that_are_not_there_are_an_error(int leftStart, int rightStart, int count)
    {
        double[] array = new double[10];
        Assert.Throws<IndexOutOfRangeException>(() => ElementLoops.Dot(array, leftStart, array, rightStart, count));
        Assert.Throws<IndexOutOfRangeException>(() => ElementLoops.Sum(array, leftStart + rightStart, count));
    }

    private static double Step(string method, double before, double factor, double left, double right) => method switch
    {
        "Add" => before + left,
        "Subtract" => before - left,
        "AddMultiples" => before + (factor * left),
        "AddProducts" => before + (left * right),
        _ => before - (left * right),
    };

    private static double[] Numbers(int count, int seed)
        => [.. Enumerable.Range(0, count).Select(i => ((i + seed) % 3) == 0 ? special[(i * 7 + seed + special.Length) % special.Length] : Math.Sin((i * 1.7) + seed))];

    /// <summary>NaN has no sign that counts.</summary>
    private static long Bits(double value) => double.IsNaN(value) ? -1 : BitConverter.DoubleToInt64Bits(value);
}
