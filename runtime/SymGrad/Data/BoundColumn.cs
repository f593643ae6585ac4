namespace SymGrad;

/// <summary>What an objective knows of a column of its data: the name used in messages, and the length that must agree.</summary>
/// <param name="Name">The parameter of the loss that the column is for.</param>
/// <param name="Length">How many items the column has, or null when it has the same value for every item.</param>
public readonly record struct BoundColumn(string Name, int? Length)
{
    /// <summary>What has to be held while the column is read; null where the garbage collector takes care of it.</summary>
    internal IDataLease? Lease { get; init; }
}
