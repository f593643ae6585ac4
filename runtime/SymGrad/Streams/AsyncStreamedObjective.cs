using System;
using System.Collections.Generic;
using System.Numerics;
using System.Threading.Tasks;

namespace SymGrad;

/// <summary>
/// The mean or the sum of a loss over data that come in batches asynchronously, as a function of the flat θ vector. <see cref="StreamedObjective"/> makes it.
/// </summary>
/// <typeparam name="T">The precision of θ and of the loss.</typeparam>
/// <inheritdoc cref="StreamedObjective{T}" path="/remarks"/>
public sealed class AsyncStreamedObjective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IAsyncEnumerable<Objective<T>> batches;
    private readonly StreamState<T> state = new();

    internal AsyncStreamedObjective(IAsyncEnumerable<Objective<T>> batches) => this.batches = batches;

    /// <summary>How many items the stream had when it was last gone over to the end; null before.</summary>
    public long? Count => state.Known?.Count;

    /// <summary>How many passes over the stream have been begun so far.</summary>
    public long DataPassCount => state.PassCount;

    /// <summary>The value of the objective.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/> of a batch. They may be changed as soon as the method has returned.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses, plus the weighted regularisers.</returns>
    /// <exception cref="ArgumentException"><paramref name="theta"/> has not the length that the batches need, or two batches differ in more than their data.</exception>
    /// <exception cref="InvalidOperationException">There are no batches, or one has been bound to null.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public async Task<T> ValueAsync(ReadOnlyMemory<T> theta, EvaluationOptions? options = null)
        => T.CreateTruncating((await EvaluateAsync(theta.ToArray(), null, options).ConfigureAwait(false))[0]);

    /// <summary>The gradient of the objective.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/> of a batch. They may be changed as soon as the method has returned.</param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The end of the evaluation.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not the length that the batches need, or two batches differ in more than their data.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are no batches, or one has been bound to null.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public Task GradientAsync(ReadOnlyMemory<T> theta, Memory<T> destination, EvaluationOptions? options = null)
        => ValueAndGradientAsync(theta, destination, options);

    /// <summary>The value and the gradient of the objective, in one pass.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/> of a batch. They may be changed as soon as the method has returned.</param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses, plus the weighted regularisers.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not the length that the batches need, or two batches differ in more than their data.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are no batches, or one has been bound to null.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public async Task<T> ValueAndGradientAsync(ReadOnlyMemory<T> theta, Memory<T> destination, EvaluationOptions? options = null)
    {
        double[] results = await EvaluateAsync(theta.ToArray(), destination.Length, options).ConfigureAwait(false);
        Span<T> gradient = destination.Span;
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = T.CreateTruncating(results[i + 1]);
        }

        return T.CreateTruncating(results[0]);
    }

    /// <summary>Forgets sums that are kept between evaluations: call it when the stream has other data from now on.</summary>
    public void InvalidateSums() => state.Invalidate();

    private async Task<double[]> EvaluateAsync(T[] theta, int? destinationLength, EvaluationOptions? options)
    {
        EvaluationOptions chosen = options ?? EvaluationOptions.Default;
        var evaluation = new StreamEvaluation<T>(state, theta, destinationLength, chosen);
        if (evaluation.TryWithoutStream() is { } results)
        {
            return results;
        }

        await foreach (Objective<T> batch in batches.WithCancellation(chosen.CancellationToken).ConfigureAwait(false))
        {
            evaluation.Add(batch);
        }

        return evaluation.Complete();
    }
}
