using System;
using System.Numerics;

namespace SymGrad;

/// <content>Sums that follow the data.</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Takes over the sums of an objective over other items: those that are no longer there are taken away, the new ones are added, and the
    /// rest is not gone over again. It does nothing where the other objective has no sums yet.
    /// </summary>
    /// <param name="previous">An objective of the same loss.</param>
    /// <param name="removed">The items of <paramref name="previous"/> that are not among these; empty (<c>0..0</c>) when items are only added.</param>
    /// <param name="added">The items of this objective that were not among those; empty when items are only removed.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <remarks>
    /// <para>All items but these must be the same in both, in any order. To append: <c>longer.ReuseSums(shorter, 0..0, shorter.Count..)</c>. For a
    /// window that moves on by 100 items: <c>next.ReuseSums(window, ..100, ^100..)</c>.</para>
    /// <para>Sums have twice the digits of a double, of all that was ever added. Those of an expansion have the digits of a double: where much of
    /// them is taken away, and after 64 updates, they are summed again at the next evaluation.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="previous"/> is null.</exception>
    /// <exception cref="ArgumentException">The objectives are not of one loss, or their numbers of items do not fit the ranges.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A range does not lie within its data set.</exception>
    public void ReuseSums(Objective<T> previous, Range removed, Range added, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(previous);
        if (previous.GetType() != GetType() || previous.Parameters.DescribeEntries() != Parameters.DescribeEntries())
        {
            throw new ArgumentException(
                $"The sums of '{previous.Loss.Name}' ({previous.Parameters.DescribeEntries()}) are not those of '{Loss.Name}' "
                + $"({Parameters.DescribeEntries()}).",
                nameof(previous));
        }

        if (!HasInstanceOf(previous))
        {
            throw new ArgumentException($"The instances of '{Loss.Name}' differ in what the loss reads, so that their sums are not the same.", nameof(previous));
        }

        ItemRange gone = previous.ResolveOrEmpty(removed, nameof(removed));
        ItemRange fresh = ResolveOrEmpty(added, nameof(added));
        if (previous.Count - gone.Count + fresh.Count != Count)
        {
            throw new ArgumentException(
                $"Of {Quantity.OfItems(previous.Count)}, {Quantity.Number(gone.Count)} removed and {Quantity.Number(fresh.Count)} added do not make "
                + $"{Quantity.OfItems(Count)}.",
                nameof(previous));
        }

        EvaluationOptions chosen = options ?? EvaluationOptions.Default;
        DataState from = previous.State;
        State.Adopt(from, previous.SumItems(gone, from, chosen), SumItems(fresh, from, chosen));
    }

    /// <summary>Replaces items in place: their part of the sums is taken away before, and added after.</summary>
    /// <param name="items">The items.</param>
    /// <param name="replace">Changes the values of these items, and of no others, in the arrays bound to the columns.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <remarks>No evaluation may run meanwhile. When <paramref name="replace"/> throws, the sums are forgotten.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="replace"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is not within the data set.</exception>
    public void ReplaceItems(Range items, Action replace, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(replace);
        ItemRange range = ResolveOrEmpty(items, nameof(items));
        EvaluationOptions chosen = options ?? EvaluationOptions.Default;
        ItemSums before = SumItems(range, State, chosen);
        bool isReplaced = false;
        try
        {
            replace();
            State.Adopt(State, before, SumItems(range, State, chosen));
            isReplaced = true;
        }
        finally
        {
            if (!isReplaced)
            {
                State.Invalidate();
            }
        }
    }

    private ItemRange ResolveOrEmpty(Range items, string argument)
    {
        int start = items.Start.GetOffset(Count);
        int end = items.End.GetOffset(Count);
        return start >= 0 && start <= end && end <= Count
            ? new(start, end - start)
            : throw new ArgumentOutOfRangeException(
                argument, items, $"The range of items does not lie within the {Quantity.OfItems(Count)} of '{Loss.Name}'.");
    }

    /// <summary>The sums over some items that a data set keeps for all.</summary>
    private ItemSums SumItems(ItemRange range, DataState kept, EvaluationOptions options)
    {
        CompensatedSum[]? coefficients = kept.CurrentSums() is null ? null : new CompensatedSum[1 + ParameterCount];
        ExtendedSum[]? terms = kept.CurrentLiftedSums() is null ? null : new ExtendedSum[SumCount];
        TaylorSums? expansion = kept.CurrentExpansion();
        double[]? products = expansion is null ? null : new double[Expansion!.EntryCount];
        double[]? valueAndGradient = expansion is null ? null : new double[1 + ExpandedCount];
        if (range.Count > 0)
        {
            if (coefficients is not null)
            {
                RunPass(new CoefficientPass<T>(this), range, options, coefficients);
            }

            if (terms is not null)
            {
                RunPass(new TermPass<T>(this), range, options, terms);
            }

            if (expansion is not null)
            {
                SumCoefficientsOfProducts(range, options, products!);
                ValueAndGradientAt(Array.ConvertAll(expansion.Reference.Parameters, T.CreateTruncating), range, options, valueAndGradient!);
            }
        }

        return new(coefficients, terms, products, valueAndGradient);
    }
}
