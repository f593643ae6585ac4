using System;
using System.Linq;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests;

public sealed class DeterminismTests
{
    private const int ItemCount = 123_457;

    private static readonly double[] X = TestData.IllScaled(ItemCount, 11);
    private static readonly double[] Y = TestData.IllScaled(ItemCount, 12);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(-1)]
    public void Any_number_of_threads_gives_the_same_bits(int threads)
    {
        var objective = new SquaredError<double>(X, Y);
        double[] theta = [0.3, 1e-3];
        double[] expected = new double[2];
        double[] actual = new double[2];
        double expectedValue = objective.ValueAndGradient(theta, expected, Threads(1));
        double actualValue = objective.ValueAndGradient(theta, actual, Threads(threads));
        Assert.Equal(TestData.BitsOf(expectedValue), TestData.BitsOf(actualValue));
        Assert.Equal(TestData.BitsOf(expectedValue), TestData.BitsOf(objective.Value(theta, Threads(threads))));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    public void Any_number_of_threads_gives_the_same_bits_in_single_precision(int threads)
    {
        var objective = new SquaredError<float>(TestData.ToSingle(X), TestData.ToSingle(Y), Aggregation.Sum);
        float[] theta = [0.3f, 1e-3f];
        float[] expected = new float[2];
        float[] actual = new float[2];
        float expectedValue = objective.ValueAndGradient(theta, expected, Threads(1));
        float actualValue = objective.ValueAndGradient(theta, actual, Threads(threads));
        Assert.Equal(TestData.BitsOf(expectedValue), TestData.BitsOf(actualValue));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    public void Any_number_of_threads_gives_the_same_coefficients(int threads)
    {
        double[] expected = new double[1];
        double[] actual = new double[1];
        double expectedValue = new Deviation(X, Y).ValueAndGradient([1.7], expected, Threads(1));
        double actualValue = new Deviation(X, Y).ValueAndGradient([1.7], actual, Threads(threads));
        Assert.Equal(TestData.BitsOf(expectedValue), TestData.BitsOf(actualValue));
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(128)]
    public void Size_of_the_blocks_given_to_threads_does_not_matter(int blockLength)
    {
        var objective = new SquaredError<double>(X, Y);
        var pass = new GradientPass<double>(objective, new[] { 0.3, 1e-3 });
        foreach (int count in (int[])[1, 1024, 1025, 7 * 1024, (31 * 1024) + 5, 64 * 1024, ItemCount - 3])
        {
            var range = new ItemRange(3, count);
            double[] expected = new double[3];
            double[] actual = new double[3];
            ChunkedPass.Run(pass, range, Threads(1), expected);
            ChunkedPass.RunInBlocks(pass, range, blockLength, Threads(8), [], actual);
            Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void Whether_the_first_chunk_took_long_does_not_matter(int parallelMilliseconds)
    {
        var pass = new GradientPass<double>(new SquaredError<double>(X, Y), new[] { 0.3, 1e-3 });
        foreach (int count in (int[])[1, 1024, 1025, 17 * 1024, ItemCount - 3])
        {
            var range = new ItemRange(3, count);
            var progress = new RecordingProgress();
            double[] expected = new double[3];
            double[] actual = new double[3];
            ChunkedPass.Run(pass, range, Threads(1), expected);
            ChunkedPass.RunAfterFirst(
                pass, range, TimeSpan.FromMilliseconds(parallelMilliseconds), Threads(8) with { Progress = progress }, actual);
            Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(actual));
            Assert.Equal(range.ChunkCount, progress.Reports.Count);
            Assert.Equal(count, progress.Reports[^1].CompletedItems);
        }
    }

    [Fact]
    public void Order_of_the_items_does_matter_for_these_data()
    {
        // Otherwise the tests above would hold for any shape of the sum.
        var objective = new SquaredError<double>(X, Y);
        var reversed = new SquaredError<double>(X.Reverse().ToArray(), Y.Reverse().ToArray());
        double[] gradient = new double[2];
        double[] reversedGradient = new double[2];
        objective.Gradient([0.3, 1e-3], gradient);
        reversed.Gradient([0.3, 1e-3], reversedGradient);
        Assert.NotEqual(gradient[0], reversedGradient[0]);
        Assert.NotEqual(gradient[1], reversedGradient[1]);
    }

    [Fact]
    public void Tree_of_sums_is_the_pairwise_one_of_its_chunks()
    {
        // Five chunks: ((c0 + c1) + (c2 + c3)) + c4.
        double[] x = X[..5000];
        double[] y = Y[..5000];
        var objective = new SquaredError<double>(x, y, Aggregation.Sum);
        double[] theta = [0.3, 1e-3];
        double[] c = [.. Enumerable.Range(0, 5).Select(i => objective.Value(theta, (i * 1024)..Math.Min((i + 1) * 1024, 5000)))];
        Assert.Equal(TestData.BitsOf(((c[0] + c[1]) + (c[2] + c[3])) + c[4]), TestData.BitsOf(objective.Value(theta)));
    }

    private static EvaluationOptions Threads(int count) => new() { MaxDegreeOfParallelism = count };
}
