using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <content>Products of rows that stay where they are.</content>
public readonly partial struct ItemLanes
{
    /// <summary>Σ aᵢ·xᵢ along the rows, in eight sums side by side: every eighth product goes to the same one, rounded once with it.</summary>
    /// <param name="left">a, which all items share.</param>
    /// <param name="leftStart">The first element.</param>
    /// <param name="right">x: a row for each item.</param>
    /// <param name="rightStart">The first element.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static ItemLanes Dot(ReadOnlySpan<double> left, int leftStart, ItemRows right, int rightStart, int count)
    {
        CheckRange(left.Length, leftStart, count);
        CheckRange(right.Length, rightStart, count);
        return count > 0
            ? RowProducts.Of(ref Unsafe.Add(ref MemoryMarshal.GetReference(left), leftStart), ref right.At(rightStart), right.Step, count)
            : 0.0;
    }

    /// <inheritdoc cref="Dot(ReadOnlySpan{double}, int, ItemRows, int, int)"/>
    public static ItemLanes Dot(ItemRows left, int leftStart, ReadOnlySpan<double> right, int rightStart, int count)
        => Dot(right, rightStart, left, leftStart, count);

    /// <summary>Adds c·xⱼ of all eight items to gⱼ.</summary>
    /// <param name="destination">g, which all items share.</param>
    /// <param name="destinationStart">The first element.</param>
    /// <param name="factor">c.</param>
    /// <param name="rows">x: a row for each item.</param>
    /// <param name="rowStart">The first element.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void AddProducts(Span<double> destination, int destinationStart, ItemLanes factor, ItemRows rows, int rowStart, int count)
    {
        CheckRange(destination.Length, destinationStart, count);
        CheckRange(rows.Length, rowStart, count);
        if (count <= 0)
        {
            return;
        }

        ref double sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), destinationStart);
        ref double factors = ref Unsafe.As<ItemLanes, double>(ref factor);
        ref double row = ref rows.At(rowStart);
        nint next = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            next = RowUpdates<Lanes512>.Add(ref sum, ref factors, ref row, rows.Step, next, count);
        }

        if (count - next >= Lanes256.Count)
        {
            next = RowUpdates<Lanes256>.Add(ref sum, ref factors, ref row, rows.Step, next, count);
        }

        if (next < count)
        {
            RowUpdates<ScalarLane>.Add(ref sum, ref factors, ref row, rows.Step, next, count);
        }
    }
}
