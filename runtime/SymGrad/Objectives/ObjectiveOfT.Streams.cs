using System;
using System.Buffers;
using System.Linq;
using System.Numerics;

namespace SymGrad;

/// <content>What makes objectives the batches of a stream.</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How a stream of batches like this one is summed.</summary>
    internal PlanKind StreamPlan => GivenPlan ?? (HasConstantGradient ? PlanKind.ConstantGradient : SumCount > 0 ? PlanKind.Sums : PlanKind.PerItem);

    /// <summary>The number of terms that are summed.</summary>
    internal int TermCount => SumCount;

    /// <summary>A copy of this objective, with memory of its own for the items of batches that are like this one.</summary>
    /// <exception cref="ArgumentException">The objective can't be a batch of a stream.</exception>
    internal Objective<T> CopyForStream()
    {
        if (!HasData || !CanGather)
        {
            throw new ArgumentException($"'{Loss.Name}' {(HasData ? $"does not override {nameof(Gather)}" : "has no data")}, so that it can't be streamed.");
        }

        if (StreamPlan is PlanKind.Hessian or PlanKind.Taylor)
        {
            throw new ArgumentException($"There is no plan {StreamPlan} for streams.");
        }

        Objective<T> copy = CopyForBatches();
        CopyItems(new ItemRange(0, 1), copy, 0);
        return copy;
    }

    /// <summary>Copies items behind those that another objective of the kind has already.</summary>
    internal void CopyItems(ItemRange range, Objective<T> destination, int position)
    {
        int[] items = ArrayPool<int>.Shared.Rent(range.Count);
        Leases.Hold();
        try
        {
            for (int i = 0; i < range.Count; i++)
            {
                items[i] = range.Start + i;
            }

            destination.Gather(this, items.AsSpan(0, range.Count), position);
        }
        finally
        {
            Leases.Release();
            ArrayPool<int>.Shared.Return(items);
        }
    }

    /// <summary>Checks that this objective and the first one of a stream differ in their data only.</summary>
    /// <exception cref="ArgumentException">They are of different losses, or differ in parameters, aggregation, plan or regularisers.</exception>
    internal void CheckIsLike(Objective<T> first)
    {
        string? difference = GetType() != first.GetType() ? $"of '{first.Loss.Name}', but this one is of '{Loss.Name}'"
            : !Parameters.Entries.SequenceEqual(first.Parameters.Entries)
                ? $"for the parameters {first.Parameters.DescribeEntries()}, but this one is for {Parameters.DescribeEntries()}"
            : Aggregation != first.Aggregation ? $"a {first.Aggregation}, but this one is a {Aggregation}"
            : StreamPlan != first.StreamPlan ? $"summed by the plan {first.StreamPlan}, but this one by {StreamPlan}"
            : IsCompensated != first.IsCompensated
                ? $"{(first.IsCompensated ? "" : "not ")}compensated, but this one is{(IsCompensated ? "" : " not")}"
            : !HasInstanceOf(first) ? "of an instance that differs in what the loss reads"
            : !HasRegularizersOf(first) ? $"[{first.DescribeRegularizers()}] in its regularisers, but this one is [{DescribeRegularizers()}]"
            : null;
        if (difference is not null)
        {
            throw new ArgumentException($"All batches of a stream must differ in their data only: the first one is {difference}.");
        }
    }

    private bool HasRegularizersOf(Objective<T> other)
    {
        if (regularizers.Length != other.regularizers.Length)
        {
            return false;
        }

        for (int i = 0; i < regularizers.Length; i++)
        {
            if (!regularizers[i].IsLike(other.regularizers[i]))
            {
                return false;
            }
        }

        return true;
    }

    private string DescribeRegularizers() => string.Join(" + ", Array.ConvertAll(regularizers, term => term.ToString()));
}
