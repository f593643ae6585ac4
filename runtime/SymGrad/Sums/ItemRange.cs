using System;
using System.Numerics;

namespace SymGrad;

/// <summary>A run of items, cut into chunks counted from its own start.</summary>
internal readonly record struct ItemRange(int Start, int Count)
{
    public int ChunkCount => ((Count - 1) / Objective.ChunkLength) + 1;

    /// <summary>Where chunk number <paramref name="chunk"/> starts, and how many items it has.</summary>
    public (int Start, int Count) Chunk(int chunk)
    {
        int offset = chunk * Objective.ChunkLength;
        return (Start + offset, Math.Min(Objective.ChunkLength, Count - offset));
    }

    /// <summary>How many rows of sums adding up <paramref name="rows"/> of them pairwise holds at once, at most.</summary>
    public static int TreeDepth(int rows) => BitOperations.Log2((uint)rows) + 1;
}
