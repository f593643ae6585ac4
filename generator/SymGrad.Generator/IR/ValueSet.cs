using System;
using System.Collections.Immutable;

namespace SymGrad.Generator.IR;

/// <summary>A set of values, by their number: see <see cref="ValueMap{T}"/>.</summary>
/// <param name="count">How many values there are; more may follow.</param>
internal sealed class ValueSet(int count)
{
    private bool[] members = new bool[count];

    public ValueSet(Function function)
        : this(function.Values.Count)
    {
    }

    public bool Contains(Value value) => value.Index < members.Length && members[value.Index];

    /// <summary>Adds a value; false when it was a member already.</summary>
    public bool Add(Value value)
    {
        if (Contains(value))
        {
            return false;
        }

        if (value.Index >= members.Length)
        {
            Array.Resize(ref members, Math.Max(value.Index + 1, 2 * members.Length));
        }

        members[value.Index] = true;
        return true;
    }

    public void UnionWith(ImmutableArray<Value> values)
    {
        foreach (Value value in values)
        {
            Add(value);
        }
    }
}
