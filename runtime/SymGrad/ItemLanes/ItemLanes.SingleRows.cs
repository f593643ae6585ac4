using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <content>
/// What rows in single precision add to a gradient that is a matrix, in double precision: a part of them at a time is widened, next to each other, and added up as rows of doubles are.
/// </content>
public readonly partial struct ItemLanes
{
    /// <summary>How many elements of a row are widened at a time: eight times as many stay in the innermost cache, and kernels take them in whole blocks.</summary>
    private const int WidenedLength = 240;

    /// <inheritdoc cref="AddOuterProducts(Span{double}, int, int, ReadOnlySpan{ItemLanes}, ItemRows{double}, int, int)"/>
    [SkipLocalsInit]
    public static void AddOuterProducts(
        Span<double> destination, int destinationStart, int stride, ReadOnlySpan<ItemLanes> factors, ItemRows<float> rows, int rowStart, int count)
    {
        if (factors.IsEmpty || count <= 0)
        {
            return;
        }

        CheckMatrix(destination.Length, destinationStart, stride, factors.Length, count);
        CheckRange(rows.Length, rowStart, count);
        Span<double> buffer = stackalloc double[Count * Math.Min(count, WidenedLength)];
        for (int start = 0; start < count; start += WidenedLength)
        {
            ItemRows<double> part = Widen(rows, rowStart + start, Math.Min(WidenedLength, count - start), buffer);
            AddOuterProducts(destination, destinationStart + start, stride, factors, part, 0, part.Length);
        }
    }

    private static ItemRows<double> Widen(ItemRows<float> rows, int start, int length, Span<double> buffer)
    {
        for (int item = 0; item < Count; item++)
        {
            ItemRows.Widen(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref rows.At(start), item * rows.Step), length), buffer.Slice(item * length, length));
        }

        return new ItemRows<double>(ref MemoryMarshal.GetReference(buffer), length, length);
    }
}
