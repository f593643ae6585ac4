using System;

namespace SymGrad;

/// <summary>
/// Adds up rows of sums pairwise, in a binary tree whose shape depends on their number only. It works as a binary counter: after row
/// number n, as many pairs are merged as n has trailing zero bits, so that no more than log₂ n + 1 rows are held at once.
/// </summary>
/// <remarks>
/// A run of 2ᵏ rows that starts at a multiple of 2ᵏ is always a subtree. Blocks of that many rows, each added up on its own and the
/// results added up by another tree, therefore give the very same additions, whatever k is and whoever adds up which block.
/// </remarks>
internal ref struct PairwiseTree<TPass, TSum>
    where TPass : IChunkPass<TSum>
    where TSum : unmanaged
{
    private readonly Span<TSum> storage;
    private readonly int width;
    private int height;
    private int rows;

    /// <param name="storage">At least <see cref="ItemRange.TreeDepth"/> rows; its content does not matter.</param>
    /// <param name="width">How many sums make a row.</param>
    public PairwiseTree(Span<TSum> storage, int width)
    {
        this.storage = storage;
        this.width = width;
    }

    /// <summary>Room for the next row, all zero. <see cref="Merge"/> takes it in.</summary>
    public readonly Span<TSum> NextRow()
    {
        Span<TSum> row = Row(height);
        row.Clear();
        return row;
    }

    /// <summary>Takes the row last given out by <see cref="NextRow"/> into the tree.</summary>
    public void Merge()
    {
        height++;
        rows++;
        for (int n = rows; (n & 1) == 0; n >>= 1)
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

        Row(0).CopyTo(result);
    }

    private void MergeTop()
    {
        TPass.Merge(Row(height - 1), Row(height - 2));
        height--;
    }

    private readonly Span<TSum> Row(int index) => storage.Slice(index * width, width);
}
