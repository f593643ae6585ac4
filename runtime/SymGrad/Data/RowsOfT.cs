using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SymGrad;

/// <summary>
/// The values that one span or array parameter of a loss takes: a row for each item of the data set. Made by <see cref="Rows"/>; a jagged array
/// converts to its rows.
/// </summary>
/// <typeparam name="T">The type of an element.</typeparam>
/// <remarks>
/// Rows refer to the caller's memory and do not copy it. The default value is not bound to anything and is refused like a null array.
/// </remarks>
[SuppressMessage("Usage", "CA2225", Justification = "The named alternate is Rows.From, where the type argument is inferred.")]
public readonly record struct Rows<T>
    where T : unmanaged
{
    private readonly ReadOnlyMemory<T> values;
    private readonly int[]? offsets;
    private readonly T[][]? arrays;
    private readonly int rowLength;
    private readonly int stride;
    private readonly bool isBound;

    internal Rows(ReadOnlyMemory<T> values, int count, int rowLength, int stride)
    {
        this.values = values;
        this.rowLength = rowLength;
        this.stride = stride;
        Count = count;
        isBound = true;
    }

    internal Rows(ReadOnlyMemory<T> values, int[] offsets)
    {
        this.values = values;
        this.offsets = offsets;
        Count = offsets.Length - 1;
        isBound = true;
    }

    internal Rows(T[][] arrays)
    {
        this.arrays = arrays;
        Count = arrays.Length;
        isBound = true;
    }

    private Rows(T[] only)
    {
        arrays = [only];
        isBound = true;
    }

    /// <summary>How many rows there are, or null when every item has the same one.</summary>
    public int? Count { get; }

    /// <summary>The row of an item.</summary>
    /// <param name="item">The item, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<T> this[int item]
    {
        get
        {
            if (arrays is not null)
            {
                return arrays[Count is null ? 0 : item];
            }

            return offsets is null
                ? values.Span.Slice(item * stride, rowLength)
                : values.Span[offsets[item]..offsets[item + 1]];
        }
    }

    /// <summary>The rows of a jagged array.</summary>
    /// <param name="rows">An array for each item. Null is refused where the rows are bound to a parameter.</param>
    public static implicit operator Rows<T>(T[][]? rows) => rows is null ? default : Rows.From(rows);

    /// <summary>The row of an item as an array, for losses that take one: the caller's own array, or a copy of a part of a matrix.</summary>
    /// <param name="item">The item, from 0.</param>
    /// <returns>An array.</returns>
    public T[] ArrayOf(int item) => arrays is not null ? arrays[Count is null ? 0 : item] : this[item].ToArray();

    /// <summary>Names the rows by the parameter they are for: in error messages, and where numbers of items are compared.</summary>
    /// <param name="parameterName">The parameter of the loss.</param>
    /// <returns>The name and the number of items.</returns>
    /// <exception cref="ArgumentNullException">The rows are not bound to anything. The exception names the parameter.</exception>
    public BoundColumn Named(string parameterName)
    {
        ArgumentNullException.ThrowIfNull(parameterName);
        return isBound
            ? new BoundColumn(parameterName, Count)
            : throw new ArgumentNullException(parameterName, $"The rows '{parameterName}' are null: give a row for each item, with Rows.Of.");
    }

    /// <summary>Describes the rows.</summary>
    /// <returns>How many there are and how long they are.</returns>
    public override string ToString() => (isBound, Count, rowLength) switch
    {
        (false, _, _) => "not bound",
        (_, null, _) => "one row for every item",
        (_, { } count, > 0 and int length) => string.Create(CultureInfo.InvariantCulture, $"{count} rows of {length}"),
        (_, { } count, _) => string.Create(CultureInfo.InvariantCulture, $"{count} rows"),
    };

    internal static Rows<T> OfOne(T[] row) => new(row);
}
