using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests.Batches;

/// <summary>Mini-batches of items that are given one by one.</summary>
public sealed class GatheredItemsTests
{
    private const int ItemCount = 40_000;

    private static readonly double[] X = TestData.IllScaled(ItemCount, 11);
    private static readonly double[] Y = TestData.IllScaled(ItemCount, 12);
    private static readonly double[] Features = [.. Enumerable.Range(0, 20_000).Select(i => Math.Sin(1.7 * i))];
    private static readonly double[] Theta = [0.3, 1e-3];

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(17, 64, 1)]
    [InlineData(5, 1024, 1)]
    [InlineData(1024, 1025, 8)]
    [InlineData(3, 5000, 1)]
    [InlineData(3, 39_000, 1)]
    [InlineData(3, 39_000, 2)]
    [InlineData(0, ItemCount, 8)]
    public void Items_in_a_row_give_the_bits_of_their_range(int start, int count, int threads)
    {
        int[] items = [.. Enumerable.Range(start, count)];
        var options = new EvaluationOptions { MaxDegreeOfParallelism = threads };
        foreach (Aggregation aggregation in (Aggregation[])[Aggregation.Mean, Aggregation.Sum])
        {
            var objective = new SquaredError<double>(X, Y, aggregation);
            AssertSameBits(objective, start..(start + count), objective, items, Theta, options);
        }

        var single = new SquaredError<float>(TestData.ToSingle(X), TestData.ToSingle(Y));
        float[] expected = new float[2];
        float[] actual = new float[2];
        float value = single.ValueAndGradient([0.3f, 1e-3f], start..(start + count), expected);
        Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(single.ValueAndGradient([0.3f, 1e-3f], items, actual, options)));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
    }

    [Theory]
    [InlineData(64, 1)]
    [InlineData(3000, 1)]
    [InlineData(50_000, 1)]
    [InlineData(50_000, 8)]
    public void Items_in_any_order_with_repetitions_give_the_bits_of_their_copies(int count, int threads)
    {
        int[] items = RandomItems(count, ItemCount);
        double[] x = Array.ConvertAll(items, item => X[item]);
        double[] y = Array.ConvertAll(items, item => Y[item]);
        var options = new EvaluationOptions { MaxDegreeOfParallelism = threads };
        AssertSameBits(new SquaredError<double>(x, y), Range.All, new SquaredError<double>(X, Y), items, Theta, options);
        AssertSameBits(new SquaredError<double>(x, 0.25), Range.All, new SquaredError<double>(X, 0.25), items, Theta, options);
    }

    [Fact]
    public void Rows_of_every_kind_give_the_bits_of_their_copies()
    {
        const int rowCount = 2500;
        double[] labels = [.. Enumerable.Range(0, rowCount).Select(i => i % 3 == 0 ? 1.0 : -1.0)];
        double[][] jagged = [.. Enumerable.Range(0, rowCount).Select(i => Features[(7 * i)..((7 * i) + 3)])];
        double[] theta = [1.5, 0.3, -0.2, 0.5, 0.1];
        (Rows<double> Rows, Func<int, double[]> Row)[] cases =
        [
            (Rows.Of(Features[..(3 * rowCount)], 3), i => Features[(3 * i)..((3 * i) + 3)]),
            (Rows.Of(Features[..(5 * rowCount)], 3, stride: 5, offset: 1), i => Features[((5 * i) + 1)..((5 * i) + 4)]),
            (Rows.Of<double>(Features.AsMemory(6, 3 * rowCount), 3), i => Features[((3 * i) + 6)..((3 * i) + 9)]),
            (Rows.Ragged(Features, [.. Enumerable.Range(0, rowCount + 1).Select(i => 3 * i)]), i => Features[(3 * i)..((3 * i) + 3)]),
            (Rows.From(jagged), i => jagged[i]),
            (Rows.Same<double>(Features.AsMemory(9, 3)), _ => Features[9..12]),
        ];
        foreach (int count in (int[])[1, 40, 1024, 3000])
        {
            int[] items = RandomItems(count, rowCount);
            foreach ((Rows<double> rows, Func<int, double[]> row) in cases)
            {
                var copies = new Logistic(Array.ConvertAll(items, item => row(item)), Array.ConvertAll(items, item => labels[item]), 3);
                AssertSameBits(copies, Range.All, new Logistic(rows, labels, 3), items, theta, EvaluationOptions.Default);
            }
        }

    }

    [Fact]
    public void Rows_of_different_lengths_come_as_they_are()
    {
        double[] values = [.. Enumerable.Range(0, 12).Select(i => (double)i)];
        Rows<double> batch = Rows.Of(values, 3);
        Rows<double> ragged = Rows.Ragged(values, [0, 2, 2, 5, 12]);
        Rows<double> jagged = new double[][] { [20], [], [21, 22] };

        // Longer and longer ones, in memory that grows, and behind others from elsewhere.
        ragged.Gather([2, 0], 0, ref batch);
        ragged.Gather([3, 1, 3], 2, ref batch);
        Assert.Equal([[2, 3, 4], [0, 1], [5, 6, 7, 8, 9, 10, 11], [], [5, 6, 7, 8, 9, 10, 11]], RowsOf(batch, 5));
        jagged.Gather([2], 1, ref batch);
        Assert.Equal([[2, 3, 4], [21, 22]], RowsOf(batch, 2));
        Rows.Of(values, 4).Gather([1, 2], 0, ref batch);
        Assert.Equal([[4, 5, 6, 7], [8, 9, 10, 11]], RowsOf(batch, 2));
        jagged.Gather([2, 1, 0], 0, ref batch);
        ragged.Gather([0], 3, ref batch);
        Assert.Equal([[21, 22], [], [20], [0, 1]], RowsOf(batch, 4));
        Assert.NotSame(jagged.ArrayOf(2), batch.ArrayOf(0));
        Assert.Same(batch.ArrayOf(0), batch.ArrayOf(0));

        Rows.Same(values).Gather([5, 6], 0, ref batch);
        Assert.Null(batch.Count);
        ragged.Gather([1], 2, ref batch);
        Assert.Equal([values, values, []], RowsOf(batch, 3));
        Assert.Equal(Enumerable.Range(0, 12), values.Select(v => (int)v));
    }

    [Fact]
    public void One_value_for_all_items_stays_one_until_another_follows()
    {
        Column<int> batch = new[] { 1, 2, 3 };
        Column<int> seven = 7;
        seven.Gather([4, 5], 0, ref batch);
        seven.Gather([4], 2, ref batch);
        Assert.Null(batch.Length);
        Column.Constant(8).Gather([0, 0], 3, ref batch);
        Column.From([10, 20, 30]).Gather([2, 1, 2], 5, ref batch);
        Assert.Equal([7, 7, 7, 8, 8, 30, 20, 30], batch.Items(0, 8).ToArray());
        Assert.Equal([7, 7, 7], seven.Items(0, 3).ToArray());
    }

    [Fact]
    public void Nothing_can_follow_what_has_not_been_gathered()
    {
        Column<int> column = new[] { 1, 2, 3 };
        Rows<int> rows = new int[][] { [1] };
        Assert.Throws<InvalidOperationException>(() => Column.From([1]).Gather([0], 1, ref column));
        Assert.Throws<InvalidOperationException>(() => Rows.From([[1]]).Gather([0], 1, ref rows));
        Assert.Throws<IndexOutOfRangeException>(() => Column.From([1]).Gather([1], 0, ref column));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.From([[1]]).Gather([1], 0, ref rows));
        Assert.Equal([1, 2, 3], column.Items(0, 3).ToArray());
    }

    [Fact]
    public void Data_stay_as_they_are_and_are_read_anew_by_each_evaluation()
    {
        double[] x = [1, 2, 3];
        double[] y = [2, 3, 5];
        var objective = new SquaredError<double>(x, y, Aggregation.Sum);
        Assert.Equal(4 + 1 + 4, objective.Value([1, 0], (ReadOnlySpan<int>)[2, 0, 2]));
        Assert.Equal([1.0, 2, 3], x);
        Assert.Equal([2.0, 3, 5], y);
        y[2] = 6;
        Assert.Equal(9 + 1 + 9, objective.Value([1, 0], (ReadOnlySpan<int>)[2, 0, 2]));
    }

    [Fact]
    public void An_objective_that_cannot_gather_goes_over_the_items_one_by_one()
    {
        var objective = new Guarded(X.Select(Math.Abs).ToArray());
        int[] items = RandomItems(3000, ItemCount);
        double[] gradient = new double[1];
        double[] expected = new double[1];
        double value = new Guarded(Array.ConvertAll(items, item => Math.Abs(X[item]))).ValueAndGradient([2], expected);
        Assert.Equal(value, objective.ValueAndGradient([2], items, gradient));
        Assert.Equal(value, objective.Value([2], items));
        Assert.Equal(expected, gradient);
    }

    [Fact]
    public void Regularisers_count_in_full_and_passes_are_counted()
    {
        Objective<double> objective = new SquaredError<double>(X, Y).WithRegularizer(new Power<double>("Ridge", true, "slope"), 10);
        double[] gradient = new double[2];
        double[] without = new double[2];
        int[] items = [5, 3];
        double value = objective.ValueAndGradient([0.5, 1], items, gradient);
        Assert.Equal(1, objective.DataPassCount);
        double plain = new SquaredError<double>(X, Y).ValueAndGradient([0.5, 1], items, without);
        Assert.Equal(plain + (10 * 0.25), value);
        Assert.Equal([without[0] + 10, without[1]], gradient);
    }

    [Fact]
    public void An_affine_loss_is_summed_over_the_items_given()
    {
        var objective = new Deviation(new double[] { 1, 2, 4 }, 0.0);
        double[] gradient = new double[1];
        double all = objective.ValueAndGradient([3], gradient);
        Assert.Equal(all, objective.ValueAndGradient([3], (ReadOnlySpan<int>)[0, 1, 2], gradient), 1e-12);
        Assert.NotEqual(all, objective.ValueAndGradient([3], (ReadOnlySpan<int>)[2, 2, 1], gradient), 1e-3);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(ItemCount, 0)]
    [InlineData(int.MinValue, 1)]
    public void An_item_that_is_not_there(int item, int position)
    {
        var objective = new SquaredError<double>(X, Y);
        int[] items = [1, 2, 3];
        items[position] = item;
        double[] destination = [42, 43];
        string message = $"Item {item}, at position {position}, is not one of the 40000 items of 'SquaredError', which are counted from 0.";
        foreach (Action evaluation in (Action[])
            [
                () => objective.Value(Theta, items),
                () => objective.Gradient(Theta, items, destination),
                () => objective.ValueAndGradient(Theta, items, destination),
            ])
        {
            var thrown = Assert.Throws<ArgumentOutOfRangeException>("items", evaluation);
            Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
            Assert.Equal(item, thrown.ActualValue);
        }

        Assert.Equal([42, 43], destination);
        Assert.Equal(0, objective.DataPassCount);
    }

    [Fact]
    public void No_items_and_wrong_lengths()
    {
        var objective = new SquaredError<double>(X, Y);
        double[] destination = [42, 43];
        var thrown = Assert.Throws<ArgumentException>("items", () => objective.Gradient(Theta, ReadOnlySpan<int>.Empty, destination));
        Assert.StartsWith("No items are given: a mini-batch needs at least one.", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("theta", () => objective.Gradient([1], (ReadOnlySpan<int>)[1], destination));
        Assert.Throws<ArgumentException>("theta", () => objective.Value([1], (ReadOnlySpan<int>)[1]));
        Assert.Throws<ArgumentException>("destination", () => objective.Gradient(Theta, (ReadOnlySpan<int>)[1], destination.AsSpan(1)));
        Assert.Equal([42, 43], destination);
    }

    [Fact]
    public void Cancellation_and_progress()
    {
        var objective = new SquaredError<double>(X, Y);
        int[] items = RandomItems(2000, ItemCount);
        var progress = new RecordingProgress();
        objective.Value(Theta, items, new EvaluationOptions { Progress = progress });
        Assert.Equal([new EvaluationProgress(1024, 2000), new EvaluationProgress(2000, 2000)], progress.Reports);
        double[] destination = [42, 43];
        var options = new EvaluationOptions { CancellationToken = new CancellationToken(canceled: true) };
        Assert.Throws<OperationCanceledException>(() => objective.ValueAndGradient(Theta, items, destination, options));
        Assert.Equal([42, 43], destination);
    }

    [Fact]
    public void Theta_may_overlap_the_destination()
    {
        var objective = new SquaredError<double>(X, Y);
        int[] items = RandomItems(2000, ItemCount);
        double[] expected = new double[2];
        double[] both = [.. Theta];
        objective.Gradient(Theta, items, expected);
        objective.Gradient(both, items, both);
        Assert.Equal(expected, both);
    }

    [Fact]
    public void Several_threads_evaluate_mini_batches_of_one_objective()
    {
        var objective = new SquaredError<double>(X, Y);
        int[][] batches = [.. Enumerable.Range(0, 64).Select(i => RandomItems(100 + (50 * i), ItemCount, i))];
        double[] expected = Array.ConvertAll(batches, batch => objective.Value(Theta, batch));
        Parallel.For(0, 640, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            double[] gradient = new double[2];
            Assert.Equal(expected[i % 64], objective.ValueAndGradient(Theta, batches[i % 64], gradient));
        });
    }

    [Fact]
    public void Nothing_is_allocated_once_there_has_been_a_mini_batch_of_the_kind()
    {
        double[] theta = [1.5, 0.3, -0.2, 0.5, 0.1];
        double[] labels = [.. Enumerable.Range(0, 2500).Select(i => i % 3 == 0 ? 1.0 : -1.0)];
        double[] gradient = new double[5];
        int[] items = RandomItems(2100, 2500);
        var options = new EvaluationOptions { MaxDegreeOfParallelism = 1 };
        Objective<double>[] objectives =
        [
            new Logistic(Rows.Of(Features[..7500], 3), labels, 3),
            new Logistic(Rows.Ragged(Features, [.. Enumerable.Range(0, 2501).Select(i => 3 * i)]), labels, 3),
            new Logistic(Features.Chunk(3).Take(2500).ToArray(), labels, 3),
        ];
        foreach (Objective<double> objective in objectives)
        {
            double sum = objective.ValueAndGradient(theta, items, gradient, options) + objective.Value(theta, items, options);
            long least = long.MaxValue;
            for (int i = 0; i < 20; i++)
            {
                // The pool of arrays may let some go at a garbage collection, and then makes them anew.
                long before = GC.GetAllocatedBytesForCurrentThread();
                sum += objective.ValueAndGradient(theta, items.AsSpan(i), gradient, options) + objective.Value(theta, items.AsSpan(i), options);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.True(double.IsFinite(sum));
            Assert.Equal(0, least);
        }
    }

    private static int[] RandomItems(int count, int limit, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(limit))];
    }

    private static double[][] RowsOf(Rows<double> rows, int count) => [.. Enumerable.Range(0, count).Select(i => rows[i].ToArray())];

    private static void AssertSameBits(
        Objective<double> ranged, Range range, Objective<double> gathered, int[] items, double[] theta, EvaluationOptions options)
    {
        double[] expected = new double[theta.Length];
        double[] actual = new double[theta.Length];
        double value = ranged.ValueAndGradient(theta, range, expected, options);
        Assert.True(double.IsFinite(value));
        Assert.Equal(TestData.BitsOf(value), TestData.BitsOf(gathered.ValueAndGradient(theta, items, actual, options)));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
        Assert.Equal(TestData.BitsOf(ranged.Value(theta, range, options)), TestData.BitsOf(gathered.Value(theta, items, options)));
        gathered.Gradient(theta, items, actual);
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
    }
}
