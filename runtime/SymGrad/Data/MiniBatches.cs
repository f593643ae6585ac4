using System;

namespace SymGrad;

/// <summary>
/// Shuffled mini-batches for stochastic optimisers: each epoch goes over every item once, in an order that the seed and the number of the epoch
/// determine, on every machine. Training that is taken up again at some epoch therefore goes on as it would have.
/// </summary>
/// <example>
/// <code>
/// var batches = new MiniBatches(objective.Count, batchLength: 64, seed: 1);
/// foreach (ReadOnlySpan&lt;int&gt; batch in batches.Epoch(0))
/// {
///     objective.Gradient(theta, batch, gradient);
/// }
/// </code>
/// </example>
public sealed class MiniBatches
{
    private readonly int seed;

    /// <summary>Divides items among mini-batches.</summary>
    /// <param name="itemCount">How many items there are.</param>
    /// <param name="batchLength">How many items a mini-batch has. The last one of an epoch has the rest.</param>
    /// <param name="seed">Determines the order.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="itemCount"/> or <paramref name="batchLength"/> is not positive.
    /// </exception>
    public MiniBatches(int itemCount, int batchLength, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(itemCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchLength);
        ItemCount = itemCount;
        BatchLength = batchLength;
        this.seed = seed;
    }

    /// <summary>How many items there are.</summary>
    public int ItemCount { get; }

    /// <summary>How many items a mini-batch has, but for the last one of an epoch.</summary>
    public int BatchLength { get; }

    /// <summary>How many mini-batches an epoch has.</summary>
    public int BatchCount => ((ItemCount - 1) / BatchLength) + 1;

    /// <summary>The mini-batches of an epoch.</summary>
    /// <param name="epoch">The number of the epoch.</param>
    /// <returns>Every item once, in an order of its own for each epoch.</returns>
    public MiniBatchEpoch Epoch(int epoch)
    {
        int[] order = new int[ItemCount];
        var random = new DeterministicRandom(seed, epoch);

        // Fisher and Yates: what has been placed so far is in random order, and the next item takes the place of any of them.
        for (int i = 0; i < order.Length; i++)
        {
            int place = random.NextBelow(i + 1);
            order[i] = order[place];
            order[place] = i;
        }

        return new(order, BatchLength);
    }
}
