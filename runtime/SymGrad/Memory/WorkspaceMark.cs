namespace SymGrad;

/// <summary>How much had been taken from a workspace at one moment: what <see cref="WorkspaceScope.Release"/> goes back to.</summary>
public readonly record struct WorkspaceMark
{
    internal WorkspaceMark(long position, int recordingCount)
    {
        Position = position;
        RecordingCount = recordingCount;
    }

    internal long Position { get; }

    internal int RecordingCount { get; }
}
