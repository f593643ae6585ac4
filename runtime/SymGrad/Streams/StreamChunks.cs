using System;
using System.Numerics;

namespace SymGrad;

/// <summary>
/// Cuts a stream into chunks of <see cref="Objective.ChunkLength"/> items, wherever its batches end: what a batch leaves over is copied, so that the next
/// one may use the same memory.
/// </summary>
internal sealed class StreamChunks<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IStreamSum<T>[] sums;
    private readonly Objective<T> rest;
    private readonly EvaluationOptions options;
    private readonly EvaluationOptions silentOptions;
    private readonly StreamProgress? progress;
    private int restLength;
    private long count;

    /// <param name="sums">What is added up; the first one reports the progress.</param>
    /// <param name="rest">Takes the items that are left over.</param>
    /// <param name="options">Threads, cancellation, progress.</param>
    public StreamChunks(IStreamSum<T>[] sums, Objective<T> rest, EvaluationOptions options)
    {
        this.sums = sums;
        this.rest = rest;
        progress = options.Progress is { } whole ? new StreamProgress(whole) : null;
        this.options = options with { Progress = progress };
        silentOptions = options with { Progress = null };
    }

    /// <summary>How many items there have been.</summary>
    public long Count => count + restLength;

    public void Add(Objective<T> batch)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        int start = 0;
        if (restLength > 0)
        {
            start = Math.Min(Objective.ChunkLength - restLength, batch.Count);
            Keep(batch, 0, start);
            if (restLength == Objective.ChunkLength)
            {
                SumRest();
            }
        }

        int whole = (batch.Count - start) / Objective.ChunkLength * Objective.ChunkLength;
        if (whole > 0)
        {
            Sum(batch, new ItemRange(start, whole));
        }

        Keep(batch, start + whole, batch.Count - start - whole);
    }

    /// <summary>Sums what is left when the stream has come to its end.</summary>
    public void Complete(IProgress<EvaluationProgress>? whole)
    {
        if (restLength > 0)
        {
            SumRest();
        }

        whole?.Report(new EvaluationProgress(count, count));
    }

    private void Keep(Objective<T> batch, int start, int length)
    {
        if (length > 0)
        {
            batch.CopyItems(new ItemRange(start, length), rest, restLength);
            restLength += length;
        }
    }

    private void SumRest()
    {
        int length = restLength;
        restLength = 0;
        Sum(rest, new ItemRange(0, length));
    }

    private void Sum(Objective<T> batch, ItemRange range)
    {
        for (int done = 0; done < range.Count;)
        {
            // As many chunks as make a subtree of the sum: those that several threads can add up.
            int chunksLeft = new ItemRange(0, range.Count - done).ChunkCount;
            int level = Math.Min(BitOperations.Log2((uint)chunksLeft), BitOperations.TrailingZeroCount(count / Objective.ChunkLength));
            var block = new ItemRange(range.Start + done, Math.Min(Objective.ChunkLength << level, range.Count - done));
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i].Add(batch, block, level, i == 0 ? options : silentOptions);
            }

            done += block.Count;
            count += block.Count;
            _ = progress?.CompletedBefore = count;
        }
    }
}
