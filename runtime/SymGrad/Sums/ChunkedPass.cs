using System;
using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace SymGrad;

/// <summary>
/// Runs a pass over a range of items: chunks of <see cref="Objective.ChunkLength"/> items counted from the start of the range, their
/// sums added up by a <see cref="PairwiseTree{TPass, TSum}"/>. The result is the same to the last bit for any number of threads.
/// </summary>
internal static class ChunkedPass
{
    /// <summary>From this many chunks on, a pass may use several threads.</summary>
    public const int ParallelFrom = 16;

    /// <summary>From so much work on, several threads are worth their start, which takes about a third of it.</summary>
    private static readonly TimeSpan ParallelWork = TimeSpan.FromMicroseconds(100);

    // So many blocks keep any number of threads busy to the end, and what they leave to add up stays small.
    private const int MaximalBlockCount = 512;
    private const int MaximalPartialSums = 1 << 20;

    /// <summary>
    /// Whether a pass over so many chunks uses more than one thread, if it may use <paramref name="degree"/> of them and its first chunk does not take too
    /// little time for that.
    /// </summary>
    public static bool IsParallel(int chunkCount, int degree) => chunkCount >= ParallelFrom && degree > 1;

    /// <summary>Runs the pass; <paramref name="result"/> is the row of sums and is written only when all has gone well.</summary>
    public static void Run<TPass, TSum>(in TPass pass, ItemRange range, EvaluationOptions options, Span<TSum> result)
        where TPass : struct, IChunkPass<TSum>
        where TSum : unmanaged
    {
        if (!IsParallel(range.ChunkCount, options.Degree))
        {
            var monitor = new SequentialMonitor(options, range.Count);
            int chunk = 0;
            SumChunks(pass, range, ref chunk, range.ChunkCount, ref monitor, [], result);
            return;
        }

        int blockLength = BlockLength(range.ChunkCount, result.Length);
        if (blockLength > 1)
        {
            RunInBlocks(pass, range, blockLength, options, [], result);
        }
        else
        {
            RunAfterFirst(pass, range, ParallelWork, options, result);
        }
    }

    /// <summary>Sums the first chunk, and judges by the time that it took whether the others are worth several threads.</summary>
    public static void RunAfterFirst<TPass, TSum>(in TPass pass, ItemRange range, TimeSpan parallelWork, EvaluationOptions options, Span<TSum> result)
        where TPass : struct, IChunkPass<TSum>
        where TSum : unmanaged
    {
        TSum[] buffer = ArrayPool<TSum>.Shared.Rent(result.Length);
        try
        {
            Span<TSum> first = buffer.AsSpan(0, result.Length);
            first.Clear();
            options.CancellationToken.ThrowIfCancellationRequested();
            (int start, int count) = range.Chunk(0);
            long begin = Stopwatch.GetTimestamp();
            pass.Accumulate(start, count, first);
            if (Stopwatch.GetElapsedTime(begin) * range.ChunkCount >= parallelWork)
            {
                RunInBlocks(pass, range, 1, options, first, result);
                return;
            }

            var monitor = new SequentialMonitor(options, range.Count);
            monitor.Completed(count);
            int chunk = 0;
            SumChunks(pass, range, ref chunk, range.ChunkCount, ref monitor, first, result);
        }
        finally
        {
            ArrayPool<TSum>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Runs the pass on several threads, in blocks of <paramref name="blockLength"/> (a power of two) chunks. With blocks of one chunk,
    /// <paramref name="first"/> may be the sum of the first one already.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "Every failure is kept, and thrown again when the threads are done.")]
    public static void RunInBlocks<TPass, TSum>(
        in TPass pass, ItemRange range, int blockLength, EvaluationOptions options, ReadOnlySpan<TSum> first, Span<TSum> result)
        where TPass : struct, IChunkPass<TSum>
        where TSum : unmanaged
    {
        int chunkCount = range.ChunkCount;
        int blockCount = ((chunkCount - 1) / blockLength) + 1;
        int width = result.Length;
        var monitor = new SharedMonitor(options, range.Count);
        TSum[] partialSums = ArrayPool<TSum>.Shared.Rent(blockCount * width);
        try
        {
            int firstBlock = 0;
            if (!first.IsEmpty)
            {
                first.CopyTo(partialSums);
                monitor.Completed(range.Chunk(0).Count);
                firstBlock = 1;
            }

            var threads = new ParallelOptions { MaxDegreeOfParallelism = options.Degree, TaskScheduler = TaskScheduler.Default };
            TPass shared = pass;
            Parallel.For(firstBlock, blockCount, threads, (block, loop) =>
            {
                SharedMonitor watching = monitor;
                int chunk = block * blockLength;
                try
                {
                    int end = Math.Min(chunk + blockLength, chunkCount);
                    SumChunks(shared, range, ref chunk, end, ref watching, [], partialSums.AsSpan(block * width, width));
                }
                catch (Exception exception)
                {
                    // Kept and thrown below, as it is: the loop itself would wrap whichever happened to come first.
                    watching.Failed(chunk, exception);
                    loop.Break();
                }
            });
            monitor.ThrowIfFailed();
            SumBlocks<TPass, TSum>(partialSums.AsSpan(0, blockCount * width), width, result);
        }
        finally
        {
            ArrayPool<TSum>.Shared.Return(partialSums);
        }
    }

    // The shape of the sum does not depend on it; only memory and the evenness of the work do.
    private static int BlockLength(int chunkCount, int width)
    {
        int blockCount = Math.Clamp(MaximalPartialSums / width, Environment.ProcessorCount * 2, MaximalBlockCount);
        int length = 1;
        while (chunkCount / length > blockCount)
        {
            length *= 2;
        }

        return length;
    }

    /// <summary>
    /// Adds up chunks; on return, or when one fails, <paramref name="chunk"/> is the one reached. <paramref name="first"/> may be the sum of the first of them
    /// already.
    /// </summary>
    [SkipLocalsInit]
    private static void SumChunks<TPass, TSum, TMonitor>(
        in TPass pass, ItemRange range, ref int chunk, int end, ref TMonitor monitor, ReadOnlySpan<TSum> first, Span<TSum> result)
        where TPass : struct, IChunkPass<TSum>
        where TSum : unmanaged
        where TMonitor : IPassMonitor
    {
        using var storage = new SumBuffer<TSum>(stackalloc TSum[SumBuffer<TSum>.StackLength], ItemRange.TreeDepth(end - chunk) * result.Length);
        var tree = new PairwiseTree<TPass, TSum>(storage.Sums, result.Length);
        if (!first.IsEmpty)
        {
            first.CopyTo(tree.NextRow());
            tree.Merge();
            chunk++;
        }

        for (; chunk < end; chunk++)
        {
            if (!monitor.Continues(chunk))
            {
                return;
            }

            (int start, int count) = range.Chunk(chunk);
            pass.Accumulate(start, count, tree.NextRow());
            tree.Merge();
            monitor.Completed(count);
        }

        tree.Complete(result);
    }

    [SkipLocalsInit]
    private static void SumBlocks<TPass, TSum>(ReadOnlySpan<TSum> partialSums, int width, Span<TSum> result)
        where TPass : struct, IChunkPass<TSum>
        where TSum : unmanaged
    {
        int blockCount = partialSums.Length / width;
        using var storage = new SumBuffer<TSum>(stackalloc TSum[SumBuffer<TSum>.StackLength], ItemRange.TreeDepth(blockCount) * width);
        var tree = new PairwiseTree<TPass, TSum>(storage.Sums, width);
        for (int block = 0; block < blockCount; block++)
        {
            partialSums.Slice(block * width, width).CopyTo(tree.NextRow());
            tree.Merge();
        }

        tree.Complete(result);
    }
}
