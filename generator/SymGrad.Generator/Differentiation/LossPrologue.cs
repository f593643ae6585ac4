using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>What a loss computes from θ alone, once before a pass. The rest is an <see cref="ItemLoss"/>.</summary>
/// <param name="Results">What the items take from the first part: numbers, then arrays.</param>
/// <param name="Lengths">For each of these arrays, its number of elements, from parameters that stand for the lengths of those in θ.</param>
/// <param name="Values">From θ, yields the numbers and fills the arrays, which are its last parameters.</param>
/// <param name="Pullback">From θ and the adjoints of the results, yields the adjoints of the numbers in θ, and adds those of its arrays to destinations.</param>
internal sealed record LossPrologue(
    EquatableArray<Parameter> Results,
    EquatableArray<Function> Lengths,
    Function Values,
    Function Pullback)
{
    /// <summary>Whether the loss of an item is affine in θ and the results together, so that sums over the data are all that a value and a gradient need.</summary>
    public bool IsLinear { get; init; }
}
