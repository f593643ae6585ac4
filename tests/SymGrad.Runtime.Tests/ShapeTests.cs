using System;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Shapes of arrays among θ: what they are made from, what they print, what they refuse.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void Numbers_and_tuples_convert_to_shapes()
    {
        Shape vector = 12;
        Shape matrix = (3, 4);
        Shape block = (2, 3, 4);
        var larger = new Shape(2, 1, 3, 5);
        Assert.Equal(["12", "3 × 4", "2 × 3 × 4", "2 × 1 × 3 × 5"],
            [vector.ToString(), matrix.ToString(), block.ToString(), larger.ToString()]);
        Assert.Equal([12, 12, 24, 30], [vector.Length, matrix.Length, block.Length, larger.Length]);
        Assert.Equal([2, 3, 4], block.Dimensions.ToArray());
        Assert.False(vector.IsScalar);
        Assert.Equal(vector, Shape.FromInt32(12));
        Assert.Equal(matrix, Shape.FromValueTuple((3, 4)));
        Shape? optional = 5;
        Assert.Equal(5, optional.Value.Length);
    }

    [Fact]
    public void Shapes_are_equal_when_their_sizes_are()
    {
        Shape matrix = (3, 4);
        Assert.True(matrix == (3, 4));
        Assert.True(matrix != (4, 3));
        Assert.True(matrix != 12);
        Assert.Equal(matrix.GetHashCode(), new Shape(3, 4).GetHashCode());
        Assert.False(matrix.Equals((object)"3 × 4"));
        Assert.True(matrix.Equals((object)new Shape(3, 4)));
        Assert.Equal(default, new Shape([]));
        Assert.NotEqual(default, new Shape(1));
    }

    [Fact]
    public void Changing_the_sizes_given_does_not_change_the_shape()
    {
        int[] sizes = [3, 4];
        var shape = new Shape(sizes);
        sizes[0] = 100;
        Assert.Equal("3 × 4", shape.ToString());
    }

    [Theory]
    [InlineData(0, 4, "0 × 4")]
    [InlineData(3, 0, "3 × 0")]
    [InlineData(-3, -4, "-3 × -4")]
    public void Size_that_is_not_positive(int rows, int columns, string printed)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>("dimensions", () => (Shape)(rows, columns));
        Assert.StartsWith(
            $"Each size of a shape must be at least 1, but the shape given is {printed}.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_array()
        => Assert.Throws<ArgumentOutOfRangeException>("dimensions", () => (Shape)0);

    [Fact]
    public void More_elements_than_an_array_can_have()
        => Assert.Throws<OverflowException>(() => (Shape)(1 << 16, 1 << 15));

    [Fact]
    public void Default_is_a_number_and_never_the_shape_of_an_array()
    {
        const string advice = "give the array's length, such as 12, or its sizes, such as (3, 4).";
        Shape none = default;
        Assert.True(none.IsScalar);
        Assert.True(none.Dimensions.IsEmpty);
        Assert.Equal("1", none.ToString());
        Assert.EndsWith(advice, Assert.Throws<InvalidOperationException>(() => none.Length).Message, StringComparison.Ordinal);
        var thrown = Assert.Throws<ArgumentException>("weightsShape", () => none.Named("weightsShape"));
        Assert.StartsWith(
            $"The shape 'weightsShape' is the default one, which is not that of an array: {advice}", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((3, 4), new Shape(3, 4).Named("weightsShape"));
    }
}
