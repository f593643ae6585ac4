using System;
using System.Diagnostics.CodeAnalysis;

namespace SymGrad;

/// <summary>
/// What one call takes from a <see cref="Workspace"/>. Disposing of the scope gives everything back; scopes nest as calls do, and only the
/// innermost one may be used.
/// </summary>
/// <remarks>
/// Memory taken must not be used once it has been given back: the next one to take memory gets it. The checks are there to find mistakes
/// in the order of calls; they don't guard the memory itself.
/// </remarks>
public readonly ref struct WorkspaceScope
{
    private const int LargestFirstCapacity = 1 << 16;

    private readonly Workspace workspace;
    private readonly WorkspaceMark start;
    private readonly int depth;

    /// <summary>Opens a scope.</summary>
    /// <param name="workspace">Where memory comes from; null for <see cref="Workspace.ForThread"/>.</param>
    public WorkspaceScope(Workspace? workspace)
    {
        this.workspace = workspace ?? Workspace.ForThread;
        start = this.workspace.Top;
        depth = this.workspace.Open();
    }

    /// <summary>
    /// The place where the next buffer is taken, whatever its type and length. <see cref="At{T}"/> finds a buffer again by it.
    /// </summary>
    /// <value>A number that has a meaning for this workspace only, until the place is released.</value>
    public long Position => workspace.Top.Position;

    /// <summary>Takes a buffer.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="length">How many elements it has.</param>
    /// <returns>Memory with every element zero, aligned to eight bytes; lanes are aligned to 64.</returns>
    /// <exception cref="OverflowException">
    /// <paramref name="length"/> is negative, as for a new array, or the buffer is larger than any can be.
    /// </exception>
    /// <exception cref="InvalidOperationException">The scope has been disposed of, or another one within it is open.</exception>
    public Span<T> Take<T>(int length)
        where T : unmanaged
    {
        CheckInnermost();
        Span<T> buffer = workspace.Take<T>(length);
        Zeros.Write(buffer);
        return buffer;
    }

    /// <summary>Finds a buffer again, with what is in it.</summary>
    /// <typeparam name="T">The type it was taken with.</typeparam>
    /// <param name="position">What <see cref="Position"/> was immediately before the buffer was taken.</param>
    /// <param name="length">The length it was taken with.</param>
    /// <returns>The same memory that <see cref="Take{T}"/> returned.</returns>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place in the workspace.</exception>
    public Span<T> At<T>(long position, int length)
        where T : unmanaged
        => workspace.At<T>(position, length);

    /// <summary>Starts a recording: a stack of values that grows as needed.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="capacity">
    /// How many values there should be room for without growing; fewer than none are none, and where they are very many, room is made later.
    /// </param>
    /// <returns>An empty recording. What it grows into is not lost when a mark set after its start is released.</returns>
    /// <exception cref="InvalidOperationException">The scope has been disposed of, or another one within it is open.</exception>
    public Recording<T> Record<T>(long capacity)
        where T : unmanaged
    {
        CheckInnermost();
        return new Recording<T>(
            workspace, workspace.OpenRecording(), workspace.Take<T>((int)Math.Clamp(capacity, 0, LargestFirstCapacity)));
    }

    /// <summary>Marks what has been taken so far, for buffers that are needed in one iteration of a loop only.</summary>
    /// <returns>What <see cref="Release"/> goes back to.</returns>
    /// <exception cref="InvalidOperationException">The scope has been disposed of, or another one within it is open.</exception>
    public WorkspaceMark Mark()
    {
        CheckInnermost();
        return workspace.Top;
    }

    /// <summary>Gives back the buffers taken and the recordings started since a mark. The mark itself stays good.</summary>
    /// <param name="mark">What <see cref="Mark"/> of this scope returned.</param>
    /// <exception cref="ArgumentException">
    /// The mark was set before this scope was opened, or more than what was taken since it has been given back.
    /// </exception>
    /// <exception cref="InvalidOperationException">The scope has been disposed of, or another one within it is open.</exception>
    public void Release(WorkspaceMark mark)
    {
        CheckInnermost();
        if (IsBefore(mark, start) || IsBefore(workspace.Top, mark))
        {
            throw new ArgumentException(
                "The mark was not set in this scope, or has been given back together with an earlier one.", nameof(mark));
        }

        workspace.Release(mark);
    }

    /// <summary>Gives everything back that was taken in this scope. Further calls do nothing.</summary>
    public void Dispose() => workspace?.Close(depth, start);

    private static bool IsBefore(WorkspaceMark one, WorkspaceMark other)
        => one.Position < other.Position || one.RecordingCount < other.RecordingCount;

    private void CheckInnermost()
    {
        if (workspace is null || workspace.Depth != depth)
        {
            ThrowNotInnermost();
        }
    }

    [DoesNotReturn]
    private void ThrowNotInnermost()
        => throw new InvalidOperationException(
            workspace is null || workspace.Depth < depth
                ? "The scope of the workspace is not open."
                : "Another scope of the same workspace is open within this one: dispose of it first.");
}
