using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    public static ItemLanes Dot(ReadOnlySpan<double> left, int leftStart, ItemRows<double> right, int rightStart, int count)
    {
        CheckRange(left.Length, leftStart, count);
        CheckRange(right.Length, rightStart, count);
        return count > 0
            ? RowProducts.Of(ref Unsafe.Add(ref MemoryMarshal.GetReference(left), leftStart), right, rightStart, count)
            : 0.0;
    }

    /// <inheritdoc cref="Dot(ReadOnlySpan{double}, int, ItemRows{double}, int, int)"/>
    public static ItemLanes Dot(ItemRows<double> left, int leftStart, ReadOnlySpan<double> right, int rightStart, int count)
        => Dot(right, rightStart, left, leftStart, count);

    /// <summary>The products of a matrix with a row of each item: those of its rows, one below the other, each added up as <see cref="Dot(ReadOnlySpan{double}, int, ItemRows{double}, int, int)"/> does.</summary>
    /// <param name="destination">Takes the product with each row of the matrix.</param>
    /// <param name="matrix">The matrix, which all items share.</param>
    /// <param name="matrixStart">The first element of its first row.</param>
    /// <param name="stride">From one row of the matrix to the next.</param>
    /// <param name="rows">A row for each item.</param>
    /// <param name="rowStart">The first element.</param>
    /// <param name="count">How many elements; none if it is negative.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void Multiply(Span<ItemLanes> destination, ReadOnlySpan<double> matrix, int matrixStart, int stride, ItemRows<double> rows, int rowStart, int count)
    {
        Zeros.Write(destination);
        if (destination.IsEmpty || count <= 0)
        {
            return;
        }

        CheckMatrix(matrix.Length, matrixStart, stride, destination.Length, count);
        CheckRange(rows.Length, rowStart, count);
        ref double first = ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix), matrixStart);
        int length = RowProducts.PartLength(count);
        for (int start = 0; start < count; start += length)
        {
            var requests = LineRequests.Of(rows, start, RowMatrixProducts.BlockCount(destination.Length), isWhole: count == rows.Step);
            RowMatrixProducts.Add(ref Unsafe.Add(ref first, start), stride, ref rows.At(rowStart + start), rows.Step, Math.Min(length, count - start), destination, requests);
        }
    }

    /// <summary>Adds c·xⱼ of all eight items to gⱼ.</summary>
    /// <param name="destination">g, which all items share.</param>
    /// <param name="destinationStart">The first element.</param>
    /// <param name="factor">c.</param>
    /// <param name="rows">x: a row for each item.</param>
    /// <param name="rowStart">The first element.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void AddProducts(Span<double> destination, int destinationStart, in ItemLanes factor, ItemRows<double> rows, int rowStart, int count)
        => AddRows(destination, destinationStart, factor, rows, rowStart, count);

    /// <inheritdoc cref="AddProducts(Span{double}, int, in ItemLanes, ItemRows{double}, int, int)"/>
    public static void AddProducts(Span<double> destination, int destinationStart, in ItemLanes factor, ItemRows<float> rows, int rowStart, int count)
        => AddRows(destination, destinationStart, factor, rows, rowStart, count);

    /// <summary>Adds Σ cₖ·xⱼ of all eight items to gₖⱼ, for each row k of g.</summary>
    /// <param name="destination">g, which all items share.</param>
    /// <param name="destinationStart">The first element of the first row.</param>
    /// <param name="stride">From one row of g to the next.</param>
    /// <param name="factors">c: for each row of g, a number of each item.</param>
    /// <param name="rows">x: a row for each item.</param>
    /// <param name="rowStart">The first element.</param>
    /// <param name="count">How many elements; none if it is negative.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void AddOuterProducts(
        Span<double> destination, int destinationStart, int stride, ReadOnlySpan<ItemLanes> factors, ItemRows<double> rows, int rowStart, int count)
    {
        if (factors.IsEmpty || count <= 0)
        {
            return;
        }

        CheckOuterProducts(destination, destinationStart, stride, factors.Length, rows.Length, rowStart, count);
        if (stride < count)
        {
            // The rows of g share elements, which are added to one after the other.
            for (int k = 0; k < factors.Length; k++)
            {
                AddProducts(destination, destinationStart + (k * stride), factors[k], rows, rowStart, count);
            }

            return;
        }

        ref double first = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), destinationStart);
        new OuterFactors(factors, factors.Length, groups: 1, room: 1).AddTo(ref first, stride, ref rows.At(rowStart), rows.Step, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRows<T>(Span<double> destination, int destinationStart, in ItemLanes factor, ItemRows<T> rows, int rowStart, int count)
        where T : unmanaged
    {
        CheckRange(destination.Length, destinationStart, count);
        CheckRange(rows.Length, rowStart, count);
        if (count <= 0)
        {
            return;
        }

        ref double sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), destinationStart);
        ref double factors = ref Unsafe.As<ItemLanes, double>(ref Unsafe.AsRef(in factor));
        if (rows.AreRequested)
        {
            RowUpdates.Add(ref sum, ref factors, ref rows.At(rowStart), rows.Step, count, new RowRequests(rows.RequestDistance));
        }
        else
        {
            RowUpdates.Add(ref sum, ref factors, ref rows.At(rowStart), rows.Step, count, default(NoRowRequests));
        }
    }

    /// <summary>Throws where elements are not within the arrays.</summary>
    internal static void CheckOuterProducts(ReadOnlySpan<double> destination, int destinationStart, int stride, int height, int rowLength, int rowStart, int count)
    {
        CheckMatrix(destination.Length, destinationStart, stride, height, count);
        CheckRange(rowLength, rowStart, count);
    }

    /// <summary>A loop over rows of a matrix throws at the first element that is not there.</summary>
    [SuppressMessage("Usage", "CA2201", Justification = "What stands in the place of a loop throws what the loop does.")]
    internal static void CheckMatrix(int length, int start, int stride, int rows, int count)
    {
        long last = start + ((rows - 1) * (long)stride);
        if (start < 0 || last < 0 || Math.Max(start, last) > length - count)
        {
            throw new IndexOutOfRangeException();
        }
    }
}
