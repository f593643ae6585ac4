using System;
using System.Collections.Generic;
using System.Numerics;

namespace SymGrad;

/// <summary>
/// The mean or the sum of a loss over data that come in batches, as a function of the flat θ vector. One batch is in memory at a time, and at most a chunk of
/// items is copied. <see cref="StreamedObjective"/> makes it.
/// </summary>
/// <typeparam name="T">The precision of θ and of the loss.</typeparam>
/// <remarks>
/// <para>Items are summed in chunks of <see cref="Objective.ChunkLength"/>, wherever batches end, and in the tree of an <see cref="Objective{T}"/>: the result is
/// the same to the last bit for any division into batches and any number of threads, and that of an objective with the same plan over all items at once.</para>
/// <para>Where the loss is affine in θ or a sum of products of a function of θ and one of the item, the first evaluation finds sums in its pass over the stream,
/// and later ones mostly don't read it. They do for a θ that is not finite, where too much would cancel, and where sums do not give what the items do.</para>
/// <para>What the source throws comes out as it was thrown, and what <c>bind</c> throws too; then nothing has been written to a destination. An evaluation may
/// run while another one does, if the source can be gone through by both.</para>
/// </remarks>
public sealed class StreamedObjective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IEnumerable<Objective<T>> batches;
    private readonly StreamState<T> state = new();

    internal StreamedObjective(IEnumerable<Objective<T>> batches) => this.batches = batches;

    /// <summary>How many items the stream had when it was last gone over to the end; null before.</summary>
    public long? Count => state.Known?.Count;

    /// <summary>How many passes over the stream have been begun so far.</summary>
    public long DataPassCount => state.PassCount;

    /// <summary>The value of the objective.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/> of a batch.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses, plus the weighted regularisers.</returns>
    /// <exception cref="ArgumentException"><paramref name="theta"/> has not the length that the batches need, or two batches differ in more than their data.</exception>
    /// <exception cref="InvalidOperationException">There are no batches, or one has been bound to null.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public T Value(ReadOnlySpan<T> theta, EvaluationOptions? options = null) => T.CreateTruncating(Evaluate(theta, null, options)[0]);

    /// <summary>The gradient of the objective.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/> of a batch.</param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not the length that the batches need, or two batches differ in more than their data.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are no batches, or one has been bound to null.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public void Gradient(ReadOnlySpan<T> theta, Span<T> destination, EvaluationOptions? options = null)
        => ValueAndGradient(theta, destination, options);

    /// <summary>The value and the gradient of the objective, in one pass.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/> of a batch.</param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses, plus the weighted regularisers.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not the length that the batches need, or two batches differ in more than their data.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are no batches, or one has been bound to null.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public T ValueAndGradient(ReadOnlySpan<T> theta, Span<T> destination, EvaluationOptions? options = null)
    {
        double[] results = Evaluate(theta, destination.Length, options);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = T.CreateTruncating(results[i + 1]);
        }

        return T.CreateTruncating(results[0]);
    }

    /// <summary>Forgets sums that are kept between evaluations: call it when the stream has other data from now on.</summary>
    public void InvalidateSums() => state.Invalidate();

    private double[] Evaluate(ReadOnlySpan<T> theta, int? destinationLength, EvaluationOptions? options)
    {
        var evaluation = new StreamEvaluation<T>(state, theta.ToArray(), destinationLength, options ?? EvaluationOptions.Default);
        if (evaluation.TryWithoutStream() is { } results)
        {
            return results;
        }

        foreach (Objective<T> batch in batches)
        {
            evaluation.Add(batch);
        }

        return evaluation.Complete();
    }
}
