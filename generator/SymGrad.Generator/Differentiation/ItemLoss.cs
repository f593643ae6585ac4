using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>What is left of a loss for each item of a pass, where some of its work is done once for the pass, or once for the data set.</summary>
/// <param name="Value">The loss of an item. It takes θ and data as far as they are still needed, and the results of such work: those of the data first.</param>
/// <param name="ValueAndGradient">Yields the loss of an item, then the adjoint of each number in θ and among the results of work on θ, in order.</param>
internal sealed record ItemLoss(Function Value, Function ValueAndGradient);
