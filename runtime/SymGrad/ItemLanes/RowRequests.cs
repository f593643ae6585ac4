using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>
/// Requests the rows of later items from memory. Products, functions and updates wait for one another and fill the processor's queues meanwhile, so that it does not come to
/// the next rows by itself; and the update, which finds its rows in the cache, leaves the memory idle. So the product requests the first four of eight rows, and the update the others, line by line
/// beside their arithmetic: all at once, requests wait for one another. No result depends on it.
/// </summary>
/// <param name="distance">How far ahead, in bytes.</param>
internal readonly struct RowRequests(nint distance) : IRowRequests
{
    /// <summary>What is not longer stays in caches that are close enough.</summary>
    private const long Cached = 32 * 1024;

    /// <summary>The least distance is two to this power, and the greatest less than twice that or the length of eight rows: half of it is too late at times.</summary>
    private const int LeastDistance = 13;

    private const int Line = 64;

    private readonly nint distance = distance;

    /// <summary>Whether rows come from a memory that is far enough to request them.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="step">From one row to the next.</param>
    /// <param name="total">How many rows there are.</param>
    public static bool AreUseful<T>(int step, int total)
        where T : unmanaged
        => Sse.IsSupported && (long)step * Unsafe.SizeOf<T>() * total > Cached;

    /// <summary>How far ahead, in bytes: as far as some times eight rows reach.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="step">From one row to the next.</param>
    public static nint Distance<T>(nint step)
        where T : unmanaged
    {
        nint eight = ItemLanes.Count * step * Unsafe.SizeOf<T>();
        int doublings = LeastDistance - BitOperations.Log2((nuint)eight);
        return doublings > 0 ? eight << doublings : eight;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OfFour<T>(ref T first, nint step, nint index, int count)
        where T : unmanaged
    {
        ref T vector = ref Unsafe.Add(ref first, index);
        switch (count * Unsafe.SizeOf<T>())
        {
            case Line:
                Request(ref vector);
                Request(ref Unsafe.Add(ref vector, step));
                Request(ref Unsafe.Add(ref vector, 2 * step));
                Request(ref Unsafe.Add(ref vector, 3 * step));
                break;
            case Line / 2:
                // The first half of a line is that of two rows, the second half that of the others.
                ref T odd = ref Unsafe.Add(ref vector, index / count % 2 * (2 * step));
                Request(ref odd);
                Request(ref Unsafe.Add(ref odd, step));
                break;
            default:
                Request(ref Unsafe.Add(ref vector, index / count % 4 * step));
                break;
        }
    }

    private unsafe void Request<T>(ref T element)
        where T : unmanaged
        => Sse.Prefetch0((byte*)Unsafe.AsPointer(ref element) + distance);
}
