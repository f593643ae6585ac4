using System;
using System.Numerics;

namespace SymGrad;

/// <summary>What a pass adds up over the items of a stream, with the chunks and the tree that a pass over all of them at once would have.</summary>
internal sealed class StreamSum<T, TPass, TSum>(int width, Func<Objective<T>, TPass> passOver) : IStreamSum<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TPass : struct, IChunkPass<TSum>
    where TSum : unmanaged
{
    private readonly StreamTree<TPass, TSum> tree = new(width);

    public void Add(Objective<T> batch, ItemRange range, int level, EvaluationOptions options)
    {
        batch.RunPass(passOver(batch), range, options, tree.NextRow());
        tree.Merge(level);
    }

    /// <summary>The sum over all items.</summary>
    public TSum[] Complete()
    {
        var result = new TSum[width];
        tree.Complete(result);
        return result;
    }
}
