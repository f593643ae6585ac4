using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>Finds the <see cref="ItemRows{T}"/> of eight items.</summary>
public static class ItemRows
{
    /// <summary>How many numbers <see cref="TryRead(in Rows{double}, int, Span{double}, int, out ItemRows{double})"/> has to copy: none of rows that lie at equal distances and keep their type.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="length">How many elements a row has.</param>
    /// <param name="areConverted">Whether they are read as another type.</param>
    /// <returns>The length of a buffer.</returns>
    /// <exception cref="OverflowException">No buffer is that long.</exception>
    public static int BufferLength<T>(in Rows<T> rows, int length, bool areConverted = false)
        where T : unmanaged
        => rows.IsEven && !areConverted ? 0 : checked(length * ItemLanes.Count);

    /// <summary>Finds the rows of eight items in a row.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="start">The first of the eight items.</param>
    /// <param name="buffer">Memory for rows that have to be copied.</param>
    /// <param name="length">How long they have to be.</param>
    /// <param name="items">The eight rows.</param>
    /// <returns>Whether all eight have that length.</returns>
    public static bool TryRead(scoped in Rows<double> rows, int start, Span<double> buffer, int length, out ItemRows<double> items)
        => TryFind(rows, start, buffer, length, out items);

    /// <inheritdoc cref="TryRead(in Rows{double}, int, Span{double}, int, out ItemRows{double})"/>
    public static bool TryRead(scoped in Rows<float> rows, int start, Span<float> buffer, int length, out ItemRows<float> items)
        => TryFind(rows, start, buffer, length, out items);

    /// <inheritdoc cref="TryRead(in Rows{double}, int, Span{double}, int, out ItemRows{double})"/>
    public static bool TryRead(scoped in Rows<float> rows, int start, Span<double> buffer, int length, out ItemRows<double> items)
        => TryCopy(rows, start, buffer, length, new Widening(), out items);

    /// <inheritdoc cref="TryRead(in Rows{double}, int, Span{double}, int, out ItemRows{double})"/>
    public static bool TryRead(scoped in Rows<int> rows, int start, Span<double> buffer, int length, out ItemRows<double> items)
        => TryCopy(rows, start, buffer, length, new Conversion(), out items);

    /// <summary>The elements of a row in double precision.</summary>
    internal static void Widen(ReadOnlySpan<float> row, Span<double> destination)
    {
        destination = destination.Slice(0, row.Length);
        ref float source = ref MemoryMarshal.GetReference(row);
        ref double target = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= row.Length - ItemLanes.Count; i += ItemLanes.Count)
        {
            ItemLanes eight = new ItemLanesF(Vector256.LoadUnsafe(ref source, (nuint)i));
            eight.Values.StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < row.Length; i++)
        {
            destination[i] = row[i];
        }
    }

    // Not inlined: the rows would be put together in one variable and copied to another as a whole, for which the processor waits until all parts have been written.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryFind<T>(scoped in Rows<T> rows, int start, Span<T> buffer, int length, out ItemRows<T> items)
        where T : unmanaged
    {
        if (rows.TryFindEvenRows(start, ItemLanes.Count, length, out ReadOnlySpan<T> values, out int step))
        {
            ref T first = ref MemoryMarshal.GetReference(values);
            items = new ItemRows<T>(ref first, step, length, areInPlace: true, RowRequests.AreUseful<T>(step, rows.EvenCount));
            return true;
        }

        return TryCopy(rows, start, buffer, length, new Copy<T>(), out items);
    }

    private static bool TryCopy<TElement, T, TConverter>(scoped in Rows<TElement> rows, int start, Span<T> buffer, int length, TConverter converter, out ItemRows<T> items)
        where TElement : unmanaged
        where T : unmanaged
        where TConverter : struct, IConverter<TElement, T>
    {
        items = default;
        for (int item = 0; item < ItemLanes.Count; item++)
        {
            ReadOnlySpan<TElement> row = rows[start + item];
            if (row.Length != length)
            {
                return false;
            }

            converter.Convert(row, buffer.Slice(item * length, length));
        }

        items = new ItemRows<T>(ref MemoryMarshal.GetReference(buffer), length, length);
        return true;
    }

    private interface IConverter<TElement, T>
    {
        void Convert(ReadOnlySpan<TElement> row, Span<T> destination);
    }

    private readonly struct Copy<T> : IConverter<T, T>
    {
        public void Convert(ReadOnlySpan<T> row, Span<T> destination) => row.CopyTo(destination);
    }

    private readonly struct Widening : IConverter<float, double>
    {
        public void Convert(ReadOnlySpan<float> row, Span<double> destination) => Widen(row, destination);
    }

    private readonly struct Conversion : IConverter<int, double>
    {
        public void Convert(ReadOnlySpan<int> row, Span<double> destination)
        {
            for (int i = 0; i < row.Length; i++)
            {
                destination[i] = row[i];
            }
        }
    }
}
