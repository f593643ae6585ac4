namespace SymGrad;

/// <summary>How far a pass over the data has come.</summary>
/// <param name="CompletedItems">How many items have been summed.</param>
/// <param name="TotalItems">How many there are to sum.</param>
public readonly record struct EvaluationProgress(int CompletedItems, int TotalItems);
