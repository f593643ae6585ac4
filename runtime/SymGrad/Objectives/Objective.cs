using System;

namespace SymGrad;

/// <summary>
/// What all objectives have in common, whatever their precision: the loss, its parameters, and what is known of the data. Evaluation
/// is in <see cref="Objective{T}"/>, from which generated objectives derive.
/// </summary>
public abstract class Objective
{
    /// <summary>
    /// How many items are summed at a time. Chunks are counted from the first item of the range evaluated, and their sums are added up
    /// in a tree that depends on the number of chunks only, which makes results the same to the last bit for any number of threads.
    /// </summary>
    public const int ChunkLength = 1024;

    private protected Objective(
        LossDescription loss, Aggregation aggregation, ReadOnlySpan<Shape> shapes, ReadOnlySpan<BoundColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (aggregation is not (Aggregation.Mean or Aggregation.Sum))
        {
            throw new ArgumentOutOfRangeException(
                nameof(aggregation), aggregation, $"The aggregation must be {nameof(Aggregation.Mean)} or {nameof(Aggregation.Sum)}.");
        }

        Loss = loss;
        Aggregation = aggregation;
        Parameters = new ParameterLayout(loss.ParameterNames, shapes);
        HasData = !columns.IsEmpty;
        Count = HasData ? ColumnLengths.Common(columns) : 1;
    }

    /// <summary>The loss, as the compiler describes it.</summary>
    public LossDescription Loss { get; }

    /// <summary>How the parameters lie in the flat θ vector.</summary>
    public ParameterLayout Parameters { get; }

    /// <summary>The length of the θ vector and of the gradient.</summary>
    public int ParameterCount => Parameters.Count;

    /// <summary>The number of items; 1 for a loss without data.</summary>
    public int Count { get; }

    /// <summary>Whether the objective is the mean or the sum of the losses of the items.</summary>
    public Aggregation Aggregation { get; }

    /// <summary>How the objective computes its sums, why, and how often it has gone over the data so far.</summary>
    public EvaluationPlan Plan => new(
        HasConstantGradient ? PlanKind.ConstantGradient : PlanKind.PerItem,
        DescribePlan(),
        $"the loss is {Loss.StructureInWords}",
        DataPassCount);

    /// <summary>
    /// How many passes over the data have been begun so far; a mini-batch counts as one. Objectives made from one another by
    /// <see cref="Objective{T}.WithRegularizer"/> share their data and so this number. It stays 0 for a loss without data.
    /// </summary>
    public long DataPassCount => State.PassCount;

    /// <summary>Whether the loss has data: otherwise it is a function of θ alone, such as a regulariser.</summary>
    internal bool HasData { get; }

    /// <summary>Whether the sums of one pass are good for all θ.</summary>
    internal bool HasConstantGradient => Loss.Structure is LossStructure.Constant or LossStructure.Affine;

    /// <summary>What is known of the data set beyond the columns.</summary>
    private protected DataState State { get; } = new();

    /// <summary>
    /// Forgets sums over the data that are kept between evaluations. Call it after the values of an array bound to a column have been
    /// changed in place; the next evaluation then goes over the data again.
    /// </summary>
    /// <remarks>An evaluation that is running on another thread meanwhile may still use the sums of before.</remarks>
    public void InvalidateSums() => State.Invalidate();

    /// <summary>Describes the objective: the loss, the number of items and the plan.</summary>
    /// <returns>Two lines.</returns>
    public override string ToString()
        => $"{(Aggregation == Aggregation.Mean ? "mean" : "sum")} of {Loss.Name} over {Quantity.OfItems(Count)}\n{Plan}";

    private protected virtual string DescribePlan()
    {
        int chunkCount = new ItemRange(0, Count).ChunkCount;
        return (HasData, HasConstantGradient) switch
        {
            (false, true) => "constant gradient: computed once, then reused",
            (false, false) => "no data: computed from θ alone",
            (true, true) => $"constant gradient: one pass over {Quantity.OfItems(Count)}, then reused",
            (true, false) => $"per-item pass: {Quantity.OfItems(Count)} in {Quantity.Of(chunkCount, "chunk", "chunks")}, "
                + (ChunkedPass.IsParallel(chunkCount, int.MaxValue) ? "on several threads" : "on one thread"),
        };
    }
}
