using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>
/// A gradient to which outer products are added, those of several groups of eight items at a time: so it is read and written once for all of them. What generated code adds to it is there
/// after <see cref="Complete"/>. An element gets the terms of the items one after the other, as it does from <see cref="ItemLanes.AddOuterProducts(Span{double}, int, int, ReadOnlySpan{ItemLanes}, ItemRows{double}, int, int)"/>.
/// </summary>
public ref struct OuterProductSums
{
    /// <summary>32 items: their rows are read from a cache that is close, and twice as many gain nothing.</summary>
    private const int Room = 4;

    private readonly Span<double> destination;
    private readonly Span<ItemLanes> buffer;
    private ItemRows<double> rows;
    private Place place;
    private int groups;

    /// <summary>Begins to add.</summary>
    /// <param name="destination">The gradient.</param>
    /// <param name="buffer">Memory for factors; what is too short for those of several groups is not used.</param>
    public OuterProductSums(Span<double> destination, Span<ItemLanes> buffer)
    {
        this.destination = destination;
        this.buffer = buffer;
    }

    /// <summary>How much memory for factors is worthwhile.</summary>
    /// <param name="length">The length of the gradient.</param>
    /// <param name="rowLength">How many elements a row has.</param>
    /// <returns>The length of a buffer.</returns>
    public static int BufferLength(int length, int rowLength) => rowLength > 0 ? checked(length / rowLength * Room) : 0;

    /// <summary>Adds Σ cₖ·xⱼ of all eight items to gₖⱼ, for each row k of the gradient, now or later. The factors may change after the call, the rows must not.</summary>
    /// <param name="start">The first element of the first row.</param>
    /// <param name="stride">From one row of the gradient to the next.</param>
    /// <param name="factors">c: for each row of the gradient, a number of each item.</param>
    /// <param name="items">x: a row for each item.</param>
    /// <param name="rowStart">The first element.</param>
    /// <param name="count">How many elements; none if it is negative.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public void Add(int start, int stride, scoped ReadOnlySpan<ItemLanes> factors, ItemRows<double> items, int rowStart, int count)
    {
        var here = new Place(start, stride, factors.Length, rowStart, count);
        if (groups > 0 && !(here == place && IsNext(items)))
        {
            Complete();
        }

        if (!items.AreInPlace || stride < count || factors.IsEmpty || count <= 0 || buffer.Length / Room < factors.Length)
        {
            ItemLanes.AddOuterProducts(destination, start, stride, factors, items, rowStart, count);
            return;
        }

        if (groups == 0)
        {
            ItemLanes.CheckOuterProducts(destination, start, stride, factors.Length, items.Length, rowStart, count);
            place = here;
            rows = items;
        }

        for (int k = 0; k < factors.Length; k++)
        {
            buffer[(k * Room) + groups] = factors[k];
        }

        groups++;
        if (groups == Room)
        {
            Complete();
        }
    }

    /// <summary>Adds what has not been added yet.</summary>
    public void Complete()
    {
        if (groups > 0)
        {
            ref double first = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), place.Start);
            new OuterFactors(buffer, place.Height, groups, Room).AddTo(ref first, place.Stride, ref rows.At(place.RowStart), rows.Step, place.Count);
            groups = 0;
        }
    }

    private readonly bool IsNext(ItemRows<double> items) => items.AreInPlace && items.Length == rows.Length && items.Step == rows.Step
        && Unsafe.AreSame(ref items.At(0), ref Unsafe.Add(ref rows.At(0), groups * ItemLanes.Count * rows.Step));

    /// <summary>Where in gradient and rows the outer products are.</summary>
    private readonly record struct Place(int Start, int Stride, int Height, int RowStart, int Count);
}
