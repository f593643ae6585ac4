using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace SymGrad;

/// <summary>Makes objectives over data that come in batches, of which one is in memory at a time.</summary>
public static class StreamedObjective
{
    /// <summary>An objective over all batches of a sequence.</summary>
    /// <typeparam name="T">The precision of the loss.</typeparam>
    /// <typeparam name="TBatch">What the sequence consists of.</typeparam>
    /// <param name="batches">
    /// The batches, of any lengths. Each evaluation that needs the data goes through them once more, and must find the same ones. A batch may use the memory
    /// of the one before it, but objects that its items refer to are not copied, and stay in use.
    /// </param>
    /// <param name="bind">Binds a batch to the loss: <c>batch => new Losses.SquaredErrorObjective(batch.X, batch.Y)</c>.</param>
    /// <returns>
    /// The mean or the sum that the objectives of the batches are meant as, over all items of all batches, with their regularisers, which count once.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="batches"/> or <paramref name="bind"/> is null.</exception>
    public static StreamedObjective<T> Over<T, TBatch>(IEnumerable<TBatch> batches, Func<TBatch, Objective<T>> bind)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(bind);
        return new(batches.Select(bind));
    }

    /// <summary>An objective over all batches of an asynchronous sequence.</summary>
    /// <typeparam name="T">The precision of the loss.</typeparam>
    /// <typeparam name="TBatch">What the sequence consists of.</typeparam>
    /// <param name="batches">
    /// The batches, of any lengths. Each evaluation that needs the data goes through them once more, and must find the same ones. A batch may use the memory
    /// of the one before it, but objects that its items refer to are not copied, and stay in use.
    /// </param>
    /// <param name="bind">Binds a batch to the loss: <c>batch => new Losses.SquaredErrorObjective(batch.X, batch.Y)</c>.</param>
    /// <returns>
    /// The mean or the sum that the objectives of the batches are meant as, over all items of all batches, with their regularisers, which count once.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="batches"/> or <paramref name="bind"/> is null.</exception>
    public static AsyncStreamedObjective<T> Over<T, TBatch>(IAsyncEnumerable<TBatch> batches, Func<TBatch, Objective<T>> bind)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(bind);
        return new(Bind(batches, bind));
    }

    private static async IAsyncEnumerable<Objective<T>> Bind<T, TBatch>(
        IAsyncEnumerable<TBatch> batches, Func<TBatch, Objective<T>> bind, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        await foreach (TBatch batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return bind(batch);
        }
    }
}
