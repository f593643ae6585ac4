namespace SymGrad;

/// <summary>How far a pass over the data has come.</summary>
/// <param name="CompletedItems">How many items have been summed.</param>
/// <param name="TotalItems">How many there are to sum; null for a stream that has not come to its end yet.</param>
public readonly record struct EvaluationProgress(long CompletedItems, long? TotalItems);
