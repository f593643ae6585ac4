using System;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>A span that takes a gradient, while generated code checks that it shares no memory with what the gradient reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct CheckedDestination
{
    private readonly ReadOnlySpan<byte> destination;
    private readonly string name;

    internal CheckedDestination(ReadOnlySpan<byte> destination, string name)
    {
        this.destination = destination;
        this.name = name;
    }

    /// <summary>Checks that the destination shares no memory with another span.</summary>
    /// <typeparam name="T">The type of the other span's elements.</typeparam>
    /// <param name="other">An array parameter of the loss, or the destination of another gradient.</param>
    /// <param name="otherName">Its name.</param>
    /// <returns>The same, for the next check.</returns>
    /// <exception cref="ArgumentException">The two overlap. The exception names the destination as the argument.</exception>
    public CheckedDestination Apart<T>(ReadOnlySpan<T> other, string otherName)
        where T : unmanaged
    {
        if (destination.Overlaps(MemoryMarshal.AsBytes(other)))
        {
            ArrayGradient.ThrowOverlap(name, otherName);
        }

        return this;
    }

    /// <summary>Checks that the destination shares no memory with the rows of an array of arrays.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="other">A parameter of the loss, or the destination of another gradient.</param>
    /// <param name="otherName">Its name.</param>
    /// <returns>The same, for the next check.</returns>
    /// <exception cref="ArgumentException">A row overlaps. The exception names the destination as the argument.</exception>
    public CheckedDestination Apart<T>(T[][] other, string otherName)
        where T : unmanaged
    {
        foreach (T[] row in other)
        {
            Apart<T>(row.AsSpan(), otherName);
        }

        return this;
    }
}
