using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>
/// 512 bits that tell whether data are the ones that they were, bit for bit. Generated code puts in what is computed from, and what has been computed is used again as
/// long as the fingerprint is the same.
/// </summary>
/// <remarks>
/// Eight numbers of 64 bits side by side each take one of eight words of the data: a word is added to one of them as it is, and the product of its halves, mixed with a key
/// for its place, to the one beside it. Between words they are rotated, and after each kilobyte multiplied. Each of these steps can be undone; so data that differ in one word of 64
/// bits only never have the same fingerprint, whatever the bits are: a zero with another sign, another NaN. For any other difference, it would be a coincidence of 128 bits or more.
/// It is no protection against somebody who looks for two data sets with the same fingerprint.
/// </remarks>
public struct DataFingerprint : IEquatable<DataFingerprint>
{
    private const int StripeLength = 64;
    private const int StripesPerBlock = 16;
    private const ulong LowHalf = 0xFFFFFFFF;
    private const ulong Multiplier = 0x9E3779B1;
    private const ulong KeyStep = 0x9E3779B97F4A7C15;

    // Digits of π, as those of the golden ratio above.
    private static Vector256<ulong> FirstKey => Vector256.Create(0x243F6A8885A308D3UL, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89);
    private static Vector256<ulong> SecondKey => Vector256.Create(0x452821E638D01377UL, 0xBE5466CF34E90C6C, 0xC0AC29B7C97C50DD, 0x3F84D5B5B5470917);

    private Vector256<ulong> first;
    private Vector256<ulong> second;

    /// <summary>Whether two fingerprints are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator ==(in DataFingerprint left, in DataFingerprint right) => left.first == right.first && left.second == right.second;

    /// <summary>Whether two fingerprints differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Whether they do.</returns>
    public static bool operator !=(in DataFingerprint left, in DataFingerprint right) => !(left == right);

    /// <summary>Puts in the values of a column.</summary>
    /// <typeparam name="TItem">Their type.</typeparam>
    /// <param name="items">The values of some items.</param>
    public void Add<TItem>(ReadOnlySpan<TItem> items)
        where TItem : unmanaged
        => AddBytes(MemoryMarshal.AsBytes(items));

    /// <summary>Puts in a part of each value of a column.</summary>
    /// <typeparam name="TItem">The type of the values.</typeparam>
    /// <typeparam name="TPart">The type of the part.</typeparam>
    /// <param name="items">The values of some items.</param>
    /// <param name="part">Reads the part.</param>
    public void Add<TItem, TPart>(ReadOnlySpan<TItem> items, Func<TItem, TPart> part)
        where TPart : unmanaged
    {
        ArgumentNullException.ThrowIfNull(part);
        Span<TPart> parts = stackalloc TPart[StripeLength];
        for (int done = 0; done < items.Length; done += parts.Length)
        {
            ReadOnlySpan<TItem> read = items.Slice(done, Math.Min(parts.Length, items.Length - done));
            for (int i = 0; i < read.Length; i++)
            {
                parts[i] = part(read[i]);
            }

            Add<TPart>(parts[..read.Length]);
        }
    }

    /// <summary>Puts in the rows of some items, and how long they are.</summary>
    /// <typeparam name="TItem">The type of an element.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items.</param>
    public void Add<TItem>(Rows<TItem> rows, int start, int count)
        where TItem : unmanaged
    {
        if (count == 0)
        {
            return;
        }

        int length = rows.RowLength(start);
        if (rows.Count is null)
        {
            Add(rows[start]);
        }
        else if (rows.TryFindEvenRows(start, count, length, out ReadOnlySpan<TItem> values, out int step) && step == length)
        {
            Add(values);
        }
        else
        {
            for (int i = start; i < start + count; i++)
            {
                Add(rows[i]);
            }
        }
    }

    /// <inheritdoc/>
    public readonly bool Equals(DataFingerprint other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataFingerprint other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(first, second);

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        int stripes = bytes.Length / StripeLength;
        AddStripes(ref MemoryMarshal.GetReference(bytes), stripes);

        // What is left, with zeros behind it, and how much there was.
        Span<byte> rest = stackalloc byte[StripeLength];
        rest.Clear();
        bytes[(stripes * StripeLength)..].CopyTo(rest);
        var length = Vector256.Create((ulong)bytes.Length);
        Vector256<ulong> passed = Vector256.Create(KeyStep * (ulong)stripes);
        first = Scramble(Accumulate(first, Load(ref rest[0]), FirstKey + passed) + length, FirstKey + passed);
        second = Scramble(Accumulate(second, Load(ref rest[StripeLength / 2]), SecondKey + passed) + length, SecondKey + passed);
    }

    // By itself, without a call: what lives across one is kept on the stack.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddStripes(ref byte start, int count)
    {
        (Vector256<ulong> low, Vector256<ulong> high) = (first, second);
        (Vector256<ulong> lowKey, Vector256<ulong> highKey) = (FirstKey, SecondKey);
        var step = Vector256.Create(KeyStep);
        ref byte stripe = ref start;
        while (count > 0)
        {
            int block = Math.Min(count, StripesPerBlock);
            count -= block;
            for (; block > 0; block--)
            {
                low = Accumulate(low, Load(ref stripe), lowKey);
                high = Accumulate(high, Load(ref Unsafe.Add(ref stripe, StripeLength / 2)), highKey);
                lowKey += step;
                highKey += step;
                stripe = ref Unsafe.Add(ref stripe, StripeLength);
            }

            low = Scramble(low, lowKey);
            high = Scramble(high, highKey);
        }

        (first, second) = (low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Load(ref byte bytes) => Vector256.LoadUnsafe(ref bytes).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Accumulate(Vector256<ulong> sums, Vector256<ulong> words, Vector256<ulong> key)
    {
        Vector256<ulong> mixed = words ^ key;
        Vector256<ulong> rotated = (sums << 23) | (sums >>> 41);
        return rotated + Vector256.Shuffle(words, Vector256.Create(1UL, 0, 3, 2)) + ProductOfLowHalves(mixed, mixed >>> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Scramble(Vector256<ulong> sums, Vector256<ulong> key)
    {
        Vector256<ulong> mixed = sums ^ (sums >>> 47) ^ key;
        Vector256<ulong> multiplier = Vector256.Create(Multiplier);
        return ProductOfLowHalves(mixed, multiplier) + (ProductOfLowHalves(mixed >>> 32, multiplier) << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> ProductOfLowHalves(Vector256<ulong> left, Vector256<ulong> right) => Avx2.IsSupported
        ? Avx2.Multiply(left.AsUInt32(), right.AsUInt32())
        : (left & Vector256.Create(LowHalf)) * (right & Vector256.Create(LowHalf));
}
