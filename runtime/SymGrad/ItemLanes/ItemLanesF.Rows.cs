using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <content>Products of rows that stay where they are.</content>
public readonly partial struct ItemLanesF
{
    /// <inheritdoc cref="ItemLanes.Dot(ReadOnlySpan{double}, int, ItemRows{double}, int, int)"/>
    public static ItemLanesF Dot(ReadOnlySpan<float> left, int leftStart, ItemRows<float> right, int rightStart, int count)
    {
        ItemLanes.CheckRange(left.Length, leftStart, count);
        ItemLanes.CheckRange(right.Length, rightStart, count);
        return count > 0
            ? SingleRowProducts.Of(ref Unsafe.Add(ref MemoryMarshal.GetReference(left), leftStart), right, rightStart, count)
            : 0f;
    }

    /// <inheritdoc cref="ItemLanes.Dot(ReadOnlySpan{double}, int, ItemRows{double}, int, int)"/>
    public static ItemLanesF Dot(ItemRows<float> left, int leftStart, ReadOnlySpan<float> right, int rightStart, int count)
        => Dot(right, rightStart, left, leftStart, count);

    /// <inheritdoc cref="ItemLanes.Multiply(Span{ItemLanes}, ReadOnlySpan{double}, int, int, ItemRows{double}, int, int)"/>
    public static void Multiply(Span<ItemLanesF> destination, ReadOnlySpan<float> matrix, int matrixStart, int stride, ItemRows<float> rows, int rowStart, int count)
    {
        Zeros.Write(destination);
        if (destination.IsEmpty || count <= 0)
        {
            return;
        }

        ItemLanes.CheckMatrix(matrix.Length, matrixStart, stride, destination.Length, count);
        ItemLanes.CheckRange(rows.Length, rowStart, count);
        ref float first = ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix), matrixStart);
        int length = RowProducts.PartLength(count, SingleRowProducts.LongestPart);
        for (int start = 0; start < count; start += length)
        {
            SingleRowMatrixProducts.Add(destination, ref Unsafe.Add(ref first, start), stride, ref rows.At(rowStart + start), rows.Step, Math.Min(length, count - start));
        }
    }
}
