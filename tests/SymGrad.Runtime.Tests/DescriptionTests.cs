using System;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>What descriptions, layouts, plans and columns print.</summary>
public sealed class DescriptionTests
{
    private static readonly double[] Data = [1, 2, 3];

    [Fact]
    public void Layout_is_a_table()
    {
        ParameterLayout layout = new SquaredError<double>(Data, Data).Parameters;
        Assert.Equal("θ[0] slope\nθ[1] intercept", layout.ToString());
        Assert.Equal([new ParameterEntry("slope", 0, 1), new ParameterEntry("intercept", 1, 1)], layout.Entries);
        Assert.Equal(2, layout.Count);
        Assert.Equal(1, layout.IndexOf("intercept"));
        Assert.Equal(-1, layout.IndexOf("Intercept"));
    }

    [Fact]
    public void Layout_aligns_names()
    {
        string[] names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];
        string[] lines = new Power<double>("Ridge", true, names).Parameters.ToString().Split('\n');
        Assert.Equal("θ[0]  a", lines[0]);
        Assert.Equal("θ[10] k", lines[10]);
    }

    [Fact]
    public void Loss_description_has_formula_and_findings()
    {
        LossDescription loss = new Deviation(Data, Data).Loss;
        Assert.Equal(
            "Deviation(θ) is affine in θ\n"
            + "  y − θ·x\n"
            + "  SYMG1001: the gradient of 'Deviation' does not depend on 'θ'\n"
            + "  SYMG1002: unless constrained, the mean has no minimum",
            loss.ToString());
        Assert.Equal("SquaredError(slope, intercept) is a general function of θ\n  (y − (slope·x + intercept))²",
            SquaredError<double>.Description.ToString());
        Assert.Equal("Zero(a) is constant in θ", new LossDescription("Zero", ["a"], LossStructure.Constant, [], "").ToString());
    }

    [Fact]
    public void Plan_of_an_affine_loss()
    {
        var objective = new Deviation(Data, Data);
        Assert.Equal(
            "constant gradient: one pass over 3 items, then reused (the loss is affine in θ; 0 data passes so far)",
            objective.Plan.ToString());
        objective.Value([1]);
        objective.Value([2]);
        Assert.Equal(PlanKind.ConstantGradient, objective.Plan.Kind);
        Assert.Equal(1, objective.Plan.DataPassCount);
        Assert.EndsWith("; 1 data pass so far)", objective.Plan.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 item in 1 chunk, on one thread")]
    [InlineData(1025, "1025 items in 2 chunks, on one thread")]
    [InlineData(100_000, "100000 items in 98 chunks, on several threads where that pays")]
    public void Plan_of_a_general_loss(int count, string expected)
    {
        var objective = new SquaredError<double>(new double[count], 0.0);
        Assert.Equal($"per-item pass: {expected}", objective.Plan.Description);
        Assert.Equal(PlanKind.PerItem, objective.Plan.Kind);
        Assert.Equal("the loss is a general function of θ", objective.Plan.Reason);
    }

    [Fact]
    public void Plan_of_a_loss_without_data()
    {
        Assert.Equal("no data: computed from θ alone", new Power<double>("Ridge", true, "a").Plan.Description);
        Assert.Equal("constant gradient: computed once, then reused", new Power<double>("Lasso", false, "a").Plan.Description);
    }

    [Fact]
    public void Plan_names_regularizers()
        => Assert.Equal(
            "per-item pass: 3 items in 1 chunk, on one thread + 0.5·Ridge + 2·Lasso",
            new SquaredError<double>(Data, Data)
                .WithRegularizer(new Power<double>("Ridge", true, "slope"), 0.5)
                .WithRegularizer(new Power<double>("Lasso", false, "slope"), 2)
                .Plan.Description);

    [Fact]
    public void Objective_prints_itself()
    {
        string sum = new Deviation(Data, Data, Aggregation.Sum).ToString();
        string mean = new SquaredError<double>(1.0, new double[1]).ToString();
        Assert.StartsWith("sum of Deviation over 3 items\nconstant gradient: ", sum, StringComparison.Ordinal);
        Assert.StartsWith("mean of SquaredError over 1 item\nper-item pass: ", mean, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_bind_arrays_memory_spans_and_single_values()
    {
        Column<double> array = Data;
        Column<double> memory = Data.AsMemory(1);
        Column<double> readOnly = (ReadOnlyMemory<double>)Data.AsMemory(0, 2);
        Column<double> constant = 2;
        Column<int> integers = new[] { 4, 5 };
        Column<double> copy = Column.Copy<double>(Data.AsSpan(0, 2));
        Assert.Equal([2.0, 3.0], array.Items(1, 2).ToArray());
        Assert.Equal([3.0], memory.Items(1, 1).ToArray());
        Assert.Equal(new BoundColumn("x", 2), readOnly.Named("x"));
        Assert.Equal([2.0, 2.0], constant.Items(4000, 2).ToArray());
        Assert.Equal(new BoundColumn("x", null), constant.Named("x"));
        Assert.Equal([4, 5], integers.Items(0, 2).ToArray());
        Assert.Equal([1.0, 2.0], copy.Items(0, 2).ToArray());
        Assert.Equal(array, Column.From(Data));
        Assert.Equal(memory, Column.From<double>(Data.AsMemory(1)));
        Assert.Equal(
            ["3 items", "2 items", "2 for every item", "2 items", "not bound"],
            [array.ToString(), memory.ToString(), constant.ToString(), copy.ToString(), default(Column<double>).ToString()]);
    }

    [Fact]
    public void Copied_column_does_not_follow_its_span()
    {
        double[] source = [1, 2];
        Column<double> copy = Column.Copy<double>(source);
        Column<double> bound = source;
        source[0] = 9;
        Assert.Equal(1, copy.Items(0, 1)[0]);
        Assert.Equal(9, bound.Items(0, 1)[0]);
    }
}
