using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>An array of arrays that takes a gradient, while generated code checks that its rows share no memory with what the gradient reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct JaggedGradient
{
    /// <summary>Up to this many rows are compared with one another without memory for it.</summary>
    private const int FewRows = 64;

    private readonly Array[] destination;
    private readonly string name;

    private JaggedGradient(Array[] destination, string name)
    {
        this.destination = destination;
        this.name = name;
    }

    /// <summary>Checks the destination of the gradient with respect to an array of arrays: that it has rows of the same lengths, each its own.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="destination">The destination.</param>
    /// <param name="theta">The array of arrays.</param>
    /// <param name="destinationName">The parameter that is the destination.</param>
    /// <param name="thetaName">The parameter that is the array of arrays.</param>
    /// <returns>The destination, for further checks.</returns>
    /// <exception cref="ArgumentException">
    /// There is no destination, a row is null, the lengths differ, or rows share memory. The exception names the destination, or θ where a row of it is null.
    /// </exception>
    public static JaggedGradient Check<T>(T[][]? destination, T[][] theta, string destinationName, string thetaName)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(destination, destinationName);
        if (destination.Length != theta.Length)
        {
            throw new ArgumentException(
                $"'{destinationName}' has {Quantity.Of(destination.Length, "row", "rows")}, but '{thetaName}', whose gradient it receives, "
                + $"has {Quantity.Of(theta.Length, "row", "rows")}.",
                destinationName);
        }

        for (int i = 0; i < theta.Length; i++)
        {
            T[] expected = theta[i] ?? throw JaggedArrays.NoRow(i, thetaName);
            T[] given = destination[i] ?? throw JaggedArrays.NoRow(i, destinationName);
            if (given.Length != expected.Length)
            {
                throw new ArgumentException(
                    $"Row {Quantity.Number(i)} of '{destinationName}' has {Quantity.OfElements(given.Length)}, but that of '{thetaName}', "
                    + $"whose gradient it receives, has {Quantity.OfElements(expected.Length)}.",
                    destinationName);
            }
        }

        CheckDistinct(destination, destinationName);
        return new JaggedGradient(destination, destinationName).Apart(theta, thetaName);
    }

    /// <summary>Checks that the rows share no memory with a span.</summary>
    /// <typeparam name="T">The type of the span's elements.</typeparam>
    /// <param name="other">An array parameter of the loss, or the destination of another gradient.</param>
    /// <param name="otherName">Its name.</param>
    /// <returns>The same, for the next check.</returns>
    /// <exception cref="ArgumentException">Some of it overlaps. The exception names the destination as the argument.</exception>
    public JaggedGradient Apart<T>(ReadOnlySpan<T> other, string otherName)
        where T : unmanaged
    {
        foreach (Array row in destination)
        {
            if (BytesOf(row).Overlaps(MemoryMarshal.AsBytes(other)))
            {
                throw Overlap(otherName);
            }
        }

        return this;
    }

    /// <summary>Checks that the rows are none of those of another array of arrays.</summary>
    /// <typeparam name="T">The type of the other array's elements.</typeparam>
    /// <param name="other">A parameter of the loss, or the destination of another gradient.</param>
    /// <param name="otherName">Its name.</param>
    /// <returns>The same, for the next check.</returns>
    /// <exception cref="ArgumentException">A row is in both. The exception names the destination as the argument.</exception>
    public JaggedGradient Apart<T>(T[][] other, string otherName)
        where T : unmanaged
    {
        if ((long)destination.Length * other.Length <= FewRows * FewRows)
        {
            foreach (Array row in destination)
            {
                if (row.Length > 0 && Array.IndexOf(other, row) >= 0)
                {
                    throw Overlap(otherName);
                }
            }

            return this;
        }

        var rows = new HashSet<object>(destination, ReferenceEqualityComparer.Instance);
        foreach (T[] row in other)
        {
            if (row is { Length: > 0 } && rows.Contains(row))
            {
                throw Overlap(otherName);
            }
        }

        return this;
    }

    /// <summary>Two indices of one row would add up what belongs to two numbers.</summary>
    private static void CheckDistinct(Array[] rows, string name)
    {
        HashSet<object>? seen = rows.Length > FewRows ? new(ReferenceEqualityComparer.Instance) : null;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length > 0 && (seen is null ? Array.IndexOf(rows, rows[i], 0, i) >= 0 : !seen.Add(rows[i])))
            {
                throw new ArgumentException(
                    $"Row {Quantity.Number(i)} of '{name}' is one of the rows before it: a gradient needs memory of its own for each row.", name);
            }
        }
    }

    private static Span<byte> BytesOf(Array row)
        => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(row), Buffer.ByteLength(row));

    private ArgumentException Overlap(string otherName) => new($"'{name}' overlaps '{otherName}': a gradient needs memory of its own.", name);
}
