using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;

namespace SymGrad.Runtime.Tests.Memory;

/// <summary>What evaluations allocate, on all threads.</summary>
[Collection(MemoryCollection.Name)]
public sealed class ProcessMemoryTests
{
    private static readonly double[] Theta = [0.3, 1e-3];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pass_on_one_thread_allocates_nothing(bool isCompensated)
    {
        Objective<double> objective = Create(100_000, isCompensated);
        int[] items = [.. Enumerable.Range(0, 2000).Select(i => i * 37)];
        var options = new EvaluationOptions { MaxDegreeOfParallelism = 1 };
        Assert.Equal(0, AllocatedBy(objective, GC.GetAllocatedBytesForCurrentThread, gradient =>
            objective.ValueAndGradient(Theta, gradient, options)
            + objective.Value(Theta, options)
            + objective.ValueAndGradient(Theta, items, gradient, options)
            + objective.ValueAndGradient(Theta, 5..7000, gradient, options)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pass_on_several_threads_allocates_what_starting_them_takes_whatever_the_number_of_items(bool isCompensated)
    {
        var options = new EvaluationOptions { MaxDegreeOfParallelism = 4 };
        foreach (int count in (int[])[20_000, 2_000_000])
        {
            Objective<double> objective = Create(count, isCompensated);
            Assert.InRange(AllocatedBy(objective, () => GC.GetTotalAllocatedBytes(precise: true), gradient => objective.ValueAndGradient(Theta, gradient, options)), 0, 8_000);
        }
    }

    [Fact]
    public void Ten_million_items_take_the_memory_of_a_batch()
    {
        const int batchLength = 5000;
        const int itemCount = 10_000_000;
        double[] x = new double[batchLength];
        double[] y = new double[batchLength];
        long mostMemory = 0;
        IEnumerable<int> Batches()
        {
            for (int start = 0; start < itemCount; start += batchLength)
            {
                for (int i = 0; i < batchLength; i++)
                {
                    x[i] = (start + i) * 1e-7;
                    y[i] = (2 * x[i]) + 1;
                }

                if (start % 2_000_000 == 0)
                {
                    mostMemory = Math.Max(mostMemory, GC.GetTotalMemory(forceFullCollection: true));
                }

                yield return start;
            }
        }

        StreamedObjective<double> stream = StreamedObjective.Over(Batches(), _ => new SquaredError<double>(x, y));
        var options = new EvaluationOptions { MaxDegreeOfParallelism = 1 };
        double[] gradient = new double[2];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        double value = stream.ValueAndGradient([0, 1], gradient, options);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;

        // The mean of (2·x)² for x from 0 to 1 is 4/3, and its derivatives are −4/3 and −2; the data take 160 MB.
        Assert.Equal(itemCount, stream.Count);
        Assert.Equal(4.0 / 3, value, 1e-6);
        Assert.Equal(-4.0 / 3, gradient[0], 1e-6);
        Assert.Equal(-2, gradient[1], 1e-6);
        Assert.InRange(mostMemory - before, long.MinValue, 2_000_000);

        // An objective for each of the 2000 batches.
        Assert.InRange(allocated, 0, 2000 * 1500);
    }

    private static Objective<double> Create(int count, bool isCompensated)
    {
        var objective = new SquaredError<double>(TestData.IllScaled(count, 1), TestData.IllScaled(count, 2));
        return isCompensated ? objective.WithCompensatedSums() : objective;
    }

    /// <summary>Bytes for each evaluation, after some of them.</summary>
    private static long AllocatedBy(Objective<double> objective, Func<long> allocatedBytes, Func<double[], double> evaluate)
    {
        double[] gradient = new double[objective.ParameterCount];
        double sum = 0;
        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = allocatedBytes();
            sum += evaluate(gradient);
            least = Math.Min(least, allocatedBytes() - before);
        }

        Assert.True(double.IsFinite(sum));
        return least;
    }
}
