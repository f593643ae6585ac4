namespace SymGrad;

/// <summary>How an objective computes its sums, and why; a snapshot. <see cref="ToString"/> prints it as a sentence.</summary>
/// <param name="Kind">Which plan it is.</param>
/// <param name="Description">What an evaluation of the whole data set does.</param>
/// <param name="Reason">Why this plan.</param>
/// <param name="DataPassCount">How many passes over the data have been begun so far.</param>
public sealed record EvaluationPlan(PlanKind Kind, string Description, string Reason, long DataPassCount)
{
    /// <summary>Prints the plan.</summary>
    /// <returns>One line: what is done, why, and how many passes there have been so far.</returns>
    public override string ToString()
        => $"{Description} ({Reason}; {Quantity.Of(DataPassCount, "data pass", "data passes")} so far)";
}
