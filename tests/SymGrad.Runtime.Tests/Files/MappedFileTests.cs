using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests.Files;

/// <summary>Columns and rows that are mapped from files.</summary>
public sealed class MappedFileTests : IDisposable
{
    private const int ItemCount = 30_000;

    private static readonly double[] X = TestData.IllScaled(ItemCount, 11);
    private static readonly double[] Y = TestData.IllScaled(ItemCount, 12);
    private static readonly double[] Theta = [0.3, 1e-3];

    private readonly string folder = Directory.CreateTempSubdirectory("symgrad").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Files_give_the_bits_of_arrays(int threads)
    {
        using MappedColumn<double> x = Column.FromFile<double>(Write(X));
        using MappedColumn<double> y = Column.FromFile<double>(Write(Y));
        Assert.Equal(ItemCount, x.Length);
        var options = new EvaluationOptions { MaxDegreeOfParallelism = threads };
        int[] items = [.. Enumerable.Range(0, 5000).Select(i => i * 5 % ItemCount)];
        AssertSame(new SquaredError<double>(X, Y), new SquaredError<double>(x, y), items, options);
        using MappedColumn<float> singleX = Column.FromFile<float>(Write(TestData.ToSingle(X)));
        var singles = new SquaredError<float>(TestData.ToSingle(X), TestData.ToSingle(Y));
        var mapped = new SquaredError<float>(singleX, TestData.ToSingle(Y));
        Assert.Equal(singles.Value([0.3f, 1e-3f]), mapped.Value([0.3f, 1e-3f], options));
    }

    [Fact]
    public void Bytes_of_a_number_begin_with_the_lowest()
    {
        string path = Path.Combine(folder, "bytes");
        File.WriteAllBytes(path, [2, 1, 0, 0, 0xff, 0xff, 0xff, 0xff]);
        using MappedColumn<int> column = Column.FromFile<int>(path);
        Assert.Equal([258, -1], column.Column.Items(0, 2).ToArray());
    }

    [Fact]
    public void Rows_of_a_file_give_the_bits_of_arrays()
    {
        double[] values = [.. Enumerable.Range(0, 7500).Select(i => Math.Sin(1.7 * i))];
        double[] labels = [.. Enumerable.Range(0, 2500).Select(i => i % 3 == 0 ? 1.0 : -1.0)];
        double[] theta = [1.5, 0.3, -0.2, 0.5, 0.1];
        using MappedRows<double> rows = Rows.FromFile<double>(Write(values), 3);
        using MappedColumn<double> y = Column.FromFile<double>(Write(labels));
        Assert.Equal(2500, rows.Count);
        var expected = new Logistic(Rows.Of(values, 3), labels, 3);
        var actual = new Logistic(rows, y, 3);
        Assert.Equal(TestData.BitsOf(expected.Value(theta)), TestData.BitsOf(actual.Value(theta)));
        int[] items = [7, 2499, 0, 7];
        Assert.Equal(TestData.BitsOf(expected.Value(theta, items)), TestData.BitsOf(actual.Value(theta, items)));
    }

    [Fact]
    public void Parts_of_files()
    {
        string path = Write(X);
        using MappedColumn<double> middle = Column.FromFile<double>(path, first: 1001, count: 17);
        using MappedColumn<double> end = Column.FromFile<double>(path, first: ItemCount - 5);
        using MappedRows<double> rows = Rows.FromFile<double>(path, rowLength: 10, first: 600, count: 2);
        Assert.Equal(X[1001..1018], middle.Column.Items(0, 17).ToArray());
        Assert.Equal(X[^5..], end.Column.Items(0, 5).ToArray());
        Assert.Equal(X[6010..6020], rows.Rows[1].ToArray());
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void A_column_that_has_been_disposed_of_is_refused_and_nothing_is_written()
    {
        MappedColumn<double> x = Column.FromFile<double>(Write(X));
        using MappedColumn<double> y = Column.FromFile<double>(Write(Y));
        var objective = new SquaredError<double>(y, x);
        double[] destination = [42, 43];
        objective.Value(Theta);
        x.Dispose();
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => objective.Gradient(Theta, destination));
        Assert.Throws<ObjectDisposedException>(() => objective.Gradient(Theta, (ReadOnlySpan<int>)[1], destination));
        Assert.Throws<ObjectDisposedException>(() => x.Column.Items(0, 1).Length);
        Assert.Equal([42, 43], destination);

        // What had been held before the one that is gone is let go again: the file can be unmapped.
        y.Dispose();
        Assert.Throws<ObjectDisposedException>(() => y.Column.Items(0, 1).Length);
    }

    [Fact]
    public void Evaluations_that_run_come_to_their_end_first()
    {
        double expected = new SquaredError<double>(X, Y).Value(Theta);
        for (int round = 0; round < 20; round++)
        {
            MappedColumn<double> x = Column.FromFile<double>(Write(X));
            var objective = new SquaredError<double>(x, Y);
            var progress = new RecordingProgress(_ => x.Dispose());
            Assert.Equal(expected, objective.Value(Theta, new EvaluationOptions { MaxDegreeOfParallelism = 1, Progress = progress }));
            Assert.True(progress.Reports.Count > 1);
            Assert.Throws<ObjectDisposedException>(() => objective.Value(Theta));
        }
    }

    [Fact]
    public void Nobody_but_the_objective_needs_to_hold_a_column()
    {
        SquaredError<double> objective = Bind(Write(X));
        double expected = new SquaredError<double>(X, Y).Value(Theta);
        Parallel.For(0, 20, _ =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Equal(expected, objective.Value(Theta));
        });
    }

    [Fact]
    public void What_a_file_has_not()
    {
        string path = Write(new byte[20]);
        AssertMessage(
            $"'{path}' has 20 bytes, which do not make whole items: one takes 8.",
            Assert.Throws<InvalidDataException>(() => Column.FromFile<double>(path)));
        AssertMessage(
            $"'{path}' has 20 bytes, which do not make whole rows of 3 elements: one takes 12.",
            Assert.Throws<InvalidDataException>(() => Rows.FromFile<float>(path, 3)));
        AssertMessage($"'{path}' has 5 items.", Assert.Throws<ArgumentOutOfRangeException>("first", () => Column.FromFile<float>(path, first: 5)));
        AssertMessage(
            $"'{path}' has 5 items.", Assert.Throws<ArgumentOutOfRangeException>("count", () => Column.FromFile<float>(path, first: 3, count: 3)));
        Assert.Throws<ArgumentOutOfRangeException>("first", () => Column.FromFile<float>(path, first: -1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Column.FromFile<float>(path, count: 0));
        Assert.Throws<ArgumentOutOfRangeException>("rowLength", () => Rows.FromFile<float>(path, 0));
        Assert.Throws<ArgumentOutOfRangeException>("first", () => Column.FromFile<float>(Write(Array.Empty<float>())));
        Assert.Throws<FileNotFoundException>(() => Column.FromFile<float>(path + ".missing"));
        Assert.Throws<ArgumentNullException>("x", () => new SquaredError<double>((MappedColumn<double>?)null, Y));

        // Nothing of it keeps the file open.
        File.Delete(path);
    }

    [Fact]
    public void A_column_that_is_too_long_is_refused_and_its_parts_are_not()
    {
        string path = Path.Combine(folder, "sparse");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(int.MaxValue + 10L);
        }

        var thrown = Assert.Throws<ArgumentException>("count", () => Column.FromFile<sbyte>(path));
        AssertMessage(
            $"'{path}' has 2147483657 items from 0 on, but no more than 2147483647 elements can be bound to one parameter: "
            + "map parts of it, and sum them with a StreamedObjective.",
            thrown);
        using MappedColumn<sbyte> part = Column.FromFile<sbyte>(path, first: int.MaxValue, count: 10);
        Assert.Equal(10, part.Length);
    }

    private static SquaredError<double> Bind(string path) => new(Column.FromFile<double>(path), Y);

    private static void AssertSame(Objective<double> expected, Objective<double> actual, int[] items, EvaluationOptions options)
    {
        double[] first = new double[2];
        double[] second = new double[2];
        double value = expected.ValueAndGradient(Theta, first);
        Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(actual.ValueAndGradient(Theta, second, options)));
        Assert.Equal(TestData.BitsOf(first), TestData.BitsOf(second));
        Assert.Equal(TestData.BitsOf(expected.Value(Theta, items)), TestData.BitsOf(actual.Value(Theta, items, options)));
    }

    private static void AssertMessage(string expected, Exception thrown)
        => Assert.StartsWith(expected, thrown.Message, StringComparison.Ordinal);

    private string Write<T>(T[] values, [CallerLineNumber] int line = 0)
        where T : unmanaged
    {
        string path = Path.Combine(folder, $"{typeof(T).Name}-{line}-{Directory.GetFiles(folder).Length}");
        File.WriteAllBytes(path, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        return path;
    }
}
