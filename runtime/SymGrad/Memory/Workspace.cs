using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>
/// Memory for the buffers of generated gradients, kept from call to call. A gradient that is given one allocates nothing once the
/// workspace has grown to what a call needs; a gradient that is given none uses the one of its thread.
/// </summary>
/// <remarks>
/// <para>A workspace is not thread-safe: each thread that evaluates gradients needs its own. One gradient may call others with the same
/// workspace, since what a call takes it gives back before it returns (<see cref="WorkspaceScope"/>). A workspace keeps the memory that the
/// largest call has needed, until it is itself let go.</para>
/// <para>Buffers come from chunks of memory in the order in which they are taken. Chunks never move; a new one is at least twice as big as
/// the one before. As soon as everything has been given back, several chunks are replaced by one as big as all of them.</para>
/// </remarks>
public sealed class Workspace
{
    private const int SmallestChunk = 1024;
    private const int LineWords = 8;

    [ThreadStatic]
    private static Workspace? forThread;

    // The first is empty until memory is needed, which keeps the positions of a workspace that has none the same as of one that has.
    private readonly List<ulong[]> chunks = [[]];
    private readonly RecordingBlocks recordings = new();
    private ulong[] current = [];
    private int chunk;
    private int used;
    private int nextLength = SmallestChunk;

    /// <summary>The workspace of the calling thread: what gradients use that are given none.</summary>
    public static Workspace ForThread => forThread ??= new Workspace();

    /// <summary>How much memory the workspace holds, in bytes, whether it is in use or not.</summary>
    public long Capacity
    {
        get
        {
            long length = recordings.Capacity;
            foreach (ulong[] memory in chunks)
            {
                length += memory.Length;
            }

            return length * sizeof(ulong);
        }
    }

    /// <summary>How many scopes are open.</summary>
    internal int Depth { get; private set; }

    /// <summary>What has been taken so far.</summary>
    internal WorkspaceMark Top => new(PositionOf(chunk, used), recordings.Count);

    /// <summary>Opens a scope and returns its depth.</summary>
    internal int Open() => ++Depth;

    /// <summary>Closes a scope, and those within it that are still open; a scope that is closed already stays so.</summary>
    internal void Close(int depth, WorkspaceMark start)
    {
        if (Depth < depth)
        {
            return;
        }

        Depth = depth - 1;
        Release(start);
        if (Depth == 0 && chunks.Count > 1)
        {
            Merge();
        }
    }

    internal void Release(WorkspaceMark mark)
    {
        (chunk, used) = Parts(mark.Position);
        current = chunks[chunk];
        recordings.Release(mark.RecordingCount);
    }

    /// <summary>Memory behind all that has been taken, with whatever is in it.</summary>
    internal Span<T> Take<T>(int length)
        where T : unmanaged
    {
        int words = WordsOf<T>(length);
        int needed = checked(words + SlackOf<T>());
        if (needed > current.Length - used)
        {
            MoveToChunkFor(needed);
        }

        int start = StartOf<T>(current, used);
        used = start + words;
        return View<T>(current, start, words, length);
    }

    /// <summary>The memory that <see cref="Take{T}"/> has returned, or would return, at a position.</summary>
    internal Span<T> At<T>(long position, int length)
        where T : unmanaged
    {
        int words = WordsOf<T>(length);
        int needed = checked(words + SlackOf<T>());
        (int index, int start) = Parts(position);
        // The way of MoveToChunkFor: chunks that exist stay as they are, so that it ends where it ended before.
        while (needed > chunks[index].Length - start)
        {
            index++;
            start = 0;
        }

        return View<T>(chunks[index], StartOf<T>(chunks[index], start), words, length);
    }

    /// <summary>Registers a recording; its number is what it grows under.</summary>
    internal int OpenRecording() => recordings.Open();

    /// <summary>Room for at least so many values more, with the values recorded so far at its start.</summary>
    internal Span<T> Grow<T>(int recording, ReadOnlySpan<T> values, int added)
        where T : unmanaged
    {
        int words = checked(WordsOf<T>(values.Length) + WordsOf<T>(added));
        ulong[] block = recordings.Rent(recording, words);
        Span<T> grown = MemoryMarshal.Cast<ulong, T>(block.AsSpan());
        values.CopyTo(grown);
        recordings.Replace(recording, block);
        return grown;
    }

    private static long PositionOf(int chunk, int offset) => ((long)chunk << 32) | (uint)offset;

    private static (int Chunk, int Offset) Parts(long position) => ((int)(position >> 32), (int)position);

    // Everything is counted in words of eight bytes, which keeps every buffer aligned to these.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WordsOf<T>(int length)
        where T : unmanaged
    {
        if (length < 0)
        {
            ThrowNegative();
        }

        return Unsafe.SizeOf<T>() == sizeof(ulong)
            ? length
            : checked((int)((((long)length * Unsafe.SizeOf<T>()) + (sizeof(ulong) - 1)) / sizeof(ulong)));
    }

    /// <summary>How many words may have to be left out before a buffer: lanes begin at lines of the cache, because vectors that lie in two of them take twice as long to read.</summary>
    private static int SlackOf<T>()
        where T : unmanaged
        => Unsafe.SizeOf<T>() == LineWords * sizeof(ulong) ? LineWords - 1 : 0;

    private static unsafe int StartOf<T>(ulong[] memory, int start)
        where T : unmanaged
        => SlackOf<T>() == 0
            ? start
            : start + (int)((nuint)(-(nint)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(memory), start))) / sizeof(ulong) % LineWords);

    [DoesNotReturn]
    private static void ThrowNegative() => throw new OverflowException();

    private static Span<T> View<T>(ulong[] memory, int start, int words, int length)
        where T : unmanaged
        => MemoryMarshal.Cast<ulong, T>(memory.AsSpan(start, words))[..length];

    private void MoveToChunkFor(int words)
    {
        if (current.Length == 0)
        {
            // Only the first chunk can be empty, and only when it is the only one.
            chunks[0] = NewChunk(words);
        }
        else
        {
            do
            {
                // First, since it can fail: what is in use then stays as it is.
                if (chunk + 1 == chunks.Count)
                {
                    chunks.Add(NewChunk(words));
                }

                chunk++;
            }
            while (words > chunks[chunk].Length);
        }

        current = chunks[chunk];
        used = 0;
    }

    private ulong[] NewChunk(int words)
    {
        // Pinned, so that what begins at a line of the cache stays there.
        ulong[] memory = GC.AllocateUninitializedArray<ulong>(Math.Max(words, nextLength), pinned: true);
        nextLength = (int)Math.Min(memory.Length * 2L, Array.MaxLength);
        return memory;
    }

    // Leaves the allocation to the next buffer, so that giving memory back never fails.
    private void Merge()
    {
        long length = 0;
        foreach (ulong[] memory in chunks)
        {
            length += memory.Length;
        }

        chunks.Clear();
        chunks.Add([]);
        current = chunks[0];
        nextLength = (int)Math.Min(length, Array.MaxLength);
    }
}
