using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>
/// The memory that recordings grow into, apart from the chunks of a workspace: a recording can grow while buffers younger than itself are
/// taken, and must outlive them. Blocks have a power of two of words each, and are used again for recordings of any type.
/// </summary>
internal sealed class RecordingBlocks
{
    private const int SmallestBlock = 64;

    // For each recording the block that it has grown into, if it has.
    private readonly List<ulong[]?> blocks = [];
    private readonly Stack<ulong[]>?[] free = new Stack<ulong[]>?[32];

    // For each recording there has been the logarithm of the largest block that one of its number has had.
    private readonly List<int> grown = [];

    /// <summary>How many recordings there are.</summary>
    public int Count => blocks.Count;

    /// <summary>How many words all blocks have together.</summary>
    public long Capacity { get; private set; }

    /// <summary>Adds a recording and returns its number.</summary>
    public int Open()
    {
        blocks.Add(null);
        if (grown.Count < blocks.Count)
        {
            grown.Add(0);
        }

        return blocks.Count - 1;
    }

    /// <summary>
    /// A block of at least so many words, whatever is in it; for a recording that has grown further once, a block that it will not outgrow, if
    /// one is free: it then need not be copied again and again.
    /// </summary>
    /// <exception cref="OverflowException">No array can be as long as that.</exception>
    public ulong[] Rent(int recording, int words)
    {
        int logarithm = BitOperations.Log2((uint)Math.Max(words - 1, SmallestBlock - 1)) + 1;
        int known = recording < grown.Count ? grown[recording] : 0;
        if (known > logarithm && free[known] is { Count: > 0 } larger)
        {
            return larger.Pop();
        }

        if (free[logarithm] is { Count: > 0 } stack)
        {
            return stack.Pop();
        }

        ulong[] block = GC.AllocateUninitializedArray<ulong>(checked((int)(1L << logarithm)));
        Capacity += block.Length;
        return block;
    }

    /// <summary>Gives a recording another block; the one it had becomes free.</summary>
    /// <exception cref="InvalidOperationException">The recording has been released.</exception>
    public void Replace(int recording, ulong[] block)
    {
        if (recording >= blocks.Count)
        {
            Free(block);
            throw new InvalidOperationException("A recording can't grow after the mark that it was started in has been released.");
        }

        Free(blocks[recording]);
        blocks[recording] = block;
        grown[recording] = Math.Max(grown[recording], BitOperations.Log2((uint)block.Length));
    }

    /// <summary>Removes the recordings from number <paramref name="count"/> on; their blocks become free.</summary>
    public void Release(int count)
    {
        if (count == blocks.Count)
        {
            return;
        }

        foreach (ulong[]? block in CollectionsMarshal.AsSpan(blocks)[count..])
        {
            Free(block);
        }

        CollectionsMarshal.SetCount(blocks, count);
    }

    private void Free(ulong[]? block)
    {
        if (block is not null)
        {
            (free[BitOperations.Log2((uint)block.Length)] ??= new Stack<ulong[]>()).Push(block);
        }
    }
}
