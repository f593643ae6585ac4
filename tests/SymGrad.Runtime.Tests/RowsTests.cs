using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Rows of every kind give the elements they should, without copying them, and refuse what does not fit.</summary>
public sealed class RowsTests
{
    private static readonly double[] Values = [.. Enumerable.Range(0, 12).Select(i => (double)i)];

    [Fact]
    public void Rows_of_a_matrix()
        => AssertRows([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]], "3 rows of 4 elements", Rows.Of(Values, 4));

    [Fact]
    public void Columns_of_a_matrix_by_stride_and_offset()
    {
        AssertRows([[0, 1], [4, 5], [8, 9]], "3 rows of 2 elements", Rows.Of(Values, 2, stride: 4));
        AssertRows([[1, 2], [5, 6], [9, 10]], "3 rows of 2 elements", Rows.Of(Values, 2, stride: 4, offset: 1));
        AssertRows([[3], [7], [11]], "3 rows of 1 element", Rows.Of(Values, 1, stride: 4, offset: 3));
        AssertRows([[10, 11]], "1 row of 2 elements", Rows.Of(Values, 2, offset: 10));
        AssertRows([[0, 1, 2], [5, 6, 7]], "2 rows of 3 elements", Rows.Of<double>(Values.AsMemory(0, 8), 3, stride: 5));
        // What lies between rows may follow the last one in part.
        AssertRows([[3, 4], [8, 9]], "2 rows of 2 elements", Rows.Of<double>(Values.AsMemory(0, 11), 2, stride: 5, offset: 3));
        AssertRows([], "0 rows of 3 elements", Rows.Of(Values, 3, offset: 12));
    }

    [Fact]
    public void Rows_of_a_part_of_an_array_and_of_memory_that_is_no_array()
    {
        AssertRows([[3, 4], [5, 6]], "2 rows of 2 elements", Rows.Of<double>(Values.AsMemory(3, 4), 2));
        AssertRows([[4], [], [5, 6]], "3 rows", Rows.Ragged<double>(Values.AsMemory(3, 4), [1, 2, 2, 4]));
        using var manager = new UnownedMemory(Values);
        AssertRows([[3, 4], [7, 8]], "2 rows of 2 elements", Rows.Of<double>(manager.Memory[2..10], 2, stride: 4, offset: 1));
        AssertRows([[4], [], [5, 6]], "3 rows", Rows.Ragged<double>(manager.Memory[3..], [1, 2, 2, 4]));
        AssertSame([5, 6], "one row of 2 elements for every item", Rows.Same<double>(manager.Memory[5..7]));
    }

    [Fact]
    public void Ragged_rows()
    {
        AssertRows([[0, 1], [], [2, 3, 4]], "3 rows", Rows.Ragged(Values, [0, 2, 2, 5]));
        AssertRows([[7]], "1 row", Rows.Ragged(Values, [7, 8]));
        AssertRows([], "0 rows", Rows.Ragged(Values, [0]));
    }

    [Fact]
    public void Rows_that_are_arrays()
    {
        double[][] arrays = [[1], [2, 3], []];
        AssertRows(arrays, "3 rows", arrays);
        AssertRows(arrays, "3 rows", Rows.From(arrays));
        AssertRows(arrays, "3 rows", [[1], [2, 3], []]);
        AssertRows(arrays, "3 rows", [arrays[0], .. arrays[1..]]);
        AssertRows([], "0 rows", []);
    }

    [Fact]
    public void One_row_for_every_item()
    {
        AssertSame(Values, "one row of 12 elements for every item", Rows.Same(Values));
        AssertSame([3], "one row of 1 element for every item", Rows.Same<double>(Values.AsMemory(3, 1)));
        AssertSame([], "one row of 0 elements for every item", Rows.Same(Array.Empty<double>()));
    }

    [Fact]
    public void Rows_refer_to_what_they_were_made_of()
    {
        double[] values = [1, 2, 3, 4];
        double[] row = [5];
        Rows<double> matrix = Rows.Of(values, 2);
        Rows<double> ragged = Rows.Ragged(values, [0, 1, 4]);
        Rows<double> expression = [row, values];
        values[2] = 9;
        row[0] = 8;
        Assert.Equal([9, 4], matrix[1].ToArray());
        Assert.Equal([2, 9, 4], ragged[1].ToArray());
        Assert.Equal([8], expression[0].ToArray());
    }

    [Fact]
    public void A_row_that_is_an_array_is_given_as_it_is_and_any_other_is_copied()
    {
        double[][] arrays = [[1], [2, 3]];
        Assert.Same(arrays[1], Rows.From(arrays).ArrayOf(1));
        Assert.Same(Values, Rows.Same(Values).ArrayOf(100));
        Assert.NotSame(Values, Rows.Of(Values, 12).ArrayOf(0));
        Assert.Equal([1, 2], Rows.Same<double>(Values.AsMemory(1, 2)).ArrayOf(0));
        Assert.Equal([0, 1], Rows.Same<double>(Values.AsMemory(0, 2)).ArrayOf(0));
    }

    [Fact]
    public void Rows_beyond_the_last_are_refused_even_where_there_are_elements()
    {
        Rows<double> jagged = new double[][] { [1], [2] };
        foreach (Rows<double> rows in (Rows<double>[])[Rows.Of<double>(Values.AsMemory(0, 4), 2), Rows.Ragged(Values, [0, 1, 2]), jagged])
        {
            foreach (int item in (int[])[-1, 2, int.MaxValue, int.MinValue])
            {
                var thrown = Assert.Throws<ArgumentOutOfRangeException>("item", () => rows[item].Length);
                AssertMessage("There are 2 rows, counted from 0.", thrown);
                Assert.Equal(item, thrown.ActualValue);
                Assert.Throws<ArgumentOutOfRangeException>("item", () => rows.ArrayOf(item));
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>("item", () => default(Rows<double>)[0].Length);
    }

    [Theory]
    [InlineData(5, null, 0, "12 elements do not make whole rows of 5 elements: the last row would have only 2.")]
    [InlineData(4, null, 1, "12 elements from 1 on do not make whole rows of 4 elements: the last row would have only 3.")]
    [InlineData(2, 11, 0, "12 elements do not make whole rows of 2 elements that begin 11 elements apart: the last row would have only 1.")]
    [InlineData(13, null, 0, "12 elements do not make whole rows of 13 elements: the last row would have only 12.")]
    public void Part_of_a_row(int rowLength, int? stride, int offset, string message)
        => AssertMessage(message, Assert.Throws<ArgumentException>("values", () => Rows.Of(Values, rowLength, stride, offset)));

    [Fact]
    public void Lengths_that_cannot_be()
    {
        Assert.Throws<ArgumentOutOfRangeException>("rowLength", () => Rows.Of(Values, 0));
        Assert.Throws<ArgumentOutOfRangeException>("rowLength", () => Rows.Of(Values, -1));
        Assert.Throws<ArgumentOutOfRangeException>("stride", () => Rows.Of(Values, 3, stride: 2));
        Assert.Throws<ArgumentOutOfRangeException>("offset", () => Rows.Of(Values, 3, offset: -1));
        Assert.Throws<ArgumentOutOfRangeException>("offset", () => Rows.Of(Values, 3, offset: 13));
    }

    [Fact]
    public void Offsets_that_fall_or_leave_the_elements()
    {
        AssertMessage(
            "There is no offset: give where each row begins, and where the last one ends.",
            Assert.Throws<ArgumentException>("offsets", () => Rows.Ragged(Values, [])));
        AssertMessage(
            "Offset 2 is 1, but offsets must not fall and must be from 3 to the number of elements, 12.",
            Assert.Throws<ArgumentException>("offsets", () => Rows.Ragged(Values, [0, 3, 1])));
        AssertMessage(
            "Offset 1 is 13, but offsets must not fall and must be from 0 to the number of elements, 12.",
            Assert.Throws<ArgumentException>("offsets", () => Rows.Ragged(Values, [0, 13])));
        Assert.Throws<ArgumentException>("offsets", () => Rows.Ragged(Values, [-1, 3]));
    }

    [Fact]
    public void Null()
    {
        Assert.Throws<ArgumentNullException>("values", () => Rows.Of((double[])null!, 1));
        Assert.Throws<ArgumentNullException>("values", () => Rows.Ragged((double[])null!, [0]));
        Assert.Throws<ArgumentNullException>("offsets", () => Rows.Ragged(Values, null!));
        Assert.Throws<ArgumentNullException>("rows", () => Rows.From((double[][])null!));
        Assert.Throws<ArgumentNullException>("row", () => Rows.Same((double[])null!));
        const string message
            = "The rows 'x' are null: give a row for each item, by an array of arrays or by one of the methods of Rows.";
        AssertMessage(message, Assert.Throws<ArgumentNullException>("x", () => new Logistic((double[][])null!, Values, 1)));
        AssertMessage(message, Assert.Throws<ArgumentNullException>("x", () => new Logistic(default, Values, 1)));
        AssertMessage(
            "Row 1 of 'x' is null: give an array for each item.",
            Assert.Throws<ArgumentException>("x", () => new Logistic(new double[][] { [1], null! }, Values, 1)));
        Assert.Equal("not bound", default(Rows<double>).ToString());
        Assert.Empty(AllOf(default));
    }

    [Fact]
    public void Numbers_of_rows_and_of_items_agree()
    {
        AssertMessage(
            "The column 'y' has 12 items, but the column 'x' has 3 items: every column needs one value for each item.",
            Assert.Throws<ArgumentException>("y", () => new Logistic(Rows.Of(Values, 4), Values, 4)));
        Assert.Throws<ArgumentException>("x", () => new Logistic(Rows.Of(Array.Empty<double>(), 4), 1.0, 4));
        Assert.Throws<ArgumentException>("x", () => new Logistic(Rows.Same(Values), 1.0, 12));
        Assert.Equal(12, new Logistic(Rows.Same(Values), Values, 12).Count);
    }

    [Fact]
    public void Every_kind_of_rows_gives_an_objective_the_same_value()
    {
        double[] theta = [1, 0.1, -0.2, 0.3, 0.25];
        double[] y = [1, -1, 1, -1];
        double expected = new Logistic(Rows.Of(Values, 3), y, 3).Value(theta);
        Assert.Equal(expected, new Logistic(Rows.Ragged(Values, [0, 3, 6, 9, 12]), y, 3).Value(theta));
        Assert.Equal(expected, new Logistic(Values.Chunk(3).ToArray(), y, 3).Value(theta));
        Assert.Equal(expected, new Logistic([[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]], y, 3).Value(theta));
        Assert.Equal(
            new Logistic(Rows.Of<double>(Values.AsMemory(0, 3), 3), 1.0, 3).Value(theta),
            new Logistic(Rows.Same<double>(Values.AsMemory(0, 3)), new double[] { 1, 1 }, 3).Value(theta));
    }

    private static void AssertRows(double[][] expected, string description, Rows<double> rows)
    {
        Assert.Equal(new BoundColumn("x", expected.Length), rows.Named("x"));
        Assert.Equal(expected.Length, rows.Count);
        Assert.Equal(description, rows.ToString());
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], rows[i].ToArray());
            Assert.Equal(expected[i].Length, rows.RowLength(i));
            Assert.Equal(expected[i], rows.ArrayOf(i));
        }

        Assert.Equal(expected, AllOf(rows));
    }

    private static void AssertSame(double[] expected, string description, Rows<double> rows)
    {
        Assert.Equal(new BoundColumn("x", null), rows.Named("x"));
        Assert.Null(rows.Count);
        Assert.Equal(description, rows.ToString());
        foreach (int item in (int[])[0, 1, 5000])
        {
            Assert.Equal(expected, rows[item].ToArray());
            Assert.Equal(expected.Length, rows.RowLength(item));
            Assert.Equal(expected, rows.ArrayOf(item));
        }

        Assert.Equal(
            $"The rows ({description}) take their number from the other columns of an objective: "
            + "by themselves there are none to go through.",
            Assert.Throws<InvalidOperationException>(() => rows.GetEnumerator()).Message);
    }

    private static List<double[]> AllOf(Rows<double> rows)
    {
        List<double[]> all = [];
        foreach (double[] row in rows)
        {
            all.Add(row);
        }

        return all;
    }

    private static void AssertMessage(string expected, ArgumentException thrown)
        => Assert.StartsWith(expected, thrown.Message, StringComparison.Ordinal);

    /// <summary>Memory behind which there is no array that can be asked for.</summary>
    private sealed class UnownedMemory(double[] values) : MemoryManager<double>
    {
        public override Span<double> GetSpan() => values;

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
