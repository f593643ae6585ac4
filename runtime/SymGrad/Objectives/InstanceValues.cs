using System;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>
/// What the instance of a loss holds, bit for bit: generated objectives write down what the loss reads of it, so that sums which are kept between
/// evaluations are not used after it has changed.
/// </summary>
public sealed class InstanceValues
{
    private byte[] values = new byte[64];
    private int length;

    internal ReadOnlySpan<byte> Bytes => values.AsSpan(0, length);

    /// <summary>Writes down a number.</summary>
    /// <param name="value">The number.</param>
    /// <typeparam name="TValue">Its type.</typeparam>
    public void Add<TValue>(TValue value)
        where TValue : unmanaged
        => Append(MemoryMarshal.AsBytes(new ReadOnlySpan<TValue>(in value)));

    /// <summary>Writes down an array: its length and its elements.</summary>
    /// <param name="elements">The array.</param>
    /// <typeparam name="TValue">The type of its elements.</typeparam>
    public void AddAll<TValue>(ReadOnlySpan<TValue> elements)
        where TValue : unmanaged
    {
        Add(elements.Length);
        Append(MemoryMarshal.AsBytes(elements));
    }

    /// <summary>Writes down an array of arrays: how many rows it has, and each of them.</summary>
    /// <param name="rows">The rows.</param>
    /// <typeparam name="TValue">The type of their elements.</typeparam>
    public void AddAll<TValue>(TValue[][] rows)
        where TValue : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        Add(rows.Length);
        foreach (TValue[] row in rows)
        {
            AddAll<TValue>(row.AsSpan());
        }
    }

    internal void Clear() => length = 0;

    private void Append(ReadOnlySpan<byte> bytes)
    {
        int end = checked(length + bytes.Length);
        if (end > values.Length)
        {
            Array.Resize(ref values, Math.Max(end, (int)Math.Min(2L * values.Length, Array.MaxLength)));
        }

        bytes.CopyTo(values.AsSpan(length));
        length = end;
    }
}
