using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>
/// A number of each of eight items in single precision: <see cref="ItemLanes"/> for losses that compute with <see cref="float"/>. Arithmetic is that of
/// <see cref="float"/>, lane by lane. Functions that are not exact are those of <see cref="ItemLanes"/>, rounded, as <see cref="SpecialFunctionsF"/> are those of
/// <see cref="SpecialFunctions"/>; sums over items are in double precision.
/// </summary>
[SuppressMessage("Usage", "CA2225", Justification = "Generated code uses the operators; the named alternates would only repeat them.")]
[SuppressMessage("Design", "CA1066", Justification = "Lanes are compared lane by lane; whether two are one is no question that arises.")]
[SuppressMessage("Usage", "CA2231", Justification = "Comparison operators compare lane by lane.")]
[SuppressMessage("Performance", "CA1815", Justification = "Lanes are compared lane by lane; whether two are one is no question that arises.")]
public readonly partial struct ItemLanesF
{
    internal readonly Vector256<float> Values;

    internal ItemLanesF(Vector256<float> values) => Values = values;

    /// <inheritdoc cref="ItemLanes.this[int]"/>
    public float this[int lane] => Values[lane];

    /// <inheritdoc cref="ItemLanes.op_Implicit(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ItemLanesF(float value) => new(Vector256.Create(value));

    /// <summary>The same numbers in double precision.</summary>
    /// <param name="value">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ItemLanes(ItemLanesF value)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.ConvertToVector512Double(value.Values));
        }

        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(value.Values);
        return new(Vector512.Create(lower, upper));
    }

    /// <summary>The numbers rounded to single precision.</summary>
    /// <param name="value">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator ItemLanesF(ItemLanes value) => new(Avx512F.IsSupported
        ? Avx512F.ConvertToVector256Single(value.Values)
        : Vector256.Narrow(value.Values.GetLower(), value.Values.GetUpper()));

    /// <inheritdoc cref="ItemLanes.op_Addition(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF operator +(ItemLanesF left, ItemLanesF right) => new(left.Values + right.Values);

    /// <inheritdoc cref="ItemLanes.op_Subtraction(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF operator -(ItemLanesF left, ItemLanesF right) => new(left.Values - right.Values);

    /// <inheritdoc cref="ItemLanes.op_Multiply(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF operator *(ItemLanesF left, ItemLanesF right) => new(left.Values * right.Values);

    /// <inheritdoc cref="ItemLanes.op_Division(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF operator /(ItemLanesF left, ItemLanesF right) => new(left.Values / right.Values);

    /// <inheritdoc cref="ItemLanes.op_UnaryNegation(ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF operator -(ItemLanesF operand) => new(-operand.Values);

    /// <inheritdoc cref="ItemLanes.op_LessThan(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator <(ItemLanesF left, ItemLanesF right) => new(Vector256.LessThan(left.Values, right.Values));

    /// <inheritdoc cref="ItemLanes.op_GreaterThan(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator >(ItemLanesF left, ItemLanesF right) => new(Vector256.GreaterThan(left.Values, right.Values));

    /// <inheritdoc cref="ItemLanes.op_LessThanOrEqual(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator <=(ItemLanesF left, ItemLanesF right) => new(Vector256.LessThanOrEqual(left.Values, right.Values));

    /// <inheritdoc cref="ItemLanes.op_GreaterThanOrEqual(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator >=(ItemLanesF left, ItemLanesF right) => new(Vector256.GreaterThanOrEqual(left.Values, right.Values));

    /// <inheritdoc cref="ItemLanes.op_Equality(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator ==(ItemLanesF left, ItemLanesF right) => new(Vector256.Equals(left.Values, right.Values));

    /// <inheritdoc cref="ItemLanes.op_Inequality(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator !=(ItemLanesF left, ItemLanesF right) => new(~Vector256.Equals(left.Values, right.Values));

    /// <inheritdoc cref="ItemLanes.Select(ItemMask, ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Select(ItemMaskF condition, ItemLanesF whenTrue, ItemLanesF whenFalse)
        => new(Choose(condition.Bits, whenTrue.Values, whenFalse.Values));

    /// <inheritdoc cref="ItemLanes.Select(ItemMask, ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Select(ItemMask condition, ItemLanesF whenTrue, ItemLanesF whenFalse)
        => Select((ItemMaskF)condition, whenTrue, whenFalse);

    /// <inheritdoc cref="ItemLanes.IsNaN(ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF IsNaN(ItemLanesF x) => new(~Vector256.Equals(x.Values, x.Values));

    /// <inheritdoc cref="ItemLanes.Load(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Load(ReadOnlySpan<float> items, int start)
        => new(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(items.Slice(start, ItemLanes.Count))));

    /// <inheritdoc cref="ItemLanes.Load{T}(ReadOnlySpan{T}, int, Func{T, double})"/>
    public static ItemLanesF Load<T>(ReadOnlySpan<T> items, int start, Func<T, float> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        ReadOnlySpan<T> eight = items.Slice(start, ItemLanes.Count);
        return new(Vector256.Create(
            part(eight[0]), part(eight[1]), part(eight[2]), part(eight[3]), part(eight[4]), part(eight[5]), part(eight[6]), part(eight[7])));
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ItemLanesF other && Values.Equals(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Values.ToString();
}
