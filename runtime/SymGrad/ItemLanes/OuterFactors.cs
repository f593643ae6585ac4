using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>The factors of outer products: for each row of a matrix, those of some groups of eight items, one behind the other.</summary>
internal readonly ref struct OuterFactors
{
    private readonly ref double first;

    /// <param name="factors">The factors of the first group, row by row, each followed by those of the other groups.</param>
    /// <param name="height">How many rows the matrix has.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <param name="room">For how many groups there is room in each row.</param>
    public OuterFactors(ReadOnlySpan<ItemLanes> factors, int height, int groups, int room)
    {
        first = ref Unsafe.As<ItemLanes, double>(ref MemoryMarshal.GetReference(factors));
        Height = height;
        ItemCount = groups * ItemLanes.Count;
        Apart = room * ItemLanes.Count;
    }

    public int Height { get; }

    public int ItemCount { get; }

    /// <summary>From the factors for one row of the matrix to those for the next.</summary>
    public nint Apart { get; }

    public ref double OfRow(int k) => ref Unsafe.Add(ref first, k * Apart);

    /// <summary>Adds the outer products to a matrix.</summary>
    /// <param name="matrix">The first element of the matrix.</param>
    /// <param name="stride">From one row of the matrix to the next: no less than there are elements.</param>
    /// <param name="row">The first element of the first item's row.</param>
    /// <param name="step">From one item's row to the next.</param>
    /// <param name="count">How many elements.</param>
    public void AddTo(ref double matrix, nint stride, ref double row, nint step, int count)
    {
        if (Vector512.IsHardwareAccelerated && count >= Lanes512.Count)
        {
            OuterProducts<Lanes512>.AddAll(ref matrix, stride, this, ref row, step, RowAlignment.FirstOf(ref row, step, count), count);
            return;
        }

        nint done = OuterProducts<Lanes256>.Add(ref matrix, stride, this, ref row, step, 0, count);
        OuterProducts<ScalarLane>.Add(ref matrix, stride, this, ref row, step, done, count);
    }
}
