using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>What is done to a derivative that a sweep has written: what nothing needs goes, branches on one condition become one, and loops run forwards where they may.</summary>
internal static class DerivativeSimplification
{
    /// <param name="function">A derivative.</param>
    /// <param name="keptReads">Which reads of the loss stay: all of them where its value is computed.</param>
    public static Function Apply(Function function, KeptReads keptReads)
    {
        Function simplified = BranchMerging.Apply(DeadCode.Remove(function, keptReads), keptReads);
        return simplified.UsesMemory()
            ? DeadCode.Remove(IndependentIterations.Apply(DeadCode.Remove(simplified, keptReads)), keptReads)
            : simplified;
    }
}
