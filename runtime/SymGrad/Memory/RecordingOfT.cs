using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// The values that a computation leaves behind for its reversal, which takes them in the opposite order: a stack in the memory of a
/// <see cref="Workspace"/>. <see cref="WorkspaceScope.Record{T}"/> starts one.
/// </summary>
/// <typeparam name="T">The type of a value.</typeparam>
/// <remarks>
/// A recording lasts as long as the scope, or the mark, that it was started in. It must not be copied while it is in use (pass it by
/// reference), and while another scope of the same workspace is open it must not grow.
/// </remarks>
public ref struct Recording<T>
    where T : unmanaged
{
    private readonly Workspace workspace;
    private readonly int number;
    private readonly int depth;
    private Span<T> values;
    private int count;

    internal Recording(Workspace workspace, int number, Span<T> values)
    {
        this.workspace = workspace;
        this.number = number;
        depth = workspace.Depth;
        this.values = values;
    }

    /// <summary>How many values there are.</summary>
    public readonly int Count => count;

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value that the next <see cref="Pop"/> returns.</param>
    /// <exception cref="InvalidOperationException">
    /// The recording has to grow, but its scope is not the innermost one open, or its mark has been released.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        // Nothing here takes the address of the recording, so that a loop can keep all of it in registers.
        int index = count;
        Span<T> room = values;
        if ((uint)index < (uint)room.Length)
        {
            room[index] = value;
        }
        else
        {
            values = Grow(workspace, number, depth, room, value);
        }

        count = index + 1;
    }

    /// <summary>Takes back the value added last.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">There are no values left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop()
    {
        int index = count - 1;
        Span<T> recorded = values;
        if ((uint)index >= (uint)recorded.Length)
        {
            ThrowEmpty();
        }

        count = index;
        return recorded[index];
    }

    /// <summary>Adds a block of values, one for each iteration of a loop, to be filled in by the caller.</summary>
    /// <param name="length">How many values; fewer than none are none, as for a loop that does not run.</param>
    /// <returns>The block, with whatever is in it. It is good until the recording grows again.</returns>
    /// <exception cref="OverflowException">There is no room for so many values in any array.</exception>
    /// <exception cref="InvalidOperationException">
    /// The recording has to grow, but its scope is not the innermost one open, or its mark has been released.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> PushBlock(long length)
    {
        int index = count;
        Span<T> room = values;
        if (length > room.Length - index)
        {
            values = room = GrowBy(length, workspace, number, depth, room[..index]);
        }

        int added = (int)Math.Max(length, 0);
        count = index + added;
        return room.Slice(index, added);
    }

    /// <summary>Takes back the block added last.</summary>
    /// <param name="length">The length it was added with.</param>
    /// <returns>The block. It is good until something is added to the recording.</returns>
    /// <exception cref="InvalidOperationException">There are fewer values left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> PopBlock(long length)
    {
        if (length > count)
        {
            ThrowEmpty();
        }

        int removed = (int)Math.Max(length, 0);
        int index = count - removed;
        count = index;
        return values.Slice(index, removed);
    }

    /// <summary>More room, with the values so far and one more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<T> Grow(Workspace? workspace, int number, int depth, ReadOnlySpan<T> values, T next)
    {
        Span<T> grown = GrowBy(1, workspace, number, depth, values);
        grown[values.Length] = next;
        return grown;
    }

    /// <summary>Room for so many values more, with the values so far at its start.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<T> GrowBy(long added, Workspace? workspace, int number, int depth, ReadOnlySpan<T> values)
    {
        if (workspace is null || workspace.Depth != depth)
        {
            throw new InvalidOperationException("A recording can grow only while the scope that it was started in is the innermost one.");
        }

        return workspace.Grow(number, values, checked((int)added));
    }

    [DoesNotReturn]
    private static void ThrowEmpty()
        => throw new InvalidOperationException("More values were taken from a recording than were added to it.");
}
