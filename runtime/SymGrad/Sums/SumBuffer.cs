using System;
using System.Buffers;

namespace SymGrad;

/// <summary>
/// Memory for sums: that of the caller's stack if they fit in it, rented otherwise. A pass over a thousand items of a short loss takes some 200 ns; the second array of the
/// same size that a thread rents takes 40 of them.
/// </summary>
internal readonly ref struct SumBuffer<T>
    where T : unmanaged
{
    /// <summary>How much of its stack a caller gives: enough for the tree of a million items and a few parameters.</summary>
    public const int StackLength = 64;

    private readonly T[]? rented;

    /// <param name="stack">Memory that lives as long as the buffer is used; what is in it does not matter.</param>
    /// <param name="length">How many sums there are.</param>
    public SumBuffer(Span<T> stack, int length)
    {
        rented = length <= stack.Length ? null : ArrayPool<T>.Shared.Rent(length);
        Sums = (rented ?? stack)[..length];
    }

    /// <summary>Room for the sums, with whatever is in it.</summary>
    public Span<T> Sums { get; }

    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
