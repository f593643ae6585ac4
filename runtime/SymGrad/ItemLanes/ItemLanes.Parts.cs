using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <content>The last items of a run, which may be fewer than eight.</content>
public readonly partial struct ItemLanes
{
    /// <summary>The numbers of eight items in a row, or of as many as there are: the last one then stands for those that are not.</summary>
    /// <param name="items">A number for each item.</param>
    /// <param name="start">The first of them.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes LoadPart(ReadOnlySpan<double> items, int start)
        => start <= items.Length - Count ? Load(items, start) : Load(Repeated(items, start, stackalloc double[Count]), 0);

    /// <inheritdoc cref="LoadPart(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes LoadPart(ReadOnlySpan<float> items, int start)
        => start <= items.Length - Count ? Load(items, start) : Load(Repeated(items, start, stackalloc float[Count]), 0);

    /// <inheritdoc cref="LoadPart(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes LoadPart(ReadOnlySpan<int> items, int start)
        => start <= items.Length - Count ? Load(items, start) : Load(Repeated(items, start, stackalloc int[Count]), 0);

    /// <summary>A part of eight items in a row, or of as many as there are: the last one then stands for those that are not.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="start">The first of them.</param>
    /// <param name="part">The part of an item.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public static ItemLanes LoadPart<T>(ReadOnlySpan<T> items, int start, Func<T, double> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        Span<double> numbers = stackalloc double[Count];
        ReadOnlySpan<T> there = items[start..Math.Min(start + Count, items.Length)];
        for (int i = 0; i < there.Length; i++)
        {
            numbers[i] = part(there[i]);
        }

        return LoadPart(numbers[..there.Length], 0);
    }

    /// <summary>Writes the numbers of eight items in a row, or of as many as there are.</summary>
    /// <param name="items">A number for each item.</param>
    /// <param name="start">The first of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StorePart(Span<double> items, int start)
    {
        Span<double> destination = items[start..];
        if (destination.Length >= Count)
        {
            Values.StoreUnsafe(ref destination[0]);
        }
        else
        {
            StoreFirst(destination);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StoreFirst(Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = Values[i];
        }
    }

    /// <summary>The items from one on, and the last of them again and again.</summary>
    private static ReadOnlySpan<T> Repeated<T>(ReadOnlySpan<T> items, int start, Span<T> eight)
    {
        ReadOnlySpan<T> there = items[start..];
        there.CopyTo(eight);
        eight[there.Length..].Fill(there[^1]);
        return eight;
    }
}
