using System;
using System.Numerics;

namespace SymGrad;

/// <summary>
/// One evaluation of a streamed objective: from sums that are known, or by going over the batches once. Where the loss has sums, that pass finds them and,
/// to confirm them, value and gradient at θ too.
/// </summary>
/// <param name="state">What earlier evaluations have found.</param>
/// <param name="theta">The parameters, which nobody changes meanwhile.</param>
/// <param name="destinationLength">How many elements the caller has for the gradient; null where the value is enough.</param>
/// <param name="options">Threads, cancellation, progress.</param>
internal sealed class StreamEvaluation<T>(StreamState<T> state, T[] theta, int? destinationLength, EvaluationOptions options)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int version = state.Version;
    private readonly StreamKnowledge<T>? known = state.Known is { IsCurrent: true } current ? current : null;
    private Objective<T>? first;
    private StreamChunks<T>? chunks;
    private T[] parameters = [];
    private StreamSum<T, CoefficientPass<T>, CompensatedSum>? coefficients;
    private StreamSum<T, TermPass<T>, ExtendedSum>? terms;
    private Func<double[]>? completePass;

    /// <summary>Value and gradient from sums, without going over the stream; null where that is necessary.</summary>
    public double[]? TryWithoutStream()
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        if (known is null)
        {
            return null;
        }

        CheckLengths(known.First);
        double[] results = new double[Width(known.First)];
        if (known.Affine is { } affine)
        {
            affine.Evaluate<T>(theta, results);
        }
        else if (!Objective<T>.AreFinite(theta) || known.Terms is not { } sums
            || !known.First.TryEvaluateTerms(theta, sums, new ExtendedDouble[1 + theta.Length], results))
        {
            return null;
        }

        known.First.Complete(theta, known.Count, results);
        options.Progress?.Report(new EvaluationProgress(known.Count, known.Count));
        return results;
    }

    /// <summary>Takes in the next batch of the stream.</summary>
    public void Add(Objective<T>? batch)
    {
        if (batch is null)
        {
            throw new InvalidOperationException("A batch of the stream has been bound to null in place of an objective.");
        }

        if (chunks is null)
        {
            Begin(batch);
        }
        else
        {
            batch.CheckIsLike(first!);
        }

        chunks!.Add(batch);
    }

    /// <summary>Value and gradient after the last batch.</summary>
    public double[] Complete()
    {
        if (chunks is null)
        {
            throw new InvalidOperationException("The stream has no batches: an objective needs at least one item.");
        }

        chunks.Complete(options.Progress);
        double[] results = new double[Width(first!)];
        AffineSums? affine = null;
        LiftedSums? lifted = known?.Terms;
        if (coefficients is not null)
        {
            affine = new AffineSums(coefficients.Complete(), version);
            affine.Evaluate<T>(theta, results);
        }
        else
        {
            double[] byPass = completePass!();
            first!.PullBackPrologue(parameters, byPass);
            Array.Resize(ref byPass, Math.Min(byPass.Length, 1 + first.ParameterCount));
            lifted = terms is null ? lifted : Confirm(terms.Complete(), byPass);
            byPass.AsSpan(0, results.Length).CopyTo(results);
            UseTerms(lifted, results);
        }

        state.Keep(new(first!, chunks.Count, affine, lifted), version);
        first!.Complete(theta, chunks.Count, results);
        return results;
    }

    private void Begin(Objective<T> batch)
    {
        if (known is not null)
        {
            batch.CheckIsLike(known.First);
        }

        CheckLengths(batch);
        first = batch.CopyForStream();
        state.CountPass();
        chunks = new StreamChunks<T>(Sums(batch), first, options);
    }

    private IStreamSum<T>[] Sums(Objective<T> batch)
    {
        int width = 1 + batch.ParameterCount;
        if (batch.StreamPlan == PlanKind.ConstantGradient)
        {
            coefficients = new(width, objective => new CoefficientPass<T>(objective));
            return [coefficients];
        }

        parameters = batch.WithPrologue(theta);
        bool findsTerms = batch.StreamPlan == PlanKind.Sums && known?.Terms is null && Objective<T>.AreFinite(theta);
        IStreamSum<T> byPass = destinationLength is null && !findsTerms
            ? SumBy<ValuePass<T>>(batch, 1, objective => new(objective, parameters))
            : SumBy<GradientPass<T>>(batch, 1 + parameters.Length, objective => new(objective, parameters));
        if (!findsTerms)
        {
            return [byPass];
        }

        terms = new(batch.TermCount, objective => new TermPass<T>(objective));
        return [byPass, terms];
    }

    private IStreamSum<T> SumBy<TPass>(Objective<T> batch, int width, Func<Objective<T>, TPass> passOver)
        where TPass : struct, IChunkPass<double>
    {
        if (batch.IsCompensated)
        {
            var compensated = new StreamSum<T, CompensatedPass<TPass>, CompensatedSum>(width, objective => new(passOver(objective)));
            completePass = () => Array.ConvertAll(compensated.Complete(), sum => sum.Value);
            return compensated;
        }

        var plain = new StreamSum<T, TPass, double>(width, passOver);
        completePass = plain.Complete;
        return plain;
    }

    private LiftedSums Confirm(ExtendedSum[] sums, double[] byPass)
    {
        var found = new LiftedSums(sums, version) { HasRoundedTerms = first!.HasRoundedTerms };
        var fromSums = new ExtendedDouble[byPass.Length];
        first.CombineSums(theta, found.Values, fromSums);
        return LiftedSums.Agree(fromSums, byPass, typeof(T) == typeof(float)) ? new(sums, version) { IsConfirmed = true, HasRoundedTerms = found.HasRoundedTerms } : found;
    }

    private void UseTerms(LiftedSums? sums, double[] results)
    {
        if (sums is not null && Objective<T>.AreFinite(theta))
        {
            var fromSums = new ExtendedDouble[1 + theta.Length];
            if (!first!.TryEvaluateTerms(theta, sums, fromSums, results))
            {
                Objective<T>.UseTermsIfBetter(sums, fromSums, results);
            }
        }
    }

    private void CheckLengths(Objective<T> batch)
    {
        batch.CheckTheta(theta);
        if (destinationLength is { } length)
        {
            batch.CheckDestination(length);
        }
    }

    private int Width(Objective<T> batch) => destinationLength is null ? 1 : 1 + batch.ParameterCount;
}
