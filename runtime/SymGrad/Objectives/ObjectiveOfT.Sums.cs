using System;
using System.Buffers;
using System.Numerics;

namespace SymGrad;

/// <content>Evaluation from sums over the data, for losses Σ φₖ(θ)·hₖ(item).</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of sums over the data that <see cref="EvaluateSums"/> needs; 0 for a loss that is not put together from sums.</summary>
    protected virtual int SumCount => IsLinearAfterPrologue ? 1 + PassParameterCount : 0;

    /// <summary>How many passes for value and gradient take as long as one pass for the sums, roughly.</summary>
    protected virtual int SumPassCost => IsLinearAfterPrologue ? 4 : 1;

    /// <summary>Adds the terms hₖ of a run of items to sums. It is called only where <see cref="SumCount"/> is not 0.</summary>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items.</param>
    /// <param name="sums">The sums, <see cref="SumCount"/> of them.</param>
    /// <exception cref="NotSupportedException">The loss is not put together from sums.</exception>
    protected virtual void AccumulateTerms(int start, int count, Span<ExtendedSum> sums)
    {
        if (!IsLinearAfterPrologue)
        {
            throw NoSums();
        }

        AccumulateAtZero(PassParameterCount, start, count, sums);
    }

    /// <summary>Puts value and gradient together from the sums of the terms. It is called only where <see cref="SumCount"/> is not 0.</summary>
    /// <param name="theta">The parameters.</param>
    /// <param name="sums">The sums of the terms.</param>
    /// <param name="results">Receives the sum of the losses, and then its derivative with respect to each parameter.</param>
    /// <exception cref="NotSupportedException">The loss is not put together from sums.</exception>
    protected virtual void EvaluateSums(ReadOnlySpan<T> theta, ReadOnlySpan<ExtendedDouble> sums, Span<ExtendedDouble> results)
    {
        if (!IsLinearAfterPrologue)
        {
            throw NoSums();
        }

        EvaluateLinearSums(theta, sums, results);
    }

    internal void SumTerms(int start, int count, Span<ExtendedSum> sums) => AccumulateTerms(start, count, sums);

    internal void CombineSums(ReadOnlySpan<T> theta, ReadOnlySpan<ExtendedDouble> sums, Span<ExtendedDouble> results)
        => EvaluateSums(theta, sums, results);

    private protected override int AvailableSumCount => SumCount;

    private protected override int PassCostOfSums => SumPassCost;

    /// <summary>The sums over all items, found in one pass, and compared with a pass for value and gradient at θ.</summary>
    internal LiftedSums SumAndConfirm(ReadOnlySpan<T> theta, int version, EvaluationOptions options)
    {
        var sums = new ExtendedSum[SumCount];
        RunPass(new TermPass<T>(this), new ItemRange(0, Count), options, sums);
        var found = new LiftedSums(sums, version) { HasRoundedTerms = HasRoundedTerms };
        double[] fromItems = new double[1 + ParameterCount];
        EvaluateByPass(theta, new ItemRange(0, Count), options with { Progress = null }, fromItems);
        var fromSums = new ExtendedDouble[1 + ParameterCount];
        EvaluateSums(theta, found.Values, fromSums);
        return LiftedSums.Agree(fromSums, fromItems, typeof(T) == typeof(float)) ? new(sums, version) { IsConfirmed = true, HasRoundedTerms = HasRoundedTerms } : found;
    }

    /// <summary>Evaluates from sums, or from the items where the sums have not the digits.</summary>
    private void EvaluateFromTerms(ReadOnlySpan<T> theta, EvaluationOptions options, Span<double> results)
    {
        var all = new ItemRange(0, Count);

        // Where a parameter is not finite, the items decide what comes of it.
        if (!AreFinite(theta))
        {
            EvaluateByPass(theta, all, options, results);
            return;
        }

        // The pass that finds the sums reports how far it has come; what follows it must not begin again.
        LiftedSums? current = State.CurrentLiftedSums();
        LiftedSums sums = current ?? State.ComputeLiftedSums(this, theta, options);
        EvaluationOptions rest = current is null ? options with { Progress = null } : options;
        ExtendedDouble[] buffer = ArrayPool<ExtendedDouble>.Shared.Rent(1 + ParameterCount);
        try
        {
            Span<ExtendedDouble> fromSums = buffer.AsSpan(0, 1 + ParameterCount);
            if (TryEvaluateTerms(theta, sums, fromSums, results))
            {
                rest.Progress?.Report(new EvaluationProgress(Count, Count));
                return;
            }

            Counts.CountFallback();
            EvaluateByPass(theta, all, rest, results);
            UseTermsIfBetter(sums, fromSums, results);
        }
        finally
        {
            ArrayPool<ExtendedDouble>.Shared.Return(buffer);
        }
    }

    /// <summary>Evaluates from sums; false when they have not the digits, and then <paramref name="results"/> is untouched.</summary>
    internal bool TryEvaluateTerms(ReadOnlySpan<T> theta, LiftedSums sums, Span<ExtendedDouble> fromSums, Span<double> results)
    {
        fromSums[0] = double.NaN;
        if (sums.IsConfirmed)
        {
            EvaluateSums(theta, sums.Values, fromSums);
        }

        bool hasDigits = LiftedSums.AreFinite(fromSums) && sums.HasDigits(fromSums[0]);
        if (hasDigits)
        {
            LiftedSums.Round(fromSums, results);
        }

        return hasDigits;
    }

    /// <summary>Puts what sums gave in the place of what a pass found, where that is the better one.</summary>
    internal static void UseTermsIfBetter(LiftedSums sums, ReadOnlySpan<ExtendedDouble> fromSums, Span<double> results)
    {
        if (LiftedSums.AreFinite(fromSums) && sums.AreBetterThan(results[0], fromSums[0]))
        {
            LiftedSums.Round(fromSums, results);
        }
    }

    /// <summary>Whether all parameters are finite: otherwise the items decide what comes of them.</summary>
    internal static bool AreFinite(ReadOnlySpan<T> theta)
    {
        foreach (T parameter in theta)
        {
            if (!T.IsFinite(parameter))
            {
                return false;
            }
        }

        return true;
    }

    private NotSupportedException NoSums() => new($"'{Loss.Name}' is not put together from sums over the data.");
}
