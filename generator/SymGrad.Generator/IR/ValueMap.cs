using System;
using System.Collections.Generic;

namespace SymGrad.Generator.IR;

/// <summary>
/// What is known of values, by their number: an array in place of a hash table, because the values of a function are numbered without gaps and
/// passes look up most of them.
/// </summary>
/// <typeparam name="T">What is known of a value.</typeparam>
/// <param name="count">How many values there are; more may follow.</param>
internal sealed class ValueMap<T>(int count)
{
    private (bool IsKnown, T Item)[] entries = new (bool, T)[count];

    public ValueMap(Function function)
        : this(function.Values.Count)
    {
    }

    public T this[Value key]
    {
        get => TryGetValue(key, out T item) ? item : throw new KeyNotFoundException($"Nothing is known of {key}.");
        set
        {
            if (key.Index >= entries.Length)
            {
                Array.Resize(ref entries, Math.Max(key.Index + 1, 2 * entries.Length));
            }

            entries[key.Index] = (true, value);
        }
    }

    public bool Contains(Value value) => value.Index < entries.Length && entries[value.Index].IsKnown;

    public bool TryGetValue(Value value, out T item)
    {
        bool isKnown = Contains(value);
        item = isKnown ? entries[value.Index].Item : default!;
        return isKnown;
    }

    /// <summary>Takes note of a value that nothing is known of yet.</summary>
    public void Add(Value value, T item)
    {
        if (Contains(value))
        {
            throw new ArgumentException($"Something is known of {value} already.", nameof(value));
        }

        this[value] = item;
    }
}
