using System;
using System.Collections.Generic;
using System.Linq;

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

    /// <summary>From so many items for each sum on, evaluating the sums takes less time than a pass.</summary>
    private const int ItemsPerSum = 16;

    /// <summary>From so many items for each row of derivatives on, evaluating an expansion takes less time than a pass.</summary>
    private const int ItemsPerRow = 4;

    /// <summary>
    /// How many passes one row of derivatives takes: a pass for value and gradient goes over eight items at once, and that for the derivatives does not. Measured for rows of ten and a hundred
    /// numbers: between 2 and 5 (`benchmarks -- plans`).
    /// </summary>
    private const double PassesPerRow = 2.5;

    /// <summary>So few rows of derivatives are added up at once.</summary>
    private const int FewRows = 16;

    /// <summary>The most derivatives that are kept: 256 MB of them.</summary>
    private const long MostDerivatives = 1 << 25;

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
        Leases = new DataLeases(columns);
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
    public EvaluationPlan Plan => new(ChosenPlan, DescribePlan(), DescribeReason(), DataPassCount);

    /// <summary>The plans that what the loss is as a function of θ allows: what <see cref="Objective{T}.WithPlan"/> takes.</summary>
    public IReadOnlyList<PlanKind> AvailablePlans => [.. Enum.GetValues<PlanKind>().Where(IsAvailable)];

    /// <summary>
    /// How many passes over the data have been begun so far; a mini-batch counts as one. Objectives made from one another by
    /// <see cref="Objective{T}.WithRegularizer"/> share their data and so this number. It stays 0 for a loss without data.
    /// </summary>
    public long DataPassCount => Counts.PassCount;

    /// <summary>Whether the loss has data: otherwise it is a function of θ alone, such as a regulariser.</summary>
    internal bool HasData { get; }

    /// <summary>Whether the sums of one pass are good for all θ.</summary>
    internal bool HasConstantGradient => Loss.Structure is LossStructure.Constant or LossStructure.Affine;

    /// <summary>What is held while the columns are read.</summary>
    private protected DataLeases Leases { get; set; }

    /// <summary>What is known of the data set beyond the columns, without what was found before the instance changed.</summary>
    private protected DataState State
    {
        get
        {
            if (ReadsInstance)
            {
                Counts.Follow(this);
            }

            return Counts;
        }
    }

    /// <summary>The same, to count what is done.</summary>
    private protected DataState Counts { get; } = new();

    /// <summary>Whether the loss is a method of an instance, and reads what that holds.</summary>
    protected virtual bool ReadsInstance => false;

    /// <summary>Writes down what the loss reads of its instance. It is called only where <see cref="ReadsInstance"/> is true.</summary>
    /// <param name="values">Takes the numbers and arrays, always the same ones in the same order.</param>
    protected virtual void ReadInstance(InstanceValues values)
    {
    }

    internal void CopyInstance(InstanceValues values)
    {
        values.Clear();
        if (ReadsInstance)
        {
            ReadInstance(values);
        }
    }

    /// <summary>Whether another objective's loss reads the same of its instance, bit for bit.</summary>
    internal bool HasInstanceOf(Objective other)
    {
        InstanceValues own = new();
        InstanceValues others = new();
        CopyInstance(own);
        other.CopyInstance(others);
        return own.Bytes.SequenceEqual(others.Bytes);
    }

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

    /// <summary>How the loss of the whole data set is computed.</summary>
    private protected PlanKind ChosenPlan => GivenPlan
        ?? (HasConstantGradient ? PlanKind.ConstantGradient : PaysForSums ? PlanKind.Sums : PaysForExpansion ? PlanOfExpansion : PlanKind.PerItem);

    /// <summary>The plan that was asked for.</summary>
    private protected PlanKind? GivenPlan { get; set; }

    /// <summary>Whether passes add up with the digits that rounding would lose.</summary>
    internal bool IsCompensated { get; private protected set; }

    /// <summary>The number of sums that the loss is put together from; 0 where it is not.</summary>
    private protected virtual int AvailableSumCount => 0;

    /// <summary>How many passes for value and gradient take as long as the pass for the sums, roughly.</summary>
    private protected virtual int PassCostOfSums => 1;

    /// <summary>The regularisers, as they are added to a plan: " + 0.5·Ridge"; empty where there are none.</summary>
    private protected virtual string RegularizersInWords => "";

    /// <summary>What is computed from the data alone, and when; empty where nothing is.</summary>
    private protected virtual string DataPartInWords => "";

    /// <summary>What is computed from θ alone, once before a pass over the items; empty where nothing is.</summary>
    private protected virtual string PrologueInWords => "";

    /// <summary>The derivatives about which the loss can be expanded; null where it is no polynomial.</summary>
    private protected virtual TaylorRows? Expansion => null;

    /// <summary>Whether it is a polynomial in θ that is expanded, and not one in what has been computed from θ.</summary>
    private protected virtual bool ExpandsTheta => true;

    /// <summary>What is computed from θ alone before an expansion is evaluated; empty where nothing is.</summary>
    private protected virtual string LiftedInWords => "";

    private PlanKind PlanOfExpansion => Expansion is { Degree: 2 } && ExpandsTheta ? PlanKind.Hessian : PlanKind.Taylor;

    private protected bool IsAvailable(PlanKind plan) => plan switch
    {
        PlanKind.PerItem => true,
        PlanKind.ConstantGradient => HasConstantGradient,
        PlanKind.Sums => AvailableSumCount > 0 && HasData,
        PlanKind.Hessian or PlanKind.Taylor => Expansion is { MostEntries: <= MostDerivatives } && HasData && plan == PlanOfExpansion,
        _ => false,
    };

    // Putting together a sum takes some twenty operations with twice the digits, about as long as several items do.
    private bool PaysForSums => AvailableSumCount > 0 && IsAvailable(PlanKind.Sums) && Count >= ItemsPerSum * AvailableSumCount
        && State.CurrentLiftedSums() is not { IsConfirmed: false };

    // A pass for the derivatives takes as long as many passes do. Where these are many, they are spent on evaluations first: if there are no more of
    // them, nothing is lost, and if there are many, no more than as much again.
    private bool PaysForExpansion => Expansion is not null && IsAvailable(PlanOfExpansion) && Count >= ItemsPerRow * Expansion.RowCount
        && (Expansion.Cost <= FewRows || Counts.EvaluationCount >= PassesPerRow * Expansion.Cost)
        && State.CurrentExpansion() is not { IsConfirmed: false };

    private string DescribePlan()
    {
        int chunkCount = new ItemRange(0, Count).ChunkCount;
        return (HasData, ChosenPlan) switch
        {
            (false, PlanKind.ConstantGradient) => $"constant gradient: computed once, then reused{RegularizersInWords}",
            (false, _) => $"no data: computed from θ alone{RegularizersInWords}",
            (true, PlanKind.ConstantGradient) => $"constant gradient: one pass over {Quantity.OfItems(Count)}, then reused{RegularizersInWords}",
            (true, PlanKind.Sums) => $"sums: one pass over {Quantity.OfItems(Count)} for {Quantity.Of(AvailableSumCount, "sum", "sums")}, then reused{RegularizersInWords}",
            (true, PlanKind.Hessian) => $"Hessian: one pass over {Quantity.OfItems(Count)} for its "
                + $"{Quantity.Of(Expansion!.EntryCount, "entry", "entries")}, then reused{RegularizersInWords}",
            (true, PlanKind.Taylor) => $"Taylor expansion: one pass over {Quantity.OfItems(Count)} for its "
                + $"{Quantity.Of(Expansion!.EntryCount, "derivative", "derivatives")} up to the order {Quantity.Number(Expansion.Degree)}, then reused"
                + RegularizersInWords
                + (LiftedInWords.Length > 0 ? $"; once per evaluation, from θ alone: {LiftedInWords}" : ""),
            (true, _) => $"per-item pass: {Quantity.OfItems(Count)} in {Quantity.Of(chunkCount, "chunk", "chunks")}, "
                + (ChunkedPass.IsParallel(chunkCount, int.MaxValue) ? "on several threads where that pays" : "on one thread")
                + (IsCompensated ? ", with compensated sums" : "")
                + RegularizersInWords
                + (DataPartInWords.Length > 0 ? $"; {DataPartInWords}" : "")
                + (PrologueInWords.Length > 0 ? $"; once per pass, from θ alone: {PrologueInWords}" : ""),
        };
    }

    private string DescribeReason()
    {
        string structure = $"the loss is {Loss.StructureInWords}";
        string passes = Counts.FallbackCount is > 0 and { } count
            ? $"; {Quantity.Of(count, "evaluation", "evaluations")} by a pass, for digits"
            : "";
        return ChosenPlan switch
        {
            _ when GivenPlan is not null => $"as asked for; {structure}{passes}",
            PlanKind.Sums => $"{structure}; pays from {Quantity.Of(PassCostOfSums + 2, "evaluation", "evaluations")} on{passes}",
            PlanKind.Hessian or PlanKind.Taylor => $"{structure}; pays from {Quantity.Of((long)(PassesPerRow * Expansion!.Cost) + 2, "evaluation", "evaluations")} on{passes}",
            PlanKind.PerItem when State.CurrentLiftedSums() is { IsConfirmed: false } || State.CurrentExpansion() is { IsConfirmed: false }
                => $"{structure}, but sums over these data do not give what the items do",
            PlanKind.PerItem when IsAvailable(PlanKind.Sums)
                => $"{structure}, but {Quantity.Of(AvailableSumCount, "sum", "sums")} pay from {Quantity.OfItems(ItemsPerSum * AvailableSumCount)} on",
            PlanKind.PerItem when IsAvailable(PlanOfExpansion) && Count < ItemsPerRow * Expansion!.RowCount
                => $"{structure}, but {(PlanOfExpansion == PlanKind.Hessian ? "its Hessian pays" : "its derivatives pay")} from {Quantity.OfItems((long)(ItemsPerRow * Expansion.RowCount))} on",
            PlanKind.PerItem when IsAvailable(PlanOfExpansion)
                => $"{structure}; {(PlanOfExpansion == PlanKind.Hessian ? "its Hessian is" : "its derivatives are")} summed after "
                    + Quantity.Of((long)(PassesPerRow * Expansion!.Cost), "evaluation", "evaluations"),
            _ => structure,
        };
    }
}
