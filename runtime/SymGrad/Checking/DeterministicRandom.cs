using System.Collections.Generic;
using System.Linq;

namespace SymGrad;

/// <summary>Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
internal sealed class DeterministicRandom(int seed)
{
    private ulong state = unchecked((ulong)seed);

    /// <summary>From −1 to 1.</summary>
    public double NextSigned() => ((Next() >> 11) * (1.0 / (1L << 52))) - 1;

    /// <summary>At most so many of the first integers, in order.</summary>
    public IReadOnlyList<int> Choose(int count, int maximum)
        => count <= maximum
            ? [.. Enumerable.Range(0, count)]
            : [.. Enumerable.Range(0, count).Select(i => (Key: Next(), i)).OrderBy(p => p.Key).Take(maximum).Select(p => p.i).Order()];

    private ulong Next()
    {
        unchecked
        {
            state += 0x9e3779b97f4a7c15;
            ulong mixed = state;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }
}
