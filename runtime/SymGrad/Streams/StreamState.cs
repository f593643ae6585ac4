using System.Numerics;
using System.Threading;

namespace SymGrad;

/// <summary>What evaluations of a streamed objective leave to later ones.</summary>
internal sealed class StreamState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lock gate = new();
    private StreamKnowledge<T>? known;
    private int version;
    private long passCount;

    public StreamKnowledge<T>? Known => Volatile.Read(ref known);

    public int Version => Volatile.Read(ref version);

    public long PassCount => Interlocked.Read(ref passCount);

    public void CountPass() => Interlocked.Increment(ref passCount);

    public void Invalidate()
    {
        lock (gate)
        {
            version++;
            known = null;
        }
    }

    /// <summary>Keeps what a pass has found, unless the data may have changed since it began.</summary>
    public void Keep(StreamKnowledge<T> found, int foundVersion)
    {
        lock (gate)
        {
            if (foundVersion == version)
            {
                Volatile.Write(ref known, found);
            }
        }
    }
}
