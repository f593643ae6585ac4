using System;

namespace SymGrad;

/// <summary>What a pass over the items adds up: one row of sums for each chunk.</summary>
/// <typeparam name="TSum">The type of a running sum.</typeparam>
internal interface IChunkPass<TSum>
    where TSum : unmanaged
{
    /// <summary>Adds a row of sums to another, element by element.</summary>
    static abstract void Merge(ReadOnlySpan<TSum> source, Span<TSum> destination);

    /// <summary>Adds the items <paramref name="start"/>… to sums that are zero on entry.</summary>
    void Accumulate(int start, int count, Span<TSum> sums);
}
