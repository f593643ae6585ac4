using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>
/// Requests the next eight rows while products of a matrix with these eight are computed, in the order in which they are in memory, and for the second cache: the innermost one has room for the rows at work only.
/// Each of the first products requests a part of them, some lines for each vector. No result depends on it.
/// </summary>
internal readonly struct LineRequests
{
    private const int Line = 64;

    private readonly nint distance;
    private readonly int lines;

    private LineRequests(nint distance, int lines)
    {
        this.distance = distance;
        this.lines = lines;
    }

    /// <summary>How many lines each vector requests.</summary>
    public int Count => lines;

    /// <summary>Those of the products of one or more parts of rows, the first of them.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="start">The first element of the part.</param>
    /// <param name="products">How many products there will be one after the other.</param>
    /// <param name="isWhole">Whether all elements of the rows belong to some part: then they lie one behind the other.</param>
    public static LineRequests Of(ItemRows<double> rows, int start, int products, bool isWhole)
        => rows.AreRequested && isWhole
            ? new(sizeof(double) * ((ItemLanes.Count * rows.Step) + ((ItemLanes.Count - 1) * start)), products >= 4 ? 2 : products >= 2 ? 4 : ItemLanes.Count)
            : default;

    /// <summary>Those of the next product.</summary>
    /// <param name="index">Which product that is.</param>
    /// <param name="count">How many elements a part has.</param>
    public LineRequests Next(int index, nint count)
        => index * lines < ItemLanes.Count ? new(distance + (index * lines * count * sizeof(double)), lines) : default;

    /// <summary>Requests what is next.</summary>
    /// <param name="first">The first element of the part of the first row.</param>
    /// <param name="index">Where the vector begins that is being read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Request(ref double first, nint index)
    {
        for (nint line = 0; line < lines; line++)
        {
            Sse.Prefetch1((byte*)Unsafe.AsPointer(ref first) + OffsetOf(index, line));
        }
    }

    /// <summary>Where a line is that a vector requests, in bytes from the first element.</summary>
    /// <param name="index">Where the vector begins.</param>
    /// <param name="line">Which one of its lines.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint OffsetOf(nint index, nint line) => distance + (index * lines * sizeof(double)) + (line * Line);
}
