using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Copies the primal for the forward part of a gradient. What a branch computes inside is yielded from it as well, so that the reversal,
/// which comes later, can read it; what turns out not to be read is removed as dead code.
/// </summary>
internal sealed class PrimalCopier(Function source, FunctionBuilder builder) : FunctionCopier(source, builder)
{
    protected override void CopyBranch(Branch branch)
    {
        List<Value> thenValues = ScalarsDefinedIn(branch.Then);
        List<Value> elseValues = ScalarsDefinedIn(branch.Else);
        Region then = CopySide(branch.Then, thenValues, elseValues, isThen: true);
        Region otherwise = CopySide(branch.Else, thenValues, elseValues, isThen: false);
        ImmutableArray<Value> results = Builder.Branch(this[branch.Condition], then, otherwise);
        IEnumerable<Value> originals = branch.Results.Concat(thenValues).Concat(elseValues);
        foreach ((Value original, Value result) in originals.Zip(results, (original, result) => (original, result)))
        {
            Define(original, result);
        }
    }

    private static List<Value> ScalarsDefinedIn(Region region)
        => [.. region.Instructions.Where(i => i is not Guard).SelectMany(i => i.Results().Concat(i.Inner().SelectMany(ScalarsDefinedIn)))];

    private Region CopySide(Region side, List<Value> thenValues, List<Value> elseValues, bool isThen)
    {
        Builder.BeginRegion();
        CopyInstructions(side);
        IEnumerable<Value> recorded = isThen
            ? Map(thenValues).Concat(elseValues.Select(Zero))
            : thenValues.Select(Zero).Concat(Map(elseValues));
        return Builder.EndRegion(Map(side.Yields).Concat(recorded));
    }

    private Value Zero(Value original) => Builder.Compute(new ConstantOperation(Source.TypeOf(original), 0));
}
