using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests.Batches;

/// <summary>The shuffled order of mini-batches.</summary>
public sealed class MiniBatchesTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(10, 3, 4)]
    [InlineData(10, 10, 1)]
    [InlineData(10, 64, 1)]
    [InlineData(4096, 64, 64)]
    public void An_epoch_has_every_item_once_in_batches_of_one_length_but_for_the_last(int itemCount, int batchLength, int batchCount)
    {
        var batches = new MiniBatches(itemCount, batchLength, seed: 3);
        Assert.Equal(batchCount, batches.BatchCount);
        foreach (int epoch in (int[])[0, 1, -1, int.MaxValue])
        {
            List<int[]> found = BatchesOf(batches.Epoch(epoch));
            Assert.Equal(batchCount, found.Count);
            Assert.All(found.SkipLast(1), batch => Assert.Equal(batchLength, batch.Length));
            Assert.Equal(Enumerable.Range(0, itemCount), found.SelectMany(batch => batch).Order());
            Assert.Equal(batches.Epoch(epoch).Items.ToArray(), found.SelectMany(batch => batch));
        }
    }

    [Fact]
    public void Seed_and_epoch_determine_the_order()
    {
        int[] Order(int seed, int epoch) => new MiniBatches(100, 7, seed).Epoch(epoch).Items.ToArray();
        Assert.Equal(Order(1, 5), Order(1, 5));
        Assert.NotEqual(Order(1, 5), Order(1, 6));
        Assert.NotEqual(Order(1, 5), Order(2, 5));
        Assert.NotEqual(Order(1, 2), Order(2, 1));
        Assert.NotEqual(Enumerable.Range(0, 100), Order(0, 0));

        // Computed by another program, so that no version and no machine shuffles otherwise.
        Assert.Equal(ExpectedOrder, new MiniBatches(10, 3, seed: 1).Epoch(0).Items.ToArray());
    }

    [Fact]
    public void Each_item_comes_to_each_place_equally_often()
    {
        const int itemCount = 6;
        const int epochs = 60_000;
        var batches = new MiniBatches(itemCount, 2, seed: 5);
        int[] counts = new int[itemCount * itemCount];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            ReadOnlySpan<int> items = batches.Epoch(epoch).Items;
            for (int place = 0; place < itemCount; place++)
            {
                counts[(place * itemCount) + items[place]]++;
            }
        }

        // Five standard deviations of a binomial with probability 1/6.
        double expected = epochs / (double)itemCount;
        double deviation = Math.Sqrt(expected * (1 - (1.0 / itemCount)));
        foreach (int count in counts)
        {
            Assert.InRange(count, expected - (5 * deviation), expected + (5 * deviation));
        }
    }

    [Fact]
    public void Numbers_that_are_not_positive()
    {
        Assert.Throws<ArgumentOutOfRangeException>("itemCount", () => new MiniBatches(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("batchLength", () => new MiniBatches(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("batchLength", () => new MiniBatches(1, -1, 1));
    }

    private static readonly int[] ExpectedOrder = [5, 2, 0, 7, 1, 6, 4, 8, 3, 9];

    private static List<int[]> BatchesOf(MiniBatchEpoch epoch)
    {
        List<int[]> batches = [];
        foreach (ReadOnlySpan<int> batch in epoch)
        {
            batches.Add(batch.ToArray());
        }

        return batches;
    }
}
