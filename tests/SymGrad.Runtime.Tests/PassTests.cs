using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Progress, cancellation, exceptions and threads.</summary>
public sealed class PassTests
{
    private const int ItemCount = (40 * 1024) + 7;

    public static TheoryData<int> ThreadCounts => [1, 2, 8];

    [Theory]
    [MemberData(nameof(ThreadCounts))]
    public void Progress_comes_after_each_chunk_and_ends_with_all_items(int threads)
    {
        var progress = new RecordingProgress();
        var objective = new Guarded(Ones(ItemCount));
        objective.Value([1], new EvaluationOptions { MaxDegreeOfParallelism = threads, Progress = progress });
        Assert.Equal(41, progress.Reports.Count);
        Assert.All(progress.Reports, report => Assert.Equal(ItemCount, report.TotalItems));
        long[] completed = [.. progress.Reports.Select(report => report.CompletedItems)];
        Assert.Equal(completed.Order(), completed);
        Assert.Equal(41, completed.Distinct().Count());
        Assert.Equal(ItemCount, completed[^1]);
        Assert.All(completed.Zip(completed.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 7, 1024));
    }

    [Fact]
    public void Progress_of_a_mini_batch_counts_its_items()
    {
        var progress = new RecordingProgress();
        new Guarded(Ones(5000)).Value([1], 100..1200, new EvaluationOptions { Progress = progress });
        Assert.Equal([new EvaluationProgress(1024, 1100), new EvaluationProgress(1100, 1100)], progress.Reports);
    }

    [Fact]
    public void Progress_is_complete_at_once_when_no_pass_is_needed()
    {
        var objective = new Deviation(Ones(3000), 1.0);
        var progress = new RecordingProgress();
        var options = new EvaluationOptions { Progress = progress };
        objective.Value([1], options);
        Assert.Equal([1024, 2048, 3000], progress.Reports.Select(report => report.CompletedItems));
        objective.Value([2], options);
        Assert.Equal(new EvaluationProgress(3000, 3000), progress.Reports[3]);
        Assert.Equal(4, progress.Reports.Count);
    }

    [Theory]
    [MemberData(nameof(ThreadCounts))]
    public void Cancellation_on_the_way_leaves_the_destination_untouched(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new RecordingProgress(report =>
        {
            if (report.CompletedItems >= 3 * 1024)
            {
                cancellation.Cancel();
            }
        });
        var options = new EvaluationOptions
        {
            MaxDegreeOfParallelism = threads,
            CancellationToken = cancellation.Token,
            Progress = progress,
        };
        double[] destination = [42];
        var objective = new Guarded(Ones(ItemCount));
        var thrown = Assert.Throws<OperationCanceledException>(() => objective.ValueAndGradient([1], destination, options));
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        Assert.Equal([42.0], destination);
        Assert.InRange(progress.Reports.Count, 3, 3 + threads);
    }

    [Fact]
    public void Cancelled_token_stops_an_evaluation_before_any_pass_and_without_one()
    {
        var options = new EvaluationOptions { CancellationToken = new CancellationToken(canceled: true) };
        var general = new Guarded(Ones(10));
        Assert.Throws<OperationCanceledException>(() => general.Value([1], options));
        Assert.Equal(0, general.DataPassCount);

        var affine = new Deviation(Ones(10), 1.0);
        affine.Value([1]);
        Assert.Throws<OperationCanceledException>(() => affine.Value([1], options));
    }

    [Theory]
    [MemberData(nameof(ThreadCounts))]
    public void Exception_of_a_loss_comes_out_as_it_is_and_from_the_first_chunk(int threads)
    {
        double[] x = Ones(ItemCount);
        x[38 * 1024] = -3;
        x[(20 * 1024) + 5] = -2;
        x[(20 * 1024) + 1] = -1;
        double[] destination = [42];
        var objective = new Guarded(x);
        for (int attempt = 0; attempt < 20; attempt++)
        {
            var thrown = Assert.Throws<InvalidOperationException>(
                () => objective.ValueAndGradient([1], destination, new EvaluationOptions { MaxDegreeOfParallelism = threads }));
            Assert.Equal("x must not be negative: -1", thrown.Message);
            Assert.Contains(nameof(Guarded), thrown.StackTrace, StringComparison.Ordinal);
        }

        Assert.Equal([42.0], destination);
    }

    [Fact]
    public void Slow_failure_of_a_low_chunk_wins_over_a_fast_one_of_a_high_chunk()
    {
        double[] x = Ones(ItemCount);
        x[0] = -1;
        x[39 * 1024] = -2;
        using var highHasFailed = new ManualResetEventSlim();
        var objective = new Guarded(x)
        {
            BeforeChunk = start =>
            {
                if (start == 0)
                {
                    // With a single thread the high chunk is never reached; the time limit only bounds that case.
                    highHasFailed.Wait(TimeSpan.FromSeconds(2));
                }
                else if (start == 39 * 1024)
                {
                    highHasFailed.Set();
                }
            },
        };
        var thrown = Assert.Throws<InvalidOperationException>(
            () => objective.Value([1], new EvaluationOptions { MaxDegreeOfParallelism = 8 }));
        Assert.Equal("x must not be negative: -1", thrown.Message);
    }

    [Theory]
    [MemberData(nameof(ThreadCounts))]
    public void Exception_of_the_progress_comes_out_as_it_is(int threads)
    {
        var progress = new RecordingProgress(_ => throw new NotSupportedException("no reports, please"));
        var objective = new Guarded(Ones(ItemCount));
        var options = new EvaluationOptions { MaxDegreeOfParallelism = threads, Progress = progress };
        Assert.Equal("no reports, please", Assert.Throws<NotSupportedException>(() => objective.Value([1], options)).Message);
    }

    [Fact]
    public void Evaluations_on_several_threads_do_not_disturb_each_other()
    {
        double[] x = TestData.IllScaled(ItemCount, 31);
        double[] y = TestData.IllScaled(ItemCount, 32);
        var objective = new SquaredError<double>(x, y);
        double[][] thetas = [.. Enumerable.Range(0, 40).Select(i => (double[])[i * 0.1, -i])];
        long[][] expected = [.. thetas.Select(theta => GradientBits(objective, theta))];
        long[][] actual = new long[thetas.Length][];
        Parallel.For(0, thetas.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            actual[i] = GradientBits(objective, thetas[i]));
        Assert.Equal(expected, actual);
        Assert.Equal(2 * thetas.Length, objective.DataPassCount);
    }

    [Fact]
    public void Theta_changed_during_a_pass_does_not_matter()
    {
        double[] theta = [2];
        var objective = new Guarded(Ones(3000));
        var progress = new RecordingProgress(_ => theta[0] = double.NaN);
        Assert.Equal(4 * 3000, objective.Value(theta, new EvaluationOptions { Progress = progress }));
    }

    [Fact]
    public void Steady_evaluation_on_one_thread_allocates_nothing()
    {
        double[] x = TestData.IllScaled(8000, 33);
        var general = new SquaredError<double>(x, x);
        Objective<double> regularized = general.WithRegularizer(new Power<double>("Ridge", isSquare: true, "slope"), 0.1);
        var affine = new Deviation(x, x);
        double[] theta = [1, 2];
        double[] gradient = new double[2];
        void Evaluate()
        {
            general.ValueAndGradient(theta, gradient);
            general.Value(theta);
            general.Gradient(theta, 5..4000, gradient);
            regularized.ValueAndGradient(theta, gradient);
            affine.ValueAndGradient(theta.AsSpan(0, 1), gradient.AsSpan(0, 1));
        }

        // The pool of buffers may be filled or emptied at any time, by a collection or by the thread changing its processor, but not in
        // each of many rounds; what an evaluation itself allocates would show in each.
        long[] rounds = new long[50];
        for (int round = 0; round < rounds.Length; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Evaluate();
            Evaluate();
            rounds[round] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, rounds.Min());
        Assert.InRange(rounds.Sum(), 0, 100_000);
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static long[] GradientBits(SquaredError<double> objective, double[] theta)
    {
        double[] gradient = new double[2];
        double value = objective.ValueAndGradient(theta, gradient);
        return TestData.BitsOf([value, .. gradient]);
    }
}
