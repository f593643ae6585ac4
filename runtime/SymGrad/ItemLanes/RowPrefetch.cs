using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>
/// Requests the rows of later items from memory. Products, functions and updates wait for one another and fill the processor's queues meanwhile, so that it does not come to
/// the next rows by itself. No result depends on it.
/// </summary>
internal static class RowPrefetch
{
    /// <summary>How far ahead, in bytes, beyond the rows that are being read. Half as far is too late at times; three times as far, they begin to drive each other out of the innermost cache.</summary>
    private const int Distance = 4096;

    /// <summary>Of rows that are farther apart each is a stream of its own, which the processor sees.</summary>
    private const int LongestStep = 2048;

    /// <summary>What is not longer stays in caches that are close enough.</summary>
    private const long Cached = 512 * 1024;

    private const int Line = 64;

    /// <summary>Requests as much as eight rows take.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="first">The first element of the first of the rows that are being read.</param>
    /// <param name="step">From one row to the next.</param>
    /// <param name="behind">How many rows there are behind these eight.</param>
    /// <param name="total">How many there are in all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ahead<T>(ref T first, int step, int behind, int total)
        where T : unmanaged
    {
        long bytes = (long)step * Unsafe.SizeOf<T>();
        if (Sse.IsSupported && bytes <= LongestStep && total * bytes > Cached && (behind - ItemLanes.Count) * bytes >= Distance)
        {
            Request(ref Unsafe.AddByteOffset(ref Unsafe.As<T, byte>(ref first), (nint)(ItemLanes.Count * bytes) + Distance), (int)(ItemLanes.Count * bytes));
        }
    }

    private static unsafe void Request(ref byte first, int length)
    {
        for (int i = 0; i < length; i += Line)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, i)));
        }
    }
}
