using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>A loss in two parts: what is computed from θ alone, once before a pass, and what is left for each item.</summary>
/// <param name="Results">What the items take from the first part: numbers, then arrays.</param>
/// <param name="Lengths">For each of these arrays, its number of elements, from parameters that stand for the lengths of those in θ.</param>
/// <param name="Values">From θ, yields the numbers and fills the arrays, which are its last parameters.</param>
/// <param name="Pullback">From θ and the adjoints of the results, yields the adjoints of the numbers in θ, and adds those of its arrays to destinations.</param>
/// <param name="ItemValue">The loss of an item. It takes θ as far as it is still needed, data, and the results.</param>
/// <param name="ItemValueAndGradient">Yields the loss of an item, then the adjoint of each number among θ and the results, in order.</param>
internal sealed record LossPrologue(
    EquatableArray<Parameter> Results,
    EquatableArray<Function> Lengths,
    Function Values,
    Function Pullback,
    Function ItemValue,
    Function ItemValueAndGradient)
{
    /// <summary>Whether the loss of an item is affine in θ and the results together, so that sums over the data are all that a value and a gradient need.</summary>
    public bool IsLinear { get; init; }
}
