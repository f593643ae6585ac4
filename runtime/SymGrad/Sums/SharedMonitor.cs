using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace SymGrad;

/// <summary>Watches a pass on several threads: one progress for all, and the failure of the lowest chunk.</summary>
internal sealed class SharedMonitor(EvaluationOptions options, int total) : IPassMonitor
{
    private readonly Lock gate = new();
    private int completed;
    private int failedChunk = int.MaxValue;
    private ExceptionDispatchInfo? failure;

    // A chunk after one that failed can't matter any more; one before it might fail as well and then is the one to report.
    public bool Continues(int chunk)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        return chunk < Volatile.Read(ref failedChunk);
    }

    public void Completed(int items)
    {
        if (options.Progress is not { } progress)
        {
            return;
        }

        lock (gate)
        {
            completed += items;
            progress.Report(new EvaluationProgress(completed, total));
        }
    }

    /// <summary>Keeps the failure of a chunk, unless a lower one has failed.</summary>
    public void Failed(int chunk, Exception exception)
    {
        lock (gate)
        {
            if (chunk < failedChunk)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
                Volatile.Write(ref failedChunk, chunk);
            }
        }
    }

    /// <summary>Throws the failure kept, as it was thrown.</summary>
    public void ThrowIfFailed() => failure?.Throw();
}
