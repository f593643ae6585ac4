using System;
using System.Collections.Generic;

namespace SymGrad;

/// <summary>
/// The sum of <see cref="PairwiseTree{TPass, TSum}"/> over rows of which nobody knows how many there will be. Besides single rows it takes the sums of
/// 2ᵏ rows in a row, where the number of rows before them is a multiple of 2ᵏ: those are subtrees.
/// </summary>
internal sealed class StreamTree<TPass, TSum>(int width)
    where TPass : IChunkPass<TSum>
    where TSum : unmanaged
{
    private readonly List<TSum[]> storage = [];
    private int height;
    private long rows;

    /// <summary>Room for the next sum, all zero. <see cref="Merge"/> takes it in.</summary>
    public Span<TSum> NextRow()
    {
        if (height == storage.Count)
        {
            storage.Add(new TSum[width]);
        }

        storage[height].AsSpan().Clear();
        return storage[height];
    }

    /// <summary>Takes the row last given out by <see cref="NextRow"/> into the tree, as the sum of 2ᵏ rows.</summary>
    public void Merge(int level)
    {
        height++;
        rows += 1L << level;
        for (long n = rows >> level; (n & 1) == 0; n >>= 1)
        {
            MergeTop();
        }
    }

    /// <summary>Merges what is left, the shortest runs first, into the sum of all rows.</summary>
    public void Complete(Span<TSum> result)
    {
        while (height > 1)
        {
            MergeTop();
        }

        storage[0].CopyTo(result);
    }

    private void MergeTop()
    {
        TPass.Merge(storage[height - 1], storage[height - 2]);
        height--;
    }
}
