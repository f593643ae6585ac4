using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>
/// The values that one data parameter of a loss takes: one for each item of the data set. Arrays and memory convert to a column without
/// being copied; a single value converts to a column that has it for every item; a collection expression makes a column of its elements.
/// </summary>
/// <typeparam name="T">The type of the parameter.</typeparam>
/// <remarks>
/// A column refers to the caller's array or memory. When that is changed in place after an objective has been made of it, call
/// <see cref="Objective.InvalidateSums"/>. Values held in a span are copied by <see cref="Column.Copy{T}"/>; no conversion does so, since
/// changes to the original would then go unseen without anything in the code that says so.
/// The default column is not bound to anything and is refused like a null array, by the objective and under the parameter's name.
/// </remarks>
[CollectionBuilder(typeof(Column), nameof(Column.Copy))]
[SuppressMessage(
    "Usage", "CA2225", Justification = "The named alternates are Column.From and Column.Constant, where type arguments are inferred.")]
public readonly record struct Column<T>
{
    private readonly ReadOnlyMemory<T> items;
    private readonly Binding binding;

    private Column(ReadOnlyMemory<T> items, Binding binding)
    {
        this.items = items;
        this.binding = binding;
    }

    private enum Binding : byte
    {
        None,
        Items,
        Constant,
        Gathered,
    }

    /// <summary>How many items the column has, or null when it has the same value for every item.</summary>
    public int? Length => binding == Binding.Constant ? null : items.Length;

    /// <summary>Binds an array, without copying it.</summary>
    /// <param name="items">One value for each item. Null is refused where the column is bound to a parameter.</param>
    public static implicit operator Column<T>(T[]? items) => FromArray(items);

    /// <summary>Binds memory, without copying it.</summary>
    /// <param name="items">One value for each item.</param>
    public static implicit operator Column<T>(ReadOnlyMemory<T> items) => FromReadOnlyMemory(items);

    /// <summary>Binds memory, without copying it.</summary>
    /// <param name="items">One value for each item.</param>
    public static implicit operator Column<T>(Memory<T> items) => FromReadOnlyMemory(items);

    /// <summary>Binds one value, the same for every item.</summary>
    /// <param name="value">The value for every item.</param>
    public static implicit operator Column<T>(T value) => FromValue(value);

    /// <summary>The values of a run of items: what generated kernels read.</summary>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items; at most <see cref="Objective.ChunkLength"/>.</param>
    /// <returns>A span of <paramref name="count"/> values; of a constant column, each is the constant.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The run does not lie within the column, or is too long for a constant one.</exception>
    public ReadOnlySpan<T> Items(int start, int count)
        => items.Span.Slice(binding == Binding.Constant ? 0 : start, count);

    /// <summary>
    /// Copies the values of some items next to each other, where generated kernels read them like any run of items. One value for all items
    /// stays one.
    /// </summary>
    /// <param name="items">The items, in any order and as often as they are given.</param>
    /// <param name="position">
    /// Where their values go: behind those of so many items that <paramref name="batch"/> has already. There is room for
    /// <see cref="Objective.ChunkLength"/> in all.
    /// </param>
    /// <param name="batch">
    /// Receives the values. Its memory is used again if an earlier call has made it; otherwise the column is replaced, and what it was bound to
    /// stays as it is.
    /// </param>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="batch"/> has not the values of <paramref name="position"/> items.</exception>
    public void Gather(ReadOnlySpan<int> items, int position, ref Column<T> batch)
    {
        if (binding == Binding.Constant && (position == 0 || batch == this))
        {
            batch = this;
            return;
        }

        T[] gathered = batch.binding switch
        {
            Binding.Gathered => MemoryMarshal.TryGetArray(batch.items, out ArraySegment<T> segment) ? segment.Array! : [],

            // Its memory is that of all items with the same value, which it may share with other columns.
            Binding.Constant when position > 0 => batch.items.ToArray(),
            _ when position > 0 => throw new InvalidOperationException($"The column ({batch}) has not been gathered, so that nothing can follow it."),
            _ => new T[Objective.ChunkLength],
        };
        Span<T> destination = gathered.AsSpan(position, items.Length);
        ReadOnlySpan<T> source = this.items.Span;
        if (binding == Binding.Constant)
        {
            destination.Fill(source[0]);
        }
        else
        {
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = source[items[i]];
            }
        }

        batch = new(gathered, Binding.Gathered);
    }

    /// <summary>Goes through the values of the items.</summary>
    /// <returns>An enumerator; of a column that is not bound to anything, it has no values.</returns>
    /// <exception cref="InvalidOperationException">The column has one value for all items, so that it has no length.</exception>
    public ReadOnlySpan<T>.Enumerator GetEnumerator()
        => binding == Binding.Constant
            ? throw new InvalidOperationException(
                $"The column ({this}) takes its length from the other columns of an objective: by itself it has no items to go through.")
            : items.Span.GetEnumerator();

    /// <summary>Names the column by the parameter it is for: in error messages, and where lengths are compared.</summary>
    /// <param name="parameterName">The parameter of the loss.</param>
    /// <returns>The name and the length.</returns>
    /// <exception cref="ArgumentNullException">
    /// The column was made from a null array, or is the default one. The exception names the parameter.
    /// </exception>
    /// <exception cref="ArgumentException">One of the items is null. The exception names the parameter.</exception>
    public BoundColumn Named(string parameterName)
    {
        ArgumentNullException.ThrowIfNull(parameterName);
        if (binding == Binding.None)
        {
            throw new ArgumentNullException(
                parameterName,
                $"The column '{parameterName}' is null: give an array or memory with one value for each item, or one value for all.");
        }

        return FindNull() is not { } missing
            ? new BoundColumn(parameterName, Length) { Lease = MemoryMarshal.TryGetMemoryManager(items, out MemoryManager<T>? manager) ? manager as IDataLease : null }
            : throw new ArgumentException(
                binding == Binding.Constant
                    ? $"The value of '{parameterName}' is null: give one for all items, or one for each."
                    : $"Item {Quantity.Number(missing)} of '{parameterName}' is null: give a value for each item.",
                parameterName);
    }

    /// <summary>The first item that is null, if there is one. Objects are looked at once, when they are bound, so that kernels need not.</summary>
    private int? FindNull()
    {
        if (!typeof(T).IsValueType)
        {
            ReadOnlySpan<T> all = items.Span;
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i] is null)
                {
                    return i;
                }
            }
        }

        return null;
    }

    /// <summary>Describes the column.</summary>
    /// <returns>How many items it has, or the value they share.</returns>
    public override string ToString() => binding switch
    {
        Binding.Items or Binding.Gathered => string.Create(CultureInfo.InvariantCulture, $"{items.Length} items"),
        Binding.Constant => string.Create(CultureInfo.InvariantCulture, $"{items.Span[0]} for every item"),
        _ => "not bound",
    };

    internal static Column<T> FromArray(T[]? items) => items is null ? default : new Column<T>(items, Binding.Items);

    internal static Column<T> FromReadOnlyMemory(ReadOnlyMemory<T> items) => new(items, Binding.Items);

    internal static Column<T> FromValue(T value)
    {
        T[] chunk = new T[Objective.ChunkLength];
        Array.Fill(chunk, value);
        return new Column<T>(chunk, Binding.Constant);
    }
}
