using System;
using System.Runtime.InteropServices;
using Xunit;

namespace SymGrad.Runtime.Tests.Arrays;

/// <summary>What generated gradients refuse as a destination.</summary>
public sealed class ArrayGradientTests
{
    [Theory]
    [InlineData(2, "'weightsGradient' has 2 elements, but 'weights', whose gradient it receives, has 3 elements.")]
    [InlineData(1, "'weightsGradient' has 1 element, but 'weights', whose gradient it receives, has 3 elements.")]
    [InlineData(4, "'weightsGradient' has 4 elements, but 'weights', whose gradient it receives, has 3 elements.")]
    public void Destination_of_another_length(int length, string message)
    {
        AssertMessage(message, Assert.Throws<ArgumentException>(
            "weightsGradient", () => ArrayGradient.CheckLength(length, 3, "weightsGradient", "weights")));
        AssertMessage(message, Assert.Throws<ArgumentException>(
            "weightsGradient", () => ArrayGradient.Check<double>(new double[length], new double[3], "weightsGradient", "weights")));
    }

    [Theory]
    [InlineData(0, 3, 2, 3)]
    [InlineData(2, 3, 0, 3)]
    [InlineData(1, 4, 1, 4)]
    [InlineData(0, 6, 2, 1)]
    public void Destination_that_shares_memory(int start, int length, int otherStart, int otherLength)
    {
        double[] values = new double[6];
        AssertMessage(
            "'weightsGradient' overlaps 'x': a gradient needs memory of its own.",
            Assert.Throws<ArgumentException>("weightsGradient", () => ArrayGradient.CheckOverlap<double, double>(
                values.AsSpan(start, length), values.AsSpan(otherStart, otherLength), "weightsGradient", "x")));
    }

    [Fact]
    public void Destination_that_shares_memory_with_a_span_of_another_type()
    {
        double[] values = new double[4];
        Assert.Throws<ArgumentException>("g", () => ArrayGradient.CheckOverlap<double, int>(
            values, MemoryMarshal.Cast<double, int>(values.AsSpan())[7..], "g", "labels"));
        Assert.Throws<ArgumentException>("g", () => ArrayGradient.Check<double>(values, values, "g", "weights"));
    }

    [Fact]
    public void Destination_beside_the_others_is_accepted()
    {
        double[] values = new double[6];
        ArrayGradient.Check<double>(values.AsSpan(0, 3), values.AsSpan(3, 3), "g", "weights");
        ArrayGradient.CheckOverlap<double, int>(
            values.AsSpan(0, 3), MemoryMarshal.Cast<double, int>(values.AsSpan())[6..], "g", "labels");
        ArrayGradient.CheckOverlap<double, double>(values.AsSpan(2, 0), values, "g", "weights");
        ArrayGradient.Check<float>([], [], "g", "weights");
    }

    [Fact]
    public void Single_precision_parameters_are_rounded_and_their_gradient_added()
    {
        Assert.Equal([1f / 3, 1e10f], SinglePrecision.Round([1.0 / 3, 1e10]));
        double[] sums = [1, 2];
        SinglePrecision.AddTo([0.5f, -4], sums);
        Assert.Equal([1.5, -2], sums);
    }

    private static void AssertMessage(string expected, ArgumentException thrown)
        => Assert.StartsWith(expected, thrown.Message, StringComparison.Ordinal);
}
