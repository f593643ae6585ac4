using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>For each of eight items, whether a condition on numbers in single precision holds: an <see cref="ItemMask"/> with as many bits as these have.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "Generated code uses the operators; the named alternates would only repeat them.")]
[SuppressMessage("Performance", "CA1815", Justification = "Masks select; whether two are one is no question that arises.")]
public readonly struct ItemMaskF
{
    internal readonly Vector256<float> Bits;

    internal ItemMaskF(Vector256<float> bits) => Bits = bits;

    /// <inheritdoc cref="ItemMask.op_Implicit(bool)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ItemMaskF(bool condition) => new(condition ? Vector256<float>.AllBitsSet : Vector256<float>.Zero);

    /// <summary>The same condition on numbers in double precision.</summary>
    /// <param name="mask">The condition.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ItemMask(ItemMaskF mask)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.ConvertToVector512Int64(mask.Bits.AsInt32()).AsDouble());
        }

        (Vector256<long> lower, Vector256<long> upper) = Vector256.Widen(mask.Bits.AsInt32());
        return new(Vector512.Create(lower, upper).AsDouble());
    }

    /// <summary>The same condition on numbers in single precision.</summary>
    /// <param name="mask">The condition.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator ItemMaskF(ItemMask mask) => new(Avx512F.IsSupported
        ? Avx512F.ConvertToVector256Int32(mask.Bits.AsInt64()).AsSingle()
        : Vector256.Narrow(mask.Bits.GetLower().AsInt64(), mask.Bits.GetUpper().AsInt64()).AsSingle());

    /// <inheritdoc cref="ItemMask.op_BitwiseAnd(ItemMask, ItemMask)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator &(ItemMaskF left, ItemMaskF right) => new(left.Bits & right.Bits);

    /// <inheritdoc cref="ItemMask.op_BitwiseOr(ItemMask, ItemMask)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator |(ItemMaskF left, ItemMaskF right) => new(left.Bits | right.Bits);

    /// <inheritdoc cref="ItemMask.op_ExclusiveOr(ItemMask, ItemMask)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator ^(ItemMaskF left, ItemMaskF right) => new(left.Bits ^ right.Bits);

    /// <inheritdoc cref="ItemMask.op_LogicalNot(ItemMask)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF operator !(ItemMaskF operand) => new(~operand.Bits);

    /// <inheritdoc cref="ItemMask.Load(ReadOnlySpan{bool}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemMaskF Load(ReadOnlySpan<bool> items, int start)
    {
        // A byte that is not zero is true, whichever it is; lanes of −1 stay such when they become longer.
        Vector128<byte> bytes = ItemLanes.EightBytes(MemoryMarshal.AsBytes(items.Slice(start, ItemLanes.Count)));
        Vector128<short> eight = Vector128.WidenLower((~Vector128.Equals(bytes, Vector128<byte>.Zero)).AsSByte());
        return new(Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight)).AsSingle());
    }

    /// <inheritdoc cref="ItemMask.Load{T}(ReadOnlySpan{T}, int, Func{T, bool})"/>
    public static ItemMaskF Load<T>(ReadOnlySpan<T> items, int start, Func<T, bool> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        ReadOnlySpan<T> source = items.Slice(start, ItemLanes.Count);
        Span<bool> eight = stackalloc bool[ItemLanes.Count];
        for (int i = 0; i < eight.Length; i++)
        {
            eight[i] = part(source[i]);
        }

        return Load(eight, 0);
    }
}
