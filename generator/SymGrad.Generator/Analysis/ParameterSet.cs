using System;
using System.Collections.Generic;

namespace SymGrad.Generator.Analysis;

/// <summary>An immutable set of parameters, by position.</summary>
internal readonly struct ParameterSet : IEquatable<ParameterSet>
{
    private const int WordLength = 64;

    // No trailing zero words, so that equal sets have equal words.
    private readonly ulong[]? words;

    private ParameterSet(ulong[] words) => this.words = words;

    public static ParameterSet Empty => default;

    public bool IsEmpty => Words.Length == 0;

    private ulong[] Words => words ?? [];

    public static ParameterSet Of(int parameter)
    {
        ulong[] words = new ulong[(parameter / WordLength) + 1];
        words[parameter / WordLength] = 1UL << (parameter % WordLength);
        return new(words);
    }

    public bool Contains(int parameter)
        => parameter / WordLength < Words.Length && (Words[parameter / WordLength] >> (parameter % WordLength) & 1) != 0;

    public ParameterSet Union(ParameterSet other)
    {
        (ParameterSet longer, ParameterSet shorter) = Words.Length >= other.Words.Length ? (this, other) : (other, this);
        if (longer.Includes(shorter))
        {
            return longer;
        }

        ulong[] union = (ulong[])longer.Words.Clone();
        for (int i = 0; i < shorter.Words.Length; i++)
        {
            union[i] |= shorter.Words[i];
        }

        return new(union);
    }

    public bool Equals(ParameterSet other) => Words.AsSpan().SequenceEqual(other.Words);

    public override bool Equals(object? obj) => obj is ParameterSet other && Equals(other);

    public override int GetHashCode()
    {
        int hash = 17;
        foreach (ulong word in Words)
        {
            hash = unchecked((hash * 31) + word.GetHashCode());
        }

        return hash;
    }

    public ParameterSet Intersect(ParameterSet other)
    {
        int length = Math.Min(Words.Length, other.Words.Length);
        while (length > 0 && (Words[length - 1] & other.Words[length - 1]) == 0)
        {
            length--;
        }

        ulong[] intersection = new ulong[length];
        for (int i = 0; i < length; i++)
        {
            intersection[i] = Words[i] & other.Words[i];
        }

        return new(intersection);
    }

    /// <summary>Whether the two have a member in common.</summary>
    public bool Overlaps(ParameterSet other)
    {
        for (int i = 0; i < Math.Min(Words.Length, other.Words.Length); i++)
        {
            if ((Words[i] & other.Words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether every member of the other one is a member of this one.</summary>
    public bool Includes(ParameterSet other)
    {
        for (int i = 0; i < other.Words.Length; i++)
        {
            if ((other.Words[i] & ~(i < Words.Length ? Words[i] : 0)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The members, in order.</summary>
    public IEnumerable<int> Members()
    {
        for (int i = 0; i < Words.Length * WordLength; i++)
        {
            if (Contains(i))
            {
                yield return i;
            }
        }
    }
}
