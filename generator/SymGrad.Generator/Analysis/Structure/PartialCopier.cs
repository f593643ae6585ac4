using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Copies the part of a loss that does not read θ, or the part that does not read data, so that what is written from the normal form finds
/// the user's own values. The rest of the loss is left out.
/// </summary>
internal abstract class PartialCopier(LossStructureInfo structure, FunctionBuilder builder) : FunctionCopier(structure.Primal, builder)
{
    protected LossStructureInfo Structure { get; } = structure;

    /// <summary>What has been copied, by what it is.</summary>
    protected VisibleValues Visible { get; } = new();

    protected TermBuilder Terms { get; } = new(builder);

    /// <summary>Whether computing a value as written reads what is left out.</summary>
    protected abstract bool IsLeftOut(Value value);

    /// <summary>Whether guards and checks are copied.</summary>
    protected abstract bool CopiesChecks { get; }

    protected override void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute compute when IsLeftOut(compute.Result):
                break;
            case Compute compute:
                base.Copy(compute);
                MakeVisible(compute.Result);
                break;
            case Guard or Check when !CopiesChecks:
                break;
            case Guard:
                Visible.Enter();
                base.Copy(instruction);
                Visible.Leave();
                break;
            default:
                base.Copy(instruction);
                break;
        }
    }

    protected override void CopyBranch(Branch branch)
    {
        if (IsLeftOut(branch.Condition))
        {
            return;
        }

        int[] kept = [.. Enumerable.Range(0, branch.Results.Count).Where(i => !IsLeftOut(branch.Results[i]))];
        Region then = CopySide(branch.Then, kept);
        Region otherwise = CopySide(branch.Else, kept);
        ImmutableArray<Value> results = Builder.Branch(this[branch.Condition], then, otherwise);
        for (int i = 0; i < kept.Length; i++)
        {
            Define(branch.Results[kept[i]], results[i]);
            MakeVisible(branch.Results[kept[i]]);
        }
    }

    protected void MakeVisible(Value value) => Visible.Add(Structure.Forms[value], Source.TypeOf(value), this[value]);

    private Region CopySide(Region side, IEnumerable<int> kept)
    {
        Builder.BeginRegion();
        Visible.Enter();
        CopyInstructions(side);
        Visible.Leave();
        return Builder.EndRegion(kept.Select(i => this[side.Yields[i]]));
    }
}
