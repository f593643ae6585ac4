using System;
using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <content>Mini-batches of items that are given one by one.</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private BatchPool<T> batches = new();

    /// <summary>The value of the objective over a mini-batch of items that are given one by one.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/>.</param>
    /// <param name="items">
    /// The items of the mini-batch, counted from 0, in any order; one that is given twice counts twice. A mean divides by their number. The result is
    /// the same to the last bit as that over a range of the same items in the same order.
    /// </param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses of these items, plus the weighted regularisers in full.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> has not <see cref="Objective.ParameterCount"/> elements, or <paramref name="items"/> is empty.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">One of the items is not within the data set.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public T Value(ReadOnlySpan<T> theta, ReadOnlySpan<int> items, EvaluationOptions? options = null)
    {
        CheckTheta(theta);
        CheckItems(items);
        return Value(theta, new Selection(items), options);
    }

    /// <summary>The gradient of the objective over a mini-batch of items that are given one by one.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/>.</param>
    /// <param name="items">
    /// The items of the mini-batch, counted from 0, in any order; one that is given twice counts twice. A mean divides by their number. The result is
    /// the same to the last bit as that over a range of the same items in the same order.
    /// </param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not <see cref="Objective.ParameterCount"/> elements, or
    /// <paramref name="items"/> is empty.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">One of the items is not within the data set.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public void Gradient(ReadOnlySpan<T> theta, ReadOnlySpan<int> items, Span<T> destination, EvaluationOptions? options = null)
        => ValueAndGradient(theta, items, destination, options);

    /// <summary>The value and the gradient of the objective over a mini-batch of items that are given one by one, in one pass.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/>.</param>
    /// <param name="items">
    /// The items of the mini-batch, counted from 0, in any order; one that is given twice counts twice. A mean divides by their number. The result is
    /// the same to the last bit as that over a range of the same items in the same order.
    /// </param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses of these items, plus the weighted regularisers in full.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not <see cref="Objective.ParameterCount"/> elements, or
    /// <paramref name="items"/> is empty.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">One of the items is not within the data set.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public T ValueAndGradient(ReadOnlySpan<T> theta, ReadOnlySpan<int> items, Span<T> destination, EvaluationOptions? options = null)
    {
        CheckTheta(theta);
        CheckDestination(destination.Length);
        CheckItems(items);
        return ValueAndGradient(theta, new Selection(items), destination, options);
    }

    /// <summary>Whether <see cref="Gather"/> is there. Where it is not, items that are given one by one are evaluated one by one.</summary>
    protected virtual bool CanGather => false;

    /// <summary>
    /// Replaces the columns of this objective, which is a copy made for the purpose, by values copied from another one. It is called only where
    /// <see cref="CanGather"/> says so.
    /// </summary>
    /// <param name="source">An objective of the same type.</param>
    /// <param name="items">Items of <paramref name="source"/>.</param>
    /// <param name="position">Where they go; there is room for <see cref="Objective.ChunkLength"/> items in all.</param>
    /// <exception cref="NotSupportedException">The objective can't gather.</exception>
    protected virtual void Gather(Objective<T> source, ReadOnlySpan<int> items, int position)
        => throw new NotSupportedException($"'{Loss.Name}' can't gather items.");

    /// <summary>
    /// A copy of this objective with some of its items next to each other, for <see cref="ReturnBatch"/> to take back; null where it can't gather.
    /// </summary>
    internal Objective<T>? RentBatch(ReadOnlySpan<int> items)
    {
        if (!CanGather)
        {
            return null;
        }

        Objective<T> batch = batches.Rent() ?? CopyForBatches();
        batch.Gather(this, items, 0);
        return batch;
    }

    /// <summary>A copy of this objective for items to be gathered in.</summary>
    internal Objective<T> CopyForBatches()
    {
        var copy = (Objective<T>)MemberwiseClone();

        // Its columns will be its own.
        copy.Leases = default;
        copy.keptResults = null;
        return copy;
    }

    internal void ReturnBatch(Objective<T> batch) => batches.Return(batch);

    private void CheckItems(ReadOnlySpan<int> items)
    {
        if (items.IsEmpty)
        {
            throw new ArgumentException("No items are given: a mini-batch needs at least one.", nameof(items));
        }

        for (int i = 0; i < items.Length; i++)
        {
            if ((uint)items[i] >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(items),
                    items[i],
                    $"Item {Quantity.Number(items[i])}, at position {Quantity.Number(i)}, is not one of the {Quantity.OfItems(Count)} of '{Loss.Name}', "
                    + "which are counted from 0.");
            }
        }
    }

    private T Value(ReadOnlySpan<T> theta, in Selection selection, EvaluationOptions? options)
    {
        double value = 0;
        Evaluate(theta, selection, options ?? EvaluationOptions.Default, new Span<double>(ref value));
        return T.CreateTruncating(value);
    }

    [SkipLocalsInit]
    private T ValueAndGradient(ReadOnlySpan<T> theta, in Selection selection, Span<T> destination, EvaluationOptions? options)
    {
        using var buffer = new SumBuffer<double>(stackalloc double[SumBuffer<double>.StackLength], 1 + ParameterCount);
        Span<double> results = buffer.Sums;
        Evaluate(theta, selection, options ?? EvaluationOptions.Default, results);
        CopyGradient(results.Slice(1), destination);
        return T.CreateTruncating(results[0]);
    }

    private static void CopyGradient(ReadOnlySpan<double> gradient, Span<T> destination)
    {
        if (typeof(T) == typeof(double))
        {
            MemoryMarshal.Cast<double, T>(gradient).CopyTo(destination);
            return;
        }

        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = T.CreateTruncating(gradient[i]);
        }
    }

    private void Evaluate(ReadOnlySpan<T> theta, in Selection selection, EvaluationOptions options, Span<double> results)
    {
        if (selection.Items.IsEmpty)
        {
            Evaluate(theta, selection.Range, options, results);
            return;
        }

        options.CancellationToken.ThrowIfCancellationRequested();
        int count = selection.Items.Length;
        int[] items = ArrayPool<int>.Shared.Rent(count);
        T[] copy = ArrayPool<T>.Shared.Rent(PassParameterCount);
        try
        {
            // Threads can't share spans; and what the caller does to them meanwhile must not matter.
            selection.Items.CopyTo(items);
            ReadOnlyMemory<T> parameters = WithPrologue(theta, copy);
            var pass = new BatchPass<T>(this, items.AsMemory(0, count), parameters);
            RunGradientSums(pass, parameters.Span, new ItemRange(0, count), options, results);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(copy);
            ArrayPool<int>.Shared.Return(items);
        }

        Complete(theta, count, results);
    }

    /// <summary>What is evaluated: a range, or items that are given one by one.</summary>
    private readonly ref struct Selection
    {
        public Selection(ItemRange range) => Range = range;

        public Selection(ReadOnlySpan<int> items) => Items = items;

        public ItemRange Range { get; }

        public ReadOnlySpan<int> Items { get; }
    }
}
