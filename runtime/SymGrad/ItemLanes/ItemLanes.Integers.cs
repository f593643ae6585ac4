using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <content>Columns of integers and of enumerations. Each is a double: exactly, but for those of 64 bits, which are rounded once as C# converts them.</content>
public readonly partial struct ItemLanes
{
    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Load(ReadOnlySpan<int> items, int start)
        => OfIntegers(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(items.Slice(start, Count))));

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Load(ReadOnlySpan<uint> items, int start)
    {
        // Without its highest bit turned over, which is 2³¹, it would be read as negative where it has that bit.
        Vector256<uint> eight = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(items.Slice(start, Count)));
        return OfIntegers((eight ^ Vector256.Create(0x80000000)).AsInt32()) + 2147483648.0;
    }

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Load(ReadOnlySpan<short> items, int start)
    {
        Vector128<short> eight = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(items.Slice(start, Count)));
        return OfIntegers(Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight)));
    }

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Load(ReadOnlySpan<ushort> items, int start)
    {
        Vector128<ushort> eight = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(items.Slice(start, Count)));
        return OfIntegers(Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight)).AsInt32());
    }

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Load(ReadOnlySpan<sbyte> items, int start)
    {
        Vector128<short> eight = Vector128.WidenLower(EightBytes(MemoryMarshal.AsBytes(items.Slice(start, Count))).AsSByte());
        return OfIntegers(Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight)));
    }

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Load(ReadOnlySpan<byte> items, int start)
    {
        Vector128<ushort> eight = Vector128.WidenLower(EightBytes(items.Slice(start, Count)));
        return OfIntegers(Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight)).AsInt32());
    }

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    public static ItemLanes Load(ReadOnlySpan<long> items, int start)
    {
        ReadOnlySpan<long> eight = items.Slice(start, Count);
        return new(Vector512.Create((double)eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]));
    }

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    public static ItemLanes Load(ReadOnlySpan<ulong> items, int start)
    {
        ReadOnlySpan<ulong> eight = items.Slice(start, Count);
        return new(Vector512.Create((double)eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]));
    }

    /// <summary>The numbers behind an enumeration, of eight items in a row.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <typeparam name="TNumber">The type that it is based on.</typeparam>
    /// <param name="items">A member of the enumeration for each item.</param>
    /// <param name="start">The first of the eight.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many items.</exception>
    /// <exception cref="ArgumentException">The enumeration is based on another type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SuppressMessage("Design", "CA1004", Justification = "Generated code says what the enumeration is based on.")]
    public static ItemLanes Load<T, TNumber>(ReadOnlySpan<T> items, int start)
        where T : unmanaged, Enum
        where TNumber : unmanaged
    {
        if (typeof(T).GetEnumUnderlyingType() != typeof(TNumber))
        {
            throw new ArgumentException($"{typeof(T)} is not based on {typeof(TNumber)}.", nameof(items));
        }

        return typeof(TNumber) == typeof(int) ? Load(MemoryMarshal.Cast<T, int>(items), start)
            : typeof(TNumber) == typeof(byte) ? Load(MemoryMarshal.Cast<T, byte>(items), start)
            : typeof(TNumber) == typeof(sbyte) ? Load(MemoryMarshal.Cast<T, sbyte>(items), start)
            : typeof(TNumber) == typeof(short) ? Load(MemoryMarshal.Cast<T, short>(items), start)
            : typeof(TNumber) == typeof(ushort) ? Load(MemoryMarshal.Cast<T, ushort>(items), start)
            : typeof(TNumber) == typeof(uint) ? Load(MemoryMarshal.Cast<T, uint>(items), start)
            : typeof(TNumber) == typeof(long) ? Load(MemoryMarshal.Cast<T, long>(items), start)
            : Load(MemoryMarshal.Cast<T, ulong>(items), start);
    }

    /// <summary>The int that C# makes of an integer, which begins again at the other end of the range where it is beyond one.</summary>
    /// <param name="x">Integers, not further from 0 than 2⁵².</param>
    /// <returns>Integers from −2³¹ to 2³¹ − 1; 0 for −0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes ToInt32(ItemLanes x) => x - (Floor((x + 2147483648.0) * (1 / 4294967296.0)) * 4294967296.0) + 0.0;

    /// <summary>The uint that C# makes of an integer.</summary>
    /// <param name="x">Integers, not further from 0 than 2⁵².</param>
    /// <returns>Integers from 0 to 2³² − 1; 0 for −0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes ToUInt32(ItemLanes x) => x - (Floor(x * (1 / 4294967296.0)) * 4294967296.0) + 0.0;

    /// <summary>The quotient of integers, rounded towards 0 as C# does.</summary>
    /// <param name="left">The dividend: integers, not further from 0 than 2⁵².</param>
    /// <param name="right">The divisor: positive integers, as small.</param>
    /// <returns>The quotient; 0 for −0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Quotient(ItemLanes left, ItemLanes right) => Truncate(left / right) + 0.0;

    /// <summary>What is left of an integer that is divided by another one, with the sign of the dividend as in C#.</summary>
    /// <param name="left">The dividend: integers, not further from 0 than 2⁵².</param>
    /// <param name="right">The divisor: positive integers, as small.</param>
    /// <returns>The remainder; 0 for −0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Remainder(ItemLanes left, ItemLanes right) => left - (Truncate(left / right) * right) + 0.0;

    /// <summary>Eight bytes, in the lower half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<byte> EightBytes(ReadOnlySpan<byte> bytes)
        => Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref MemoryMarshal.GetReference(bytes[..Count]))).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ItemLanes OfIntegers(Vector256<int> eight)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.ConvertToVector512Double(eight));
        }

        if (Avx.IsSupported)
        {
            return new(Vector512.Create(Avx.ConvertToVector256Double(eight.GetLower()), Avx.ConvertToVector256Double(eight.GetUpper())));
        }

        (Vector256<long> lower, Vector256<long> upper) = Vector256.Widen(eight);
        return new(Vector512.Create(Vector256.ConvertToDouble(lower), Vector256.ConvertToDouble(upper)));
    }
}
