using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>Adding up the numbers of an array, and nothing else: as fast as they come from memory.</summary>
internal static class Reading
{
    /// <summary>How far ahead of what is added numbers are requested, in bytes: without that, the processor does not use all that memory gives.</summary>
    private const int Ahead = 8192;

    /// <summary>The sum, in four vectors that do not wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe double Sum<T>(T[] numbers)
        where T : unmanaged, INumber<T>
    {
        ref T first = ref MemoryMarshal.GetArrayDataReference(numbers);
        (Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d) = (default, default, default, default);
        nint step = Vector512<T>.Count;
        for (nint i = 0; i <= numbers.Length - (4 * step); i += 4 * step)
        {
            ref T next = ref Unsafe.Add(ref first, i);
            if (Sse.IsSupported)
            {
                byte* ahead = (byte*)Unsafe.AsPointer(ref next) + Ahead;
                Sse.Prefetch0(ahead);
                Sse.Prefetch0(ahead + 64);
                Sse.Prefetch0(ahead + 128);
                Sse.Prefetch0(ahead + 192);
            }

            a += Vector512.LoadUnsafe(ref next);
            b += Vector512.LoadUnsafe(ref next, (nuint)step);
            c += Vector512.LoadUnsafe(ref next, (nuint)(2 * step));
            d += Vector512.LoadUnsafe(ref next, (nuint)(3 * step));
        }

        return double.CreateChecked(Vector512.Sum(a + b + c + d));
    }
}
