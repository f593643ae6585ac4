using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad;

/// <summary>Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
internal sealed class DeterministicRandom(int seed)
{
    private ulong state = unchecked((ulong)seed);

    /// <summary>Numbers for one of many purposes, independent of those for the others.</summary>
    public DeterministicRandom(int seed, int purpose)
        : this(seed)
        => state = Mix(unchecked(Next() + (ulong)purpose));

    /// <summary>From −1 to 1.</summary>
    public double NextSigned() => ((Next() >> 11) * (1.0 / (1L << 52))) - 1;

    /// <summary>From 0 to less than a positive limit, each as likely as the others.</summary>
    public int NextBelow(int limit)
    {
        // The high half of the product is the number; the lowest of the low half are left out, which some numbers have one more of.
        ulong excess = (0 - (ulong)limit) % (ulong)limit;
        ulong high;
        ulong low;
        do
        {
            high = Math.BigMul(Next(), (ulong)limit, out low);
        }
        while (low < excess);
        return (int)high;
    }

    /// <summary>At most so many of the first integers, in order.</summary>
    public IReadOnlyList<int> Choose(int count, int maximum)
        => count <= maximum
            ? [.. Enumerable.Range(0, count)]
            : [.. Enumerable.Range(0, count).Select(i => (Key: Next(), i)).OrderBy(p => p.Key).Take(maximum).Select(p => p.i).Order()];

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            ulong mixed = value;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }

    private ulong Next()
    {
        state = unchecked(state + 0x9e3779b97f4a7c15);
        return Mix(state);
    }
}
