using System;
using System.Buffers;

namespace SymGrad;

/// <summary>
/// Adds up what another pass finds for each item, with the digits that rounding would lose. To compensate for whole chunks only would gain next to nothing: what
/// cancels is lost inside of them.
/// </summary>
internal readonly struct CompensatedPass<TPass>(TPass pass) : IChunkPass<CompensatedSum>
    where TPass : struct, IChunkPass<double>
{
    public static void Merge(ReadOnlySpan<CompensatedSum> source, Span<CompensatedSum> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i].Add(in source[i]);
        }
    }

    public void Accumulate(int start, int count, Span<CompensatedSum> sums)
    {
        double[] buffer = ArrayPool<double>.Shared.Rent(sums.Length);
        try
        {
            Span<double> item = buffer.AsSpan(0, sums.Length);
            for (int i = start; i < start + count; i++)
            {
                item.Clear();
                pass.Accumulate(i, 1, item);
                for (int j = 0; j < item.Length; j++)
                {
                    sums[j].Add(item[j]);
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }
}
