using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>For each of eight items, whether a condition holds: all bits of a lane are set, or none.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "Generated code uses the operators; the named alternates would only repeat them.")]
[SuppressMessage("Performance", "CA1815", Justification = "Masks select; whether two are one is no question that arises.")]
public readonly struct ItemMask
{
    internal readonly Vector512<double> Bits;

    internal ItemMask(Vector512<double> bits) => Bits = bits;

    /// <summary>The same for all items.</summary>
    /// <param name="condition">Whether the condition holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ItemMask(bool condition)
        => new(condition ? Vector512<double>.AllBitsSet : Vector512<double>.Zero);

    /// <summary>Where both hold.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator &(ItemMask left, ItemMask right) => new(left.Bits & right.Bits);

    /// <summary>Where one of them holds, or both.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator |(ItemMask left, ItemMask right) => new(left.Bits | right.Bits);

    /// <summary>Where one of them holds, and the other one does not.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator ^(ItemMask left, ItemMask right) => new(left.Bits ^ right.Bits);

    /// <summary>Where it does not hold.</summary>
    /// <param name="operand">The condition.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator !(ItemMask operand) => new(~operand.Bits);

    /// <summary>One or the other of two conditions.</summary>
    /// <param name="condition">For each item, which.</param>
    /// <param name="whenTrue">Where it holds.</param>
    /// <param name="whenFalse">Elsewhere.</param>
    /// <returns>What is selected.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask Select(ItemMask condition, ItemMask whenTrue, ItemMask whenFalse)
        => new(Vector512.ConditionalSelect(condition.Bits, whenTrue.Bits, whenFalse.Bits));

    /// <summary>The conditions of eight items in a row.</summary>
    /// <param name="items">A condition for each item.</param>
    /// <param name="start">The first of the eight.</param>
    /// <returns>The conditions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many items.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask Load(ReadOnlySpan<bool> items, int start) => ItemMaskF.Load(items, start);

    /// <summary>A part of eight items in a row.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="start">The first of the eight.</param>
    /// <param name="part">The part of an item.</param>
    /// <returns>The conditions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many items.</exception>
    public static ItemMask Load<T>(ReadOnlySpan<T> items, int start, Func<T, bool> part) => ItemMaskF.Load(items, start, part);

    /// <summary>Whether the condition holds for one item.</summary>
    /// <param name="lane">Which, from 0 to 7.</param>
    public bool this[int lane] => Bits.AsInt64()[lane] != 0;
}
