using System;
using System.Numerics;
using System.Threading;

namespace SymGrad;

/// <summary>
/// Copies of an objective whose columns hold the items of a mini-batch, kept for the next one: as many as threads work at the same time. It takes no
/// locks.
/// </summary>
internal sealed class BatchPool<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Made only where there are mini-batches.
    private Objective<T>?[]? places;

    /// <summary>A copy that nobody uses; null where there is none.</summary>
    public Objective<T>? Rent()
    {
        if (Volatile.Read(ref places) is { } kept)
        {
            for (int i = 0; i < kept.Length; i++)
            {
                if (Volatile.Read(ref kept[i]) is not null && Interlocked.Exchange(ref kept[i], null) is { } batch)
                {
                    return batch;
                }
            }
        }

        return null;
    }

    /// <summary>Keeps a copy, unless there are enough.</summary>
    public void Return(Objective<T> batch)
    {
        Objective<T>?[]? kept = Volatile.Read(ref places);
        if (kept is null)
        {
            var created = new Objective<T>?[Environment.ProcessorCount];
            kept = Interlocked.CompareExchange(ref places, created, null) ?? created;
        }

        for (int i = 0; i < kept.Length; i++)
        {
            if (Interlocked.CompareExchange(ref kept[i], batch, null) is null)
            {
                return;
            }
        }
    }
}
