using System;
using System.Diagnostics.CodeAnalysis;

namespace SymGrad;

/// <summary>The mini-batches of an epoch of <see cref="MiniBatches"/>: go through them with <c>foreach</c>.</summary>
public sealed class MiniBatchEpoch
{
    private readonly int[] order;
    private readonly int batchLength;

    internal MiniBatchEpoch(int[] order, int batchLength)
    {
        this.order = order;
        this.batchLength = batchLength;
    }

    /// <summary>All items in the order of the epoch.</summary>
    public ReadOnlySpan<int> Items => order;

    /// <summary>Goes through the mini-batches.</summary>
    /// <returns>An enumerator.</returns>
    public Enumerator GetEnumerator() => new(order, batchLength);

    /// <summary>Goes through the mini-batches of an epoch.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "Enumerators of spans are nested in what they go through, as in the framework.")]
    public ref struct Enumerator
    {
        private readonly int batchLength;
        private ReadOnlySpan<int> rest;

        internal Enumerator(ReadOnlySpan<int> order, int batchLength)
        {
            rest = order;
            this.batchLength = batchLength;
        }

        /// <summary>The items of the mini-batch.</summary>
        public ReadOnlySpan<int> Current { get; private set; }

        /// <summary>Goes on to the next mini-batch.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            Current = rest[..Math.Min(batchLength, rest.Length)];
            rest = rest[Current.Length..];
            return !Current.IsEmpty;
        }
    }
}
