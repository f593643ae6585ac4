using System.Threading;

namespace SymGrad;

/// <summary>
/// What a loss has computed from the data alone, chunk by chunk, each with the fingerprint of the data that it comes from. A chunk is never changed, only replaced, so that passes
/// on several threads need no locks.
/// </summary>
internal sealed class KeptResults
{
    /// <summary>How many bytes are kept for a data set at most. Chunks beyond are computed at each pass.</summary>
    public const long MaximalBytes = 256L << 20;

    // Made only where something is kept.
    private Chunk?[]? chunks;

    /// <summary>How many items' results are kept, if each has so many.</summary>
    public static int ItemCount(int count, int resultCount)
    {
        long fitting = MaximalBytes / (sizeof(double) * (long)resultCount);
        return count <= fitting ? count : (int)(fitting / Objective.ChunkLength * Objective.ChunkLength);
    }

    /// <summary>The results of a chunk, if they come from data with this fingerprint; otherwise null.</summary>
    public double[]? Find(int chunk, in DataFingerprint fingerprint)
        => Volatile.Read(ref chunks) is { } kept && Volatile.Read(ref kept[chunk]) is { } found && found.Fingerprint == fingerprint ? found.Results : null;

    public void Keep(int chunk, int chunkCount, in DataFingerprint fingerprint, double[] results)
    {
        Chunk?[]? kept = Volatile.Read(ref chunks);
        if (kept is null)
        {
            var created = new Chunk?[chunkCount];
            kept = Interlocked.CompareExchange(ref chunks, created, null) ?? created;
        }

        Volatile.Write(ref kept[chunk], new(fingerprint, results));
    }

    private sealed class Chunk(DataFingerprint fingerprint, double[] results)
    {
        public DataFingerprint Fingerprint => fingerprint;

        public double[] Results => results;
    }
}
