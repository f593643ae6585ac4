using System;
using System.Numerics;

namespace SymGrad;

/// <summary>Σ L and, where there is room, Σ ∂L/∂θ over items that are given one by one.</summary>
internal readonly struct BatchPass<T>(Objective<T> objective, ReadOnlyMemory<int> items, ReadOnlyMemory<T> theta) : IChunkPass<double>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<double> source, Span<double> destination) => GradientPass<T>.Merge(source, destination);

    public void Accumulate(int start, int count, Span<double> sums)
    {
        ReadOnlySpan<int> chunk = items.Span.Slice(start, count);
        if (objective.RentBatch(chunk) is not { } batch)
        {
            foreach (int item in chunk)
            {
                Sum(objective, item, 1, sums);
            }

            return;
        }

        Sum(batch, 0, count, sums);
        objective.ReturnBatch(batch);
    }

    private void Sum(Objective<T> summed, int start, int count, Span<double> sums)
    {
        if (sums.Length == 1)
        {
            sums[0] += summed.SumValue(theta.Span, start, count);
        }
        else
        {
            summed.SumValueAndGradient(theta.Span, start, count, sums);
        }
    }
}
