using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Hoisting;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Pipeline;

/// <summary>Derivatives in simplest form.</summary>
internal static class LossDerivatives
{
    /// <summary>Value and gradient.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="valued">The helpers whose derivatives return their values, too.</param>
    public static Function ValueAndGradient(Function loss, IReadOnlyCollection<string> valued)
        => DerivativeSimplification.Apply(ReverseSweep.Differentiate(loss, valued), KeptReads.All);

    /// <summary>Value and gradient without calls of functions on arrays; null where there are none anyway.</summary>
    public static Function? Reference(Function loss, IReadOnlyCollection<string> valued) => Expansions.Exist(loss) ? ValueAndGradient(Expansions.Meaning(loss), valued) : null;

    public static ItemLoss OfItem(Function item, IReadOnlyCollection<string> valued)
        => new(DeadCode.Remove(Expansions.Calls(item), KeptReads.All), ValueAndGradient(item, valued));

    public static LossPrologue OfPrologue(HoistedLoss hoisted, IReadOnlyCollection<string> valued)
    {
        Function weighted = DerivativeSimplification.Apply(ReverseSweep.Differentiate(hoisted.Weighted, valued), KeptReads.None);
        return new(
            hoisted.Results,
            hoisted.Lengths,
            DeadCode.Remove(Expansions.Calls(hoisted.Values), KeptReads.All),
            DeadCode.Remove(weighted, Enumerable.Range(1, weighted.Body.Yields.Count - 1)));
    }
}
