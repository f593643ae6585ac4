using System;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Every refusal names the argument, what was given and what is expected, and touches no output.</summary>
public sealed class ArgumentTests
{
    private static readonly double[] Three = [1, 2, 3];
    private static readonly double[] Four = [1, 2, 3, 4];

    [Theory]
    [InlineData(0, "θ has 0 elements, but 'SquaredError' has 2 parameters: slope, intercept.")]
    [InlineData(1, "θ has 1 element, but 'SquaredError' has 2 parameters: slope, intercept.")]
    [InlineData(3, "θ has 3 elements, but 'SquaredError' has 2 parameters: slope, intercept.")]
    public void Theta_of_a_wrong_length(int length, string message)
    {
        var objective = new SquaredError<double>(Three, Three);
        double[] destination = [42, 43];
        AssertMessage(message, Assert.Throws<ArgumentException>("theta", () => objective.Value(new double[length])));
        AssertMessage(message, Assert.Throws<ArgumentException>("theta", () => objective.Value(new double[length], 0..1)));
        AssertMessage(message, Assert.Throws<ArgumentException>("theta", () => objective.Gradient(new double[length], destination)));
        AssertMessage(
            message, Assert.Throws<ArgumentException>("theta", () => objective.ValueAndGradient(new double[length], destination)));
        Assert.Equal([42, 43], destination);
    }

    [Theory]
    [InlineData(1, "The destination of the gradient has 1 element, but 'SquaredError' has 2 parameters: slope, intercept.")]
    [InlineData(3, "The destination of the gradient has 3 elements, but 'SquaredError' has 2 parameters: slope, intercept.")]
    public void Destination_of_a_wrong_length(int length, string message)
    {
        var objective = new SquaredError<double>(Three, Three);
        double[] destination = new double[length];
        AssertMessage(message, Assert.Throws<ArgumentException>("destination", () => objective.Gradient(Three.AsSpan(0, 2), destination)));
        AssertMessage(message, Assert.Throws<ArgumentException>(
            "destination", () => objective.ValueAndGradient(Three.AsSpan(0, 2), 0..1, destination)));
        Assert.Equal(new double[length], destination);
    }

    [Fact]
    public void Columns_of_different_lengths()
        => AssertMessage(
            "The column 'y' has 4 items, but the column 'x' has 3 items: every column needs one value for each item.",
            Assert.Throws<ArgumentException>("y", () => new SquaredError<double>(Three, Four)));

    [Fact]
    public void Columns_without_a_length()
        => AssertMessage(
            "No column has a length, since each has one value for all items ('x' is the first): "
            + "at least one column must be an array or memory.",
            Assert.Throws<ArgumentException>("x", () => new SquaredError<double>(1.0, 2.0)));

    [Fact]
    public void Empty_data_set()
    {
        AssertMessage(
            "The column 'y' is empty: a data set needs at least one item.",
            Assert.Throws<ArgumentException>("y", () => new SquaredError<double>(1.0, Array.Empty<double>())));
        AssertMessage(
            "The column 'x' is empty: a data set needs at least one item.",
            Assert.Throws<ArgumentException>("x", () => new SquaredError<double>(ReadOnlyMemory<double>.Empty, Memory<double>.Empty)));
    }

    [Fact]
    public void Null_array()
    {
        const string message = "The column 'y' is null: give an array or memory with one value for each item, or one value for all.";
        AssertMessage(message, Assert.Throws<ArgumentNullException>("y", () => new SquaredError<double>(Three, (double[])null!)));
        AssertMessage(message, Assert.Throws<ArgumentNullException>("y", () => new SquaredError<double>(Three, default(Column<double>))));
    }

    [Fact]
    public void Items_that_are_null()
    {
        Column<double[]> some = Column.From<double[]>([[1], null!]);
        AssertMessage("Item 1 of 'image' is null: give a value for each item.", Assert.Throws<ArgumentException>("image", () => some.Named("image")));
        Column<string> part = new ReadOnlyMemory<string>(["a", null!, "b", null!], 2, 2);
        AssertMessage("Item 1 of 'name' is null: give a value for each item.", Assert.Throws<ArgumentException>("name", () => part.Named("name")));
        AssertMessage(
            "The value of 'name' is null: give one for all items, or one for each.", Assert.Throws<ArgumentException>("name", () => Column.Constant((string)null!).Named("name")));
        Assert.Equal(2, Column.From((string[])["a", "b"]).Named("name").Length);
        Assert.Equal(2, Column.From<int?>([1, null]).Named("count").Length);
    }

    [Fact]
    public void Range_beyond_the_data()
    {
        var objective = new SquaredError<double>(Three, Three);
        const string message = "The range of items does not lie within the 3 items of 'SquaredError'.";
        foreach (Range range in (Range[])[0..4, ^4.., 3..2, 5..6])
        {
            var thrown = Assert.Throws<ArgumentOutOfRangeException>("items", () => objective.Value([1, 2], range));
            AssertMessage(message, thrown);
            Assert.Equal(range, thrown.ActualValue);
        }
    }

    [Fact]
    public void Range_without_items()
    {
        var objective = new SquaredError<double>(Three, Three);
        double[] destination = [42, 43];
        foreach (Range range in (Range[])[0..0, 2..2, 3..])
        {
            AssertMessage(
                "The range of items is empty: a mini-batch needs at least one.",
                Assert.Throws<ArgumentOutOfRangeException>("items", () => objective.Gradient([1, 2], range, destination)));
        }

        Assert.Equal([42, 43], destination);
    }

    [Fact]
    public void Aggregation_that_does_not_exist()
        => AssertMessage(
            "The aggregation must be Mean or Sum.",
            Assert.Throws<ArgumentOutOfRangeException>("aggregation", () => new SquaredError<double>(Three, Three, (Aggregation)7)));

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void Degree_of_parallelism(int degree)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => new EvaluationOptions { MaxDegreeOfParallelism = degree });
        AssertMessage(
            "The degree of parallelism must be a positive number, or -1 for as many threads as processors.", thrown);
        Assert.Equal(degree, thrown.ActualValue);
    }

    [Fact]
    public void Column_of_a_null_array_by_name()
        => Assert.Throws<ArgumentNullException>("items", () => Column.From((double[])null!));

    [Fact]
    public void Items_beyond_a_column()
    {
        Column<double> column = Three;
        Assert.Throws<ArgumentOutOfRangeException>(() => column.Items(1, 3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Column.Constant(1.0).Items(0, Objective.ChunkLength + 1).Length);
    }

    [Fact]
    public void Description_without_a_name_or_parameters()
    {
        Assert.Throws<ArgumentException>("name", () => new LossDescription(" ", ["a"], LossStructure.General, [], ""));
        Assert.Throws<ArgumentNullException>("formula", () => new LossDescription("L", ["a"], LossStructure.General, [], null!));
        Assert.Throws<ArgumentNullException>("findings", () => new LossDescription("L", ["a"], LossStructure.General, [null!], ""));
        AssertMessage(
            "The loss 'L' has no parameter θ: give at least one name.",
            Assert.Throws<ArgumentException>("parameterNames", () => new LossDescription("L", [], LossStructure.General, [], "")));
        AssertMessage(
            "The loss 'L' has two parameters θ named 'a': names must differ.",
            Assert.Throws<ArgumentException>(
                "parameterNames", () => new LossDescription("L", ["a", "b", "a"], LossStructure.General, [], "")));
    }

    private static void AssertMessage(string expected, ArgumentException thrown)
        => Assert.StartsWith(expected, thrown.Message, StringComparison.Ordinal);
}
