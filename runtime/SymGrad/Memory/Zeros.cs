using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>
/// Clears short buffers with the widest stores there are. A processor passes what has just been stored to a load only if one store covers the load; <see cref="Span{T}.Clear"/> stores 16 bytes at a
/// time, and lanes that are read soon after it wait until all of that has reached the cache: several hundred cycles for each group of eight items.
/// </summary>
internal static class Zeros
{
    /// <summary>What is longer takes longer to clear than its first loads wait.</summary>
    private const int LongestInVectors = 4096;

    /// <summary>Clears a buffer.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="buffer">The buffer.</param>
    public static void Write<T>(Span<T> buffer)
        where T : unmanaged
    {
        long length = (long)buffer.Length * Unsafe.SizeOf<T>();
        if (length > LongestInVectors)
        {
            buffer.Clear();
            return;
        }

        ref byte first = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(buffer));
        nint end = (nint)length;
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= end - Vector512<byte>.Count; i += Vector512<byte>.Count)
            {
                Vector512<byte>.Zero.StoreUnsafe(ref Unsafe.Add(ref first, i));
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= end - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                Vector256<byte>.Zero.StoreUnsafe(ref Unsafe.Add(ref first, i));
            }
        }

        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, i), (int)(end - i)).Clear();
    }
}
