using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>
/// A number of each of eight items, side by side: what generated code computes with where it goes over eight items at once. Arithmetic is
/// that of <see cref="double"/>, lane by lane, and gives the same bits whatever the width of the processor's vectors is.
/// </summary>
[SuppressMessage("Usage", "CA2225", Justification = "Generated code uses the operators; the named alternates would only repeat them.")]
[SuppressMessage("Design", "CA1066", Justification = "Lanes are compared lane by lane; whether two are one is no question that arises.")]
[SuppressMessage("Usage", "CA2231", Justification = "Comparison operators compare lane by lane.")]
[SuppressMessage("Performance", "CA1815", Justification = "Lanes are compared lane by lane; whether two are one is no question that arises.")]
[SuppressMessage("Naming", "CA1708", Justification = "double.ExpM1 and SpecialFunctions.Expm1 are different functions, and each keeps its name.")]
public readonly partial struct ItemLanes
{
    /// <summary>How many items stand side by side.</summary>
    public const int Count = 8;

    /// <summary>Up to so many parameters it is faster to go over eight items at once: the eight gradients have to stay in the cache.</summary>
    public const int MaximalParameterCount = 8192;

    internal readonly Vector512<double> Values;

    internal ItemLanes(Vector512<double> values) => Values = values;

    /// <summary>
    /// Whether the processor has vectors that make eight items at once faster than one after another. Objectives go over their items one by one
    /// where it has not; their results then differ from those elsewhere in the last digits.
    /// </summary>
    public static bool IsAccelerated => Vector256.IsHardwareAccelerated || System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported;

    /// <summary>The number of one item.</summary>
    /// <param name="lane">Which, from 0 to 7.</param>
    public double this[int lane] => Values[lane];

    /// <summary>The same number for all items.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ItemLanes(double value) => new(Vector512.Create(value));

    /// <summary>The sum.</summary>
    /// <param name="left">The first summand.</param>
    /// <param name="right">The second summand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes operator +(ItemLanes left, ItemLanes right) => new(left.Values + right.Values);

    /// <summary>The difference.</summary>
    /// <param name="left">The minuend.</param>
    /// <param name="right">The subtrahend.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes operator -(ItemLanes left, ItemLanes right) => new(left.Values - right.Values);

    /// <summary>The product.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes operator *(ItemLanes left, ItemLanes right) => new(left.Values * right.Values);

    /// <summary>The quotient.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes operator /(ItemLanes left, ItemLanes right) => new(left.Values / right.Values);

    /// <summary>The number of the opposite sign.</summary>
    /// <param name="operand">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes operator -(ItemLanes operand) => new(-operand.Values);

    /// <summary>Where a number is less than another.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The other one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator <(ItemLanes left, ItemLanes right) => new(Vector512.LessThan(left.Values, right.Values));

    /// <summary>Where a number is greater than another.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The other one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator >(ItemLanes left, ItemLanes right) => new(Vector512.GreaterThan(left.Values, right.Values));

    /// <summary>Where a number is less than another, or equal to it.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The other one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator <=(ItemLanes left, ItemLanes right) => new(Vector512.LessThanOrEqual(left.Values, right.Values));

    /// <summary>Where a number is greater than another, or equal to it.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The other one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator >=(ItemLanes left, ItemLanes right) => new(Vector512.GreaterThanOrEqual(left.Values, right.Values));

    /// <summary>Where two numbers are equal.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator ==(ItemLanes left, ItemLanes right) => new(Vector512.Equals(left.Values, right.Values));

    /// <summary>Where two numbers differ, or one of them is NaN.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask operator !=(ItemLanes left, ItemLanes right) => new(~Vector512.Equals(left.Values, right.Values));

    /// <summary>The one or the other of two numbers. Both are computed; the one that is not selected does not matter, NaN or not.</summary>
    /// <param name="condition">For each item, which.</param>
    /// <param name="whenTrue">Where the condition holds.</param>
    /// <param name="whenFalse">Elsewhere.</param>
    /// <returns>What is selected.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Select(ItemMask condition, ItemLanes whenTrue, ItemLanes whenFalse)
        => new(Vector512.ConditionalSelect(condition.Bits, whenTrue.Values, whenFalse.Values));

    /// <summary><see cref="Select"/> by a comparison, in one step (<see cref="ILanes{TSelf}.SelectWhereLess"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ItemLanes SelectWhereLess(ItemLanes left, ItemLanes right, ItemLanes whenLess, ItemLanes otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThan(left.Values, right.Values), whenLess.Values, otherwise.Values));

    /// <inheritdoc cref="SelectWhereLess"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ItemLanes SelectWhereEqual(ItemLanes left, ItemLanes right, ItemLanes whenEqual, ItemLanes otherwise)
        => new(Vector512.ConditionalSelect(Vector512.Equals(left.Values, right.Values), whenEqual.Values, otherwise.Values));

    /// <summary>Where a number is NaN.</summary>
    /// <param name="x">The number.</param>
    /// <returns>The items that have none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMask IsNaN(ItemLanes x) => new(~Vector512.Equals(x.Values, x.Values));

    /// <summary>The numbers of eight items in a row.</summary>
    /// <param name="items">A number for each item.</param>
    /// <param name="start">The first of the eight.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many items.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Load(ReadOnlySpan<double> items, int start)
        => new(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(items.Slice(start, Count))));

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Load(ReadOnlySpan<float> items, int start)
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(items.Slice(start, Count))));
        return new(Vector512.Create(lower, upper));
    }

    /// <summary>A part of eight items in a row.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="start">The first of the eight.</param>
    /// <param name="part">The part of an item.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many items.</exception>
    public static ItemLanes Load<T>(ReadOnlySpan<T> items, int start, Func<T, double> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        ReadOnlySpan<T> eight = items.Slice(start, Count);
        return new(Vector512.Create(
            part(eight[0]), part(eight[1]), part(eight[2]), part(eight[3]), part(eight[4]), part(eight[5]), part(eight[6]), part(eight[7])));
    }

    /// <summary>The sum of the eight numbers: of the four sums of two that are four apart, those of two of these that are two apart, and so on.</summary>
    /// <returns>The sum.</returns>
    // Inlined, because the variable that it is called on would otherwise have to be in memory all through the loop that adds to it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum()
    {
        Vector256<double> four = Values.GetLower() + Values.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <summary>The sum of eight numbers, added up as <see cref="Sum()"/> does.</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>The sum.</returns>
    public static double Sum(ItemLanes x) => x.Sum();

    /// <summary>Adds the sum of the eight numbers of each element to an element.</summary>
    /// <param name="source">The numbers.</param>
    /// <param name="destination">What is added to: as long.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddSums(ReadOnlySpan<ItemLanes> source, Span<double> destination)
    {
        if (source.Length != destination.Length)
        {
            throw new ArgumentException($"The destination has {destination.Length} elements, and the source {source.Length}.", nameof(destination));
        }

        for (int i = 0; i < source.Length; i++)
        {
            destination[i] += source[i].Sum();
        }
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ItemLanes other && Values.Equals(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Values.ToString();
}
