using System;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// The rows of eight items, where they are in memory: what generated code reads products of rows from. All eight have the same length. Where each
/// element is needed by itself, <see cref="ItemLanes.TryLoad(in Rows{double}, int, Span{ItemLanes})"/> reads them side by side.
/// </summary>
/// <typeparam name="T">The type of an element: double or float.</typeparam>
public readonly ref struct ItemRows<T>
    where T : unmanaged
{
    private readonly ref readonly T first;

    // Its complement if the rows are in a buffer: a field more would not fit in two registers, and calls would wait for copies made in pieces.
    private readonly int step;

    // Its complement if those of later items are to be requested.
    private readonly int length;

    internal ItemRows(ref readonly T first, int step, int length, bool areInPlace = false, bool areRequested = false)
    {
        this.first = ref first;
        this.step = areInPlace ? step : ~step;
        this.length = areRequested ? ~length : length;
    }

    /// <summary>How many elements each row has.</summary>
    public int Length => length ^ (length >> 31);

    /// <summary>How many elements there are from one row to the next.</summary>
    internal nint Step => step ^ (step >> 31);

    /// <summary>Whether the rows are where they will stay: in the data and not in a buffer.</summary>
    internal bool AreInPlace => step >= 0;

    /// <summary>Whether those of later items are to be requested from memory, <see cref="RequestDistance"/> bytes ahead.</summary>
    internal bool AreRequested => length < 0;

    internal nint RequestDistance => RowRequests.Distance<T>(Step);

    /// <summary>A part of each row.</summary>
    /// <param name="start">Its first element.</param>
    /// <returns>What follows from there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rows are shorter.</exception>
    public ItemRows<T> Slice(int start) => Slice(start, Length - start);

    /// <summary>A part of each row.</summary>
    /// <param name="start">Its first element.</param>
    /// <param name="length">How many elements it has.</param>
    /// <returns>The parts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rows are shorter.</exception>
    public ItemRows<T> Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Length - length);
        return new ItemRows<T>(ref Unsafe.Add(ref Unsafe.AsRef(in first), start), (int)Step, length, AreInPlace, AreRequested);
    }

    /// <summary>An element of the first row; it has to be there.</summary>
    internal ref T At(int index) => ref Unsafe.Add(ref Unsafe.AsRef(in first), index);
}
