using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests.Streams;

/// <summary>Objectives over streams of batches.</summary>
public sealed class StreamedObjectiveTests
{
    private const int ItemCount = 40_000;

    private static readonly double[] X = TestData.IllScaled(ItemCount, 11);
    private static readonly double[] Y = TestData.IllScaled(ItemCount, 12);
    private static readonly double[] Theta = [0.3, 1e-3];

    public static TheoryData<int[], int> Divisions => new()
    {
        { [1], 1 },
        { [7, 1, 500], 1 },
        { [1000], 1 },
        { [1024], 1 },
        { [1025], 8 },
        { [20_000, 3], 8 },
        { [5000, 19_000, 1, 1023], 8 },
        { [ItemCount], 8 },
    };

    [Theory]
    [MemberData(nameof(Divisions))]
    public async Task Any_division_into_batches_gives_the_bits_of_all_items_at_once(int[] lengths, int threads)
    {
        var options = new EvaluationOptions { MaxDegreeOfParallelism = threads };
        foreach (Aggregation aggregation in (Aggregation[])[Aggregation.Mean, Aggregation.Sum])
        {
            Objective<double> Bind(Column<double> x, Column<double> y)
                => new SquaredError<double>(x, y, aggregation).WithRegularizer(new Power<double>("Ridge", true, "slope"), 0.1);
            var source = new StreamSource(X, Y, lengths);
            StreamedObjective<double> stream = StreamedObjective.Over(source.Batches, batch => Bind(batch.X, batch.Y));
            AsyncStreamedObjective<double> asyncStream = StreamedObjective.Over(source.BatchesAsync(), batch => Bind(batch.X, batch.Y));
            double[] expected = new double[2];
            double[] actual = new double[2];
            double value = Bind(X, Y).ValueAndGradient(Theta, expected);
            Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(stream.ValueAndGradient(Theta, actual, options)));
            Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
            Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(stream.Value(Theta, options)));
            Assert.Equal(ItemCount, stream.Count);
            Assert.Equal(2, stream.DataPassCount);
            Array.Clear(actual);
            Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(await asyncStream.ValueAndGradientAsync(Theta, actual, options)));
            Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
            Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(await asyncStream.ValueAsync(Theta, options)));
            Assert.Equal(source.OpenCount, source.CloseCount);
        }
    }

    [Fact]
    public void Single_precision()
    {
        float[] x = TestData.ToSingle(X);
        float[] y = TestData.ToSingle(Y);
        StreamedObjective<float> stream = StreamedObjective.Over(
            Enumerable.Range(0, 80), i => new SquaredError<float>(x.AsMemory(500 * i, 500), y.AsMemory(500 * i, 500)));
        float[] expected = new float[2];
        float[] actual = new float[2];
        float value = new SquaredError<float>(x, y).ValueAndGradient([0.3f, 1e-3f], expected);
        Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(stream.ValueAndGradient([0.3f, 1e-3f], actual)));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Rows_of_every_kind_in_memory_that_is_used_again(int kind)
    {
        double[] values = [.. Enumerable.Range(0, 7500).Select(i => Math.Sin(1.7 * i))];
        double[] labels = [.. Enumerable.Range(0, 2500).Select(i => i % 3 == 0 ? 1.0 : -1.0)];
        double[] theta = [1.5, 0.3, -0.2, 0.5, 0.1];
        double[] buffer = new double[3 * 700];
        double[][] jagged = [.. Enumerable.Range(0, 700).Select(_ => new double[3])];
        IEnumerable<(Rows<double> X, ReadOnlyMemory<double> Y)> Batches()
        {
            for (int start = 0; start < 2500; start += 700)
            {
                int count = Math.Min(700, 2500 - start);
                values.AsSpan(3 * start, 3 * count).CopyTo(buffer);
                for (int i = 0; i < count; i++)
                {
                    values.AsSpan(3 * (start + i), 3).CopyTo(jagged[i]);
                }

                Rows<double> rows = kind switch
                {
                    0 => Rows.Of<double>(buffer.AsMemory(0, 3 * count), 3),
                    1 => Rows.Ragged<double>(buffer.AsMemory(0, 3 * count), [.. Enumerable.Range(0, count + 1).Select(i => 3 * i)]),
                    2 => jagged[..count],
                    _ => Rows.Same<double>(buffer.AsMemory(0, 3)),
                };
                yield return (rows, labels.AsMemory(start, count));
                Array.Fill(buffer, double.NaN);
                Array.ForEach(jagged, row => Array.Fill(row, double.NaN));
            }
        }

        // Where all items of a batch have the same row, that of another batch is another one.
        Rows<double> all = kind < 3
            ? Rows.Of(values, 3)
            : Enumerable.Range(0, 2500).Select(i => values[(3 * (i / 700 * 700))..((3 * (i / 700 * 700)) + 3)]).ToArray();
        StreamedObjective<double> stream = StreamedObjective.Over(Batches(), batch => new Logistic(batch.X, batch.Y, 3));
        double[] expected = new double[5];
        double[] actual = new double[5];
        double value = new Logistic(all, labels, 3).ValueAndGradient(theta, expected);
        Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(stream.ValueAndGradient(theta, actual)));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
    }

    [Fact]
    public void One_value_for_all_items_of_a_batch()
    {
        double[] y = [.. Enumerable.Range(0, ItemCount).Select(i => i / 5000 * 0.25)];
        StreamedObjective<double> stream = StreamedObjective.Over(
            Enumerable.Range(0, 8), i => new SquaredError<double>(X.AsMemory(5000 * i, 5000), 0.25 * i));
        Assert.Equal(TestData.BitsOf(new SquaredError<double>(X, y).Value(Theta)), TestData.BitsOf(stream.Value(Theta)));
    }

    [Theory]
    [MemberData(nameof(Divisions))]
    public async Task An_affine_loss_takes_one_pass(int[] lengths, int threads)
    {
        var source = new StreamSource(X, Y, lengths);
        StreamedObjective<double> stream = StreamedObjective.Over(source.Batches, batch => new Deviation(batch.X, batch.Y));
        AsyncStreamedObjective<double> asyncStream = StreamedObjective.Over(source.BatchesAsync(), batch => new Deviation(batch.X, batch.Y));
        var options = new EvaluationOptions { MaxDegreeOfParallelism = threads };
        var objective = new Deviation(X, Y);
        double[] expected = new double[1];
        double[] actual = new double[1];
        foreach (double theta in (double[])[1, -3, double.NaN, 1e10])
        {
            double value = objective.ValueAndGradient([theta], expected);
            Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(stream.ValueAndGradient([theta], actual, options)));
            Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
            Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(await asyncStream.ValueAsync(new[] { theta }, options)));
        }

        Assert.Equal(2, source.OpenCount);
        Assert.Equal(1, stream.DataPassCount);
        stream.InvalidateSums();
        stream.Value([2], options);
        Assert.Equal(3, source.OpenCount);
    }

    [Fact]
    public void A_plan_given_to_the_batches_is_kept()
    {
        var source = new StreamSource(X, Y, 3000);
        StreamedObjective<double> stream = StreamedObjective.Over(
            source.Batches, batch => new Deviation(batch.X, batch.Y).WithPlan(PlanKind.PerItem));
        double expected = new Deviation(X, Y).WithPlan(PlanKind.PerItem).Value([1.7]);
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(stream.Value([1.7])));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(stream.Value([1.7])));
        Assert.Equal(2, source.OpenCount);
    }

    [Fact]
    public async Task What_the_source_throws_comes_out_as_it_is_and_nothing_is_written()
    {
        var failure = new IOException("The disk is gone.");
        var source = new StreamSource(X, Y, 1500) { BeforeBatch = start => _ = start >= 20_000 ? throw failure : 0 };
        double[] destination = [42, 43];
        StreamedObjective<double> stream = StreamedObjective.Over(source.Batches, batch => new SquaredError<double>(batch.X, batch.Y));
        Assert.Same(failure, Assert.Throws<IOException>(() => stream.Gradient(Theta, destination)));
        AsyncStreamedObjective<double> asyncStream = StreamedObjective.Over(source.BatchesAsync(), batch => new SquaredError<double>(batch.X, batch.Y));
        Assert.Same(failure, await Assert.ThrowsAsync<IOException>(() => asyncStream.GradientAsync(Theta, destination)));
        StreamedObjective<double> unbound = StreamedObjective.Over<double, int>([1], _ => throw failure);
        Assert.Same(failure, Assert.Throws<IOException>(() => unbound.Gradient(Theta, destination)));
        Assert.Equal([42, 43], destination);
        Assert.Equal(2, source.OpenCount);
        Assert.Equal(2, source.CloseCount);
        Assert.Null(stream.Count);
    }

    [Fact]
    public void Streams_without_batches_and_batches_that_differ()
    {
        double[] destination = [42, 43];
        void AssertThrows<TException>(string message, params Objective<double>?[] batches)
            where TException : Exception
        {
            StreamedObjective<double> stream = StreamedObjective.Over(batches, batch => batch!);
            Assert.Equal(message, Assert.Throws<TException>(() => stream.Gradient(Theta, destination)).Message);
        }

        const string only = "All batches of a stream must differ in their data only: the first one is ";
        var first = new SquaredError<double>(X, Y);
        AssertThrows<InvalidOperationException>("The stream has no batches: an objective needs at least one item.");
        AssertThrows<InvalidOperationException>("A batch of the stream has been bound to null in place of an objective.", first, null);
        AssertThrows<ArgumentException>($"{only}of 'SquaredError', but this one is of 'Deviation'.", first, new Deviation(X, Y));
        AssertThrows<ArgumentException>($"{only}a Mean, but this one is a Sum.", first, new SquaredError<double>(X, Y, Aggregation.Sum));
        var ridge = new Power<double>("Ridge", true, "slope");
        AssertThrows<ArgumentException>(
            $"{only}[0.5·Ridge] in its regularisers, but this one is [0.25·Ridge].", first.WithRegularizer(ridge, 0.5), first.WithRegularizer(ridge, 0.25));
        AssertThrows<ArgumentException>($"{only}not compensated, but this one is.", first, first.WithCompensatedSums());
        AssertThrows<ArgumentException>($"{only}[] in its regularisers, but this one is [0.25·Ridge].", first, first.WithRegularizer(ridge, 0.25));
        AssertThrows<ArgumentException>("'Ridge' has no data, so that it can't be streamed.", new Power<double>("Ridge", true, "a", "b"));
        Assert.Throws<ArgumentException>(
            "theta", () => StreamedObjective.Over([first], batch => batch).Gradient(Theta.AsSpan(1), destination));
        Assert.Throws<ArgumentException>(
            "destination", () => StreamedObjective.Over([first], batch => batch).Gradient(Theta, destination.AsSpan(1)));
        Assert.Throws<ArgumentException>(
            () => StreamedObjective.Over([1], _ => new Guarded(new double[] { 1 })).Value([1]));
        Assert.Equal([42, 43], destination);
    }

    [Fact]
    public void Progress_counts_all_items_and_ends_with_their_number()
    {
        foreach (int threads in (int[])[1, 8])
        {
            var progress = new RecordingProgress();
            var source = new StreamSource(X, Y, 19_000, 333);
            StreamedObjective<double> stream = StreamedObjective.Over(source.Batches, batch => new SquaredError<double>(batch.X, batch.Y));
            stream.Value(Theta, new EvaluationOptions { Progress = progress, MaxDegreeOfParallelism = threads });
            long[] completed = [.. progress.Reports.Select(report => report.CompletedItems)];
            Assert.Equal([.. Enumerable.Range(1, 39).Select(i => 1024L * i), ItemCount, ItemCount], completed);
            Assert.All(progress.Reports.SkipLast(1), report => Assert.Null(report.TotalItems));
            Assert.Equal(ItemCount, progress.Reports[^1].TotalItems);
        }
    }

    [Fact]
    public async Task Cancellation_stops_the_stream()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new StreamSource(X, Y, 2000) { BeforeBatch = start => _ = start == 20_000 ? cancellation.CancelAsync() : null };
        var options = new EvaluationOptions { CancellationToken = cancellation.Token };
        double[] destination = [42, 43];
        StreamedObjective<double> stream = StreamedObjective.Over(source.Batches, batch => new SquaredError<double>(batch.X, batch.Y));
        Assert.ThrowsAny<OperationCanceledException>(() => stream.Gradient(Theta, destination, options));
        Assert.Equal(1, source.CloseCount);
        AsyncStreamedObjective<double> asyncStream = StreamedObjective.Over(source.BatchesAsync(), batch => new SquaredError<double>(batch.X, batch.Y));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asyncStream.GradientAsync(Theta, destination, options));
        Assert.Equal([42, 43], destination);
    }

    [Fact]
    public void Parts_of_files_may_be_unmapped_one_after_the_other()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, MemoryMarshal.AsBytes(X.AsSpan()).ToArray());
            IEnumerable<MappedColumn<double>> Parts()
            {
                for (int first = 0; first < ItemCount; first += 7777)
                {
                    using MappedColumn<double> part = Column.FromFile<double>(path, first, Math.Min(7777, ItemCount - first));
                    yield return part;
                }
            }

            StreamedObjective<double> stream = StreamedObjective.Over(Parts(), part => new SquaredError<double>(part, 0.5));
            double expected = new SquaredError<double>(X, 0.5).Value(Theta);
            Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(stream.Value(Theta)));
            Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(stream.Value(Theta)));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
