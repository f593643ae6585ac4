using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Copies the primal for the forward part of a gradient. The reversal of a branch comes after the branch, so it can't see what the branch
/// computed inside: arithmetic is recomputed there, and what costs more is recorded, that is, yielded from the branch as well. What turns
/// out not to be read is removed as dead code, and where both branches merge, nothing is left of either.
/// </summary>
internal sealed class PrimalCopier(Function source, FunctionBuilder builder) : FunctionCopier(source, builder)
{
    /// <summary>Computes again, in the current region, what is cheap of a region that was copied before.</summary>
    public void Recompute(Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            if (instruction is Compute compute && IsCheap(compute.Operation))
            {
                Copy(compute);
            }
        }
    }

    protected override void CopyBranch(Branch branch)
    {
        List<Value> thenValues = RecordedIn(branch.Then);
        List<Value> elseValues = RecordedIn(branch.Else);
        Region then = CopySide(branch.Then, thenValues, elseValues, isThen: true);
        Region otherwise = CopySide(branch.Else, thenValues, elseValues, isThen: false);
        ImmutableArray<Value> results = Builder.Branch(this[branch.Condition], then, otherwise);
        IEnumerable<Value> originals = branch.Results.Concat(thenValues).Concat(elseValues);
        foreach ((Value original, Value result) in originals.Zip(results, (original, result) => (original, result)))
        {
            Define(original, result);
        }
    }

    private static bool IsCheap(Operation operation)
        => operation is UnaryOperation or BinaryOperation or CompareOperation or ConvertOperation or SelectOperation or FieldOperation
            && !operation.MayThrow;

    private static List<Value> RecordedIn(Region region)
    {
        var recorded = new List<Value>();
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Branch branch:
                    recorded.AddRange(RecordedIn(branch.Then));
                    recorded.AddRange(RecordedIn(branch.Else));
                    recorded.AddRange(branch.Results);
                    break;
                case Compute compute when !IsCheap(compute.Operation):
                    recorded.Add(compute.Result);
                    break;
            }
        }

        return recorded;
    }

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
