using System;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests;

public sealed class ZerosTests
{
    /// <summary>All elements are zero, and what is around them stays.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(3000)]
    public void Of_every_length(int length)
    {
        double[] numbers = Enumerable.Repeat(1.0, length + 2).ToArray();
        Zeros.Write(numbers.AsSpan(1, length));
        Assert.Equal([1, .. new double[length], 1], numbers);
        byte[] bytes = Enumerable.Repeat((byte)1, length + 2).ToArray();
        Zeros.Write(bytes.AsSpan(1, length));
        Assert.Equal([1, .. new byte[length], 1], bytes);
        ItemLanes[] lanes = Enumerable.Repeat((ItemLanes)1.0, length + 2).ToArray();
        Zeros.Write(lanes.AsSpan(1, length));
        Assert.Equal([1.0, .. new ItemLanes[length], 1.0], lanes);
    }
}
