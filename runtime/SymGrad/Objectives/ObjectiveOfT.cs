using System;
using System.Buffers;
using System.Numerics;

namespace SymGrad;

/// <summary>
/// The mean or the sum of a loss over a data set, as a function of the flat θ vector: its value and its gradient, over all items or any
/// mini-batch of them, a range or items given one by one. The compiler derives one from it for each loss.
/// </summary>
/// <typeparam name="T">The precision of θ and of the loss: <see cref="double"/> or <see cref="float"/>.</typeparam>
/// <remarks>
/// <para>Sums are accumulated in double precision, for single-precision losses too, and rounded to <typeparamref name="T"/> at the end.
/// Chunks of <see cref="Objective.ChunkLength"/> items, counted from the first item of the range evaluated, are summed one by one; their
/// sums are added up pairwise in a tree that depends on the number of chunks only. The result therefore is the same to the last bit for
/// any number of threads.</para>
/// <para>When the loss is affine in θ, the first evaluation over all items computes Σ L(0) and Σ ∂L/∂θ in one compensated pass; later
/// ones go over no data: the gradient is the constant found, whatever θ is, and the value is Σ L(0) + θ·Σ ∂L/∂θ. The value follows IEEE
/// arithmetic at non-finite θ: NaN gives NaN, and an infinite parameter times a coefficient of zero gives NaN, as an item's own term 0·∞
/// would. A mini-batch that is not the whole data set is summed by a pass of its own.</para>
/// <para>When the loss is a sum of products of a function of θ and one of the item, evaluations over enough items come from sums that are found in
/// one pass, with twice the digits of a double; when it is a polynomial and has arrays, from its derivatives, which are found in one pass too. <see cref="Objective.Plan"/> says which, and
/// <see cref="WithPlan"/> makes another choice.</para>
/// <para>An objective may be evaluated from several threads at once. When an evaluation throws, nothing has been written to its
/// destination; what the loss itself throws comes out as it was thrown, and is the exception of the first chunk of items that has one,
/// for any number of threads. θ and the destination of a gradient may overlap.</para>
/// </remarks>
public abstract partial class Objective<T> : Objective
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private RegularizerTerm<T>[] regularizers = [];

    /// <summary>Binds a loss to its data.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="aggregation">Whether the mean or the sum is meant.</param>
    /// <param name="columns">One for each data parameter of the loss; none for a loss without data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="loss"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="aggregation"/> is not a member of its enumeration.</exception>
    /// <exception cref="ArgumentException">
    /// The lengths of two columns differ, the data set is empty, or no column has a length. The exception names the column as the argument.
    /// </exception>
    protected Objective(LossDescription loss, Aggregation aggregation, params ReadOnlySpan<BoundColumn> columns)
        : base(loss, aggregation, [], columns)
    {
    }

    /// <summary>Binds a loss with arrays among θ to its data.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="aggregation">Whether the mean or the sum is meant.</param>
    /// <param name="shapes">The shape of each parameter θ, in their order; the default one for a number.</param>
    /// <param name="columns">One for each data parameter of the loss; none for a loss without data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="loss"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="aggregation"/> is not a member of its enumeration.</exception>
    /// <exception cref="OverflowException">The parameters would have more than 2³¹ − 1 elements.</exception>
    /// <exception cref="ArgumentException">
    /// There are more or fewer shapes than parameters. Or the lengths of two columns differ, the data set is empty, or no column has a length. The exception names the column as the argument.
    /// </exception>
    protected Objective(
        LossDescription loss, Aggregation aggregation, ReadOnlySpan<Shape> shapes, params ReadOnlySpan<BoundColumn> columns)
        : base(loss, aggregation, shapes, columns)
    {
    }

    /// <summary>Whether <see cref="WithRegularizer"/> has added anything.</summary>
    public bool HasRegularizers => regularizers.Length > 0;

    /// <summary>The value of the objective over all items.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/>.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses, plus the weighted regularisers.</returns>
    /// <exception cref="ArgumentException"><paramref name="theta"/> has not <see cref="Objective.ParameterCount"/> elements.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public T Value(ReadOnlySpan<T> theta, EvaluationOptions? options = null) => Value(theta, Range.All, options);

    /// <summary>The value of the objective over a mini-batch.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/>.</param>
    /// <param name="items">The items of the mini-batch, at least one. A mean divides by their number.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses of these items, plus the weighted regularisers in full.</returns>
    /// <exception cref="ArgumentException"><paramref name="theta"/> has not <see cref="Objective.ParameterCount"/> elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is empty or not within the data set.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public T Value(ReadOnlySpan<T> theta, Range items, EvaluationOptions? options = null)
    {
        CheckTheta(theta);
        return Value(theta, new Selection(Resolve(items)), options);
    }

    /// <summary>The gradient of the objective over all items. The gradient of the mean is the mean of the gradients.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/>.</param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not <see cref="Objective.ParameterCount"/> elements.
    /// </exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public void Gradient(ReadOnlySpan<T> theta, Span<T> destination, EvaluationOptions? options = null)
        => ValueAndGradient(theta, Range.All, destination, options);

    /// <summary>The gradient of the objective over a mini-batch.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/>.</param>
    /// <param name="items">The items of the mini-batch, at least one. A mean divides by their number.</param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not <see cref="Objective.ParameterCount"/> elements.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is empty or not within the data set.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public void Gradient(ReadOnlySpan<T> theta, Range items, Span<T> destination, EvaluationOptions? options = null)
        => ValueAndGradient(theta, items, destination, options);

    /// <summary>The value and the gradient of the objective over all items, in one pass.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/>.</param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses, plus the weighted regularisers.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not <see cref="Objective.ParameterCount"/> elements.
    /// </exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public T ValueAndGradient(ReadOnlySpan<T> theta, Span<T> destination, EvaluationOptions? options = null)
        => ValueAndGradient(theta, Range.All, destination, options);

    /// <summary>The value and the gradient of the objective over a mini-batch, in one pass.</summary>
    /// <param name="theta">The parameters, in the order of <see cref="Objective.Parameters"/>.</param>
    /// <param name="items">The items of the mini-batch, at least one. A mean divides by their number.</param>
    /// <param name="destination">Receives the gradient, in the same order and length. It may overlap θ.</param>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The mean or sum of the losses of these items, plus the weighted regularisers in full.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="theta"/> or <paramref name="destination"/> has not <see cref="Objective.ParameterCount"/> elements.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is empty or not within the data set.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public T ValueAndGradient(ReadOnlySpan<T> theta, Range items, Span<T> destination, EvaluationOptions? options = null)
    {
        CheckTheta(theta);
        CheckDestination(destination.Length);
        return ValueAndGradient(theta, new Selection(Resolve(items)), destination, options);
    }

    /// <summary>This objective plus a weighted regulariser. This objective itself stays as it is.</summary>
    /// <param name="regularizer">
    /// An objective of a loss without data. Its parameters stand for those of the same names of this objective, which may have more.
    /// </param>
    /// <param name="weight">What the regulariser is multiplied by; finite.</param>
    /// <returns>
    /// A new objective over the same data, which shares the sums and the number of passes with this one. Regularisers add up when
    /// the method is called repeatedly.
    /// </returns>
    /// <remarks>
    /// The weighted regulariser is added once and in full to a mean, to a sum and to a mini-batch alike; it is not divided by the number
    /// of items.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="regularizer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">
    /// The regulariser has data, or a parameter that this objective has not, or has with another length.
    /// </exception>
    public Objective<T> WithRegularizer(Objective<T> regularizer, T weight)
    {
        ArgumentNullException.ThrowIfNull(regularizer);
        var term = new RegularizerTerm<T>(regularizer, weight, this);
        var sum = (Objective<T>)MemberwiseClone();
        sum.regularizers = [.. regularizers, term];
        return sum;
    }

    /// <summary>This objective with a plan that is given instead of chosen. This objective itself stays as it is.</summary>
    /// <param name="plan">How to compute the sums over all items.</param>
    /// <returns>A new objective over the same data, which shares the sums and the number of passes with this one.</returns>
    /// <exception cref="ArgumentException">What the loss is as a function of θ does not allow the plan.</exception>
    public Objective<T> WithPlan(PlanKind plan)
    {
        if (!IsAvailable(plan))
        {
            throw new ArgumentException(
                $"There is no plan {plan} for '{Loss.Name}', which is {Loss.StructureInWords}{(HasData ? "" : " and has no data")}.", nameof(plan));
        }

        var planned = (Objective<T>)MemberwiseClone();
        planned.GivenPlan = plan;
        return planned;
    }

    /// <summary>Of how many parameters generated code keeps a sum for each of the eight items that it goes over at once.</summary>
    protected virtual int LaneSumCount => PassParameterCount;

    /// <summary>Whether generated code goes over eight items at once where it can.</summary>
    /// <param name="count">How many items there are to go over.</param>
    /// <returns>Whether there are as many, and eight at once are faster.</returns>
    protected bool UsesLanes(int count)
        => count >= ItemLanes.Count && !IsCompensated && ItemLanes.IsAccelerated && LaneSumCount <= ItemLanes.MaximalParameterCount;

    /// <summary>Sums the loss over a run of items.</summary>
    /// <param name="theta">The parameters, and behind them the <see cref="PrologueCount"/> numbers that have been computed from them.</param>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items; at most <see cref="Objective.ChunkLength"/>, and 1 for a loss without data.</param>
    /// <returns>Σ L, added in the order of the items.</returns>
    protected abstract double AccumulateValue(ReadOnlySpan<T> theta, int start, int count);

    /// <summary>Adds the loss and its derivatives over a run of items to sums.</summary>
    /// <param name="theta">The parameters, and behind them the <see cref="PrologueCount"/> numbers that have been computed from them.</param>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items; at most <see cref="Objective.ChunkLength"/>, and 1 for a loss without data.</param>
    /// <param name="sums">
    /// Element 0 is increased by Σ L, added in the same order as by <see cref="AccumulateValue"/>, and element 1 + j by Σ ∂L/∂ of the number at j in
    /// <paramref name="theta"/>, the others held fixed.
    /// </param>
    protected abstract void AccumulateValueAndGradient(ReadOnlySpan<T> theta, int start, int count, Span<double> sums);

    /// <summary>
    /// Adds the coefficients of a loss that is constant or affine in θ over a run of items to sums. It is not called for other losses.
    /// </summary>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items; at most <see cref="Objective.ChunkLength"/>, and 1 for a loss without data.</param>
    /// <param name="sums">Element 0 takes L at θ = 0 of each item, and element 1 + j takes ∂L/∂θⱼ of each item.</param>
    /// <remarks>The method of the base class evaluates <see cref="AccumulateValueAndGradient"/> at θ = 0, item by item.</remarks>
    protected virtual void AccumulateCoefficients(int start, int count, Span<CompensatedSum> sums) => AccumulateAtZero(ParameterCount, start, count, sums);

    /// <summary>Writes the value and, when there is room for more than it, the gradient. All arguments have been checked.</summary>
    internal void Evaluate(ReadOnlySpan<T> theta, ItemRange range, EvaluationOptions options, Span<double> results)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        PlanKind plan = PlanKind.PerItem;
        if (range.Count == Count)
        {
            plan = ChosenPlan;
            if (Expansion is not null)
            {
                Counts.CountEvaluation();
            }
        }

        if (plan == PlanKind.ConstantGradient)
        {
            EvaluateFromSums(theta, options, results);
        }
        else if (plan == PlanKind.Sums)
        {
            EvaluateFromTerms(theta, options, results);
        }
        else if (plan is PlanKind.Hessian or PlanKind.Taylor)
        {
            EvaluateFromExpansion(theta, options, results);
        }
        else
        {
            EvaluateByPass(theta, range, options, results);
        }

        Complete(theta, range.Count, results);
    }

    internal double SumValue(ReadOnlySpan<T> theta, int start, int count) => AccumulateValue(theta, start, count);

    internal void SumValueAndGradient(ReadOnlySpan<T> theta, int start, int count, Span<double> sums)
        => AccumulateValueAndGradient(theta, start, count, sums);

    internal void SumCoefficients(int start, int count, Span<CompensatedSum> sums) => AccumulateCoefficients(start, count, sums);

    internal void RunPass<TPass, TSum>(in TPass pass, ItemRange range, EvaluationOptions options, Span<TSum> result)
        where TPass : struct, IChunkPass<TSum>
        where TSum : unmanaged
    {
        if (HasData)
        {
            Counts.CountPass();
        }

        Leases.Hold();
        try
        {
            ChunkedPass.Run(pass, range, options, result);
        }
        finally
        {
            Leases.Release();
        }
    }

    private protected override string RegularizersInWords => string.Concat(Array.ConvertAll(regularizers, term => $" + {term}"));

    /// <summary>Makes the mean of the sums, if it is meant, and adds the regularisers.</summary>
    internal void Complete(ReadOnlySpan<T> theta, long count, Span<double> results)
    {
        if (Aggregation == Aggregation.Mean)
        {
            for (int i = 0; i < results.Length; i++)
            {
                results[i] /= count;
            }
        }

        foreach (RegularizerTerm<T> term in regularizers)
        {
            term.AddTo(results, theta);
        }
    }

    private void EvaluateFromSums(ReadOnlySpan<T> theta, EvaluationOptions options, Span<double> results)
    {
        if (State.CurrentSums() is { } sums)
        {
            options.Progress?.Report(new EvaluationProgress(Count, Count));
        }
        else
        {
            sums = State.Sums(this, options);
        }

        sums.Evaluate(theta, results);
    }

    private void EvaluateByPass(ReadOnlySpan<T> theta, ItemRange range, EvaluationOptions options, Span<double> results)
    {
        // Threads can't share a span; and what the caller does to θ meanwhile must not matter.
        T[] copy = ArrayPool<T>.Shared.Rent(PassParameterCount);
        try
        {
            ReadOnlyMemory<T> parameters = WithPrologue(theta, copy);
            if (results.Length == 1)
            {
                RunSums(new ValuePass<T>(this, parameters), range, options, results);
            }
            else
            {
                RunGradientSums(new GradientPass<T>(this, parameters), parameters.Span, range, options, results);
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(copy);
        }
    }

    internal void CheckTheta(ReadOnlySpan<T> theta)
    {
        if (theta.Length != ParameterCount)
        {
            throw new ArgumentException(
                $"θ has {Quantity.Of(theta.Length, "element", "elements")}, but '{Loss.Name}' has {DescribeParameters()}.", nameof(theta));
        }
    }

    internal void CheckDestination(int destination)
    {
        if (destination != ParameterCount)
        {
            throw new ArgumentException(
                $"The destination of the gradient has {Quantity.Of(destination, "element", "elements")}, "
                + $"but '{Loss.Name}' has {DescribeParameters()}.",
                nameof(destination));
        }
    }

    private string DescribeParameters()
        => $"{Quantity.Of(ParameterCount, "parameter", "parameters")}: {Parameters.DescribeEntries()}";

    private ItemRange Resolve(Range items)
    {
        int start = items.Start.GetOffset(Count);
        int end = items.End.GetOffset(Count);
        if (start < 0 || end > Count || start > end)
        {
            throw new ArgumentOutOfRangeException(
                nameof(items), items, $"The range of items does not lie within the {Quantity.OfItems(Count)} of '{Loss.Name}'.");
        }

        return end > start
            ? new ItemRange(start, end - start)
            : throw new ArgumentOutOfRangeException(nameof(items), items, "The range of items is empty: a mini-batch needs at least one.");
    }
}
