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
    /// <param name="count">How many rows there are from that one on.</param>
    /// <param name="total">How many there are in all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ahead<T>(ref T first, int step, int count, int total)
        where T : unmanaged
    {
        long bytes = (long)step * Unsafe.SizeOf<T>();
        if (Sse.IsSupported && bytes <= LongestStep && total * bytes > Cached && (count - (2 * ItemLanes.Count)) * bytes >= Distance)
        {
            Request(ref Unsafe.AddByteOffset(ref Unsafe.As<T, byte>(ref first), (nint)(ItemLanes.Count * bytes) + Distance), (int)(ItemLanes.Count * bytes));
        }
    }

    /// <summary>Requests a few elements of each of eight rows, for caches that are farther away.</summary>
    /// <param name="first">The first element of the first row.</param>
    /// <param name="step">From one row to the next.</param>
    /// <param name="count">How many elements.</param>
    public static unsafe void Block(ref double first, nint step, int count)
    {
        if (Sse.IsSupported)
        {
            for (int item = 0; item < ItemLanes.Count; item++)
            {
                for (int i = 0; i < count; i += Line / sizeof(double))
                {
                    Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref first, i)));
                }

                first = ref Unsafe.Add(ref first, step);
            }
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
