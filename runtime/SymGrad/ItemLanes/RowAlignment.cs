using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>
/// Where vectors of 512 bits begin in rows, so that they do not lie in two lines of the cache: reading these takes twice as long. What is in front of the first whole vector is
/// read by the vector that the row begins with, and what is behind the last one by the vector that it ends with.
/// </summary>
/// <remarks>
/// Sums are the same to the last bit: each element goes to the sum of those that are a multiple of eight away, in the same order. The sums are only in other lanes, each as far from its
/// neighbours as before, and <see cref="TransposedSums"/> adds up any lanes that are four apart, then any two apart.
/// </remarks>
internal readonly struct RowAlignment
{
    private const int Width = 8;

    /// <summary>Shorter rows have too few vectors for it.</summary>
    private const int ShortestRow = 64;

    private readonly Vector512<long> order;
    private readonly Vector512<double> head;
    private readonly Vector512<double> tail;

    private RowAlignment(nint first, nint last)
    {
        First = first;
        order = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(Places), (nuint)first);
        head = RowProducts.LastLanes512(first);
        tail = first == 0 ? RowProducts.LastLanes512(last) : ~head;
    }

    /// <summary>The first element of the first whole vector.</summary>
    public nint First { get; }

    /// <summary>From place r on: r, r + 1, …, modulo eight.</summary>
    private static System.ReadOnlySpan<long> Places => [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7];

    /// <param name="row">The first element of the first row.</param>
    /// <param name="step">From one row to the next.</param>
    /// <param name="count">How many elements: at least eight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowAlignment Of(ref double row, nint step, nint count) => new(FirstOf(ref row, step, count), count % Width);

    /// <summary>The first element that lies at the beginning of a line in all rows; 0 if there is none.</summary>
    public static unsafe nint FirstOf(ref double row, nint step, nint count)
        => (step | count) % Width == 0 && count >= ShortestRow ? (nint)((nuint)(-(nint)Unsafe.AsPointer(ref row)) / sizeof(double) % Width) : 0;

    /// <summary>Of the first eight elements, those in front of the first whole vector; the other lanes are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Head(Vector512<double> elements) => Avx512F.PermuteVar8x64(elements, order) & head;

    /// <summary>Of the last eight elements, those behind the last whole vector; the other lanes are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Tail(Vector512<double> elements) => Avx512F.PermuteVar8x64(elements, order) & tail;
}
