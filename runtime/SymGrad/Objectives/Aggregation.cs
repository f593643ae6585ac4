namespace SymGrad;

/// <summary>How the losses of the items make one objective.</summary>
public enum Aggregation
{
    /// <summary>The mean of the losses of the items: their sum divided by their number. A mini-batch divides by its own size.</summary>
    Mean = 0,

    /// <summary>The sum of the losses of the items.</summary>
    Sum = 1,
}
