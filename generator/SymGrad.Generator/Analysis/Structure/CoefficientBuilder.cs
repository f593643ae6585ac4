using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Builds the function that an objective sums over the data once for an affine loss: from the loss, with the same parameters, it yields the
/// offset (the loss at θ = 0) and then the derivative with respect to each parameter in θ, all in the type of the loss. None of it reads θ.
/// What the loss throws for some data, it throws too.
/// </summary>
internal sealed class CoefficientBuilder : FunctionCopier
{
    private readonly LossStructureInfo structure;
    private readonly CoefficientPlan plan;
    private readonly CoefficientNeeds needs;
    private readonly TermBuilder terms;
    private readonly PolynomialWriter writer;
    private readonly VisibleValues visible = new();
    private readonly Dictionary<(Value Value, int Part), Value> parts = [];

    private CoefficientBuilder(LossStructureInfo structure, FunctionBuilder builder)
        : base(structure.Primal, builder)
    {
        this.structure = structure;
        plan = new CoefficientPlan(structure);
        needs = new CoefficientNeeds(structure, plan);
        terms = new TermBuilder(builder);
        writer = new PolynomialWriter(terms, visible, new SourceCopier(structure.Primal, builder));
    }

    public static Function Build(LossStructureInfo structure)
    {
        if (structure.Affine is null)
        {
            throw new ArgumentException($"'{structure.Primal.Name}' is not affine in θ.", nameof(structure));
        }

        // All that does not read θ is copied, and what turns out not to be needed is removed.
        var builder = new FunctionBuilder(structure.Primal.Name + "Coefficients");
        return BranchMerging.Apply(new CoefficientBuilder(structure, builder).Run());
    }

    protected override void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute compute when plan.ReadsTheta(compute.Result):
                foreach (int part in needs.PartsOf(compute.Result, PartSource.Operands))
                {
                    parts[(compute.Result, part)] = ComputePart(compute, part);
                }

                WriteParts(compute.Result);
                break;
            case Compute compute:
                base.Copy(compute);
                MakeVisible(compute.Result);
                break;
            case Guard:
                visible.Enter();
                base.Copy(instruction);
                visible.Leave();
                break;
            default:
                base.Copy(instruction);
                break;
        }
    }

    protected override void CopyBranch(Branch branch)
    {
        // What θ chooses between is equal on both sides, and written from the normal form; nothing in it throws.
        if (!plan.ReadsTheta(branch.Condition))
        {
            CopyChoice(branch);
        }

        foreach (Value result in branch.Results)
        {
            WriteParts(result);
        }
    }

    private Function Run()
    {
        CopyParameters();
        for (int i = 0; i < Source.Parameters.Count; i++)
        {
            if (!Source.Parameters[i].IsTheta)
            {
                MakeVisible(new Value(i));
            }
        }

        CopyInstructions(Source.Body);
        Value loss = Source.Body.Yields[0];
        IEnumerable<int> yields = [AffineForm.Offset, .. structure.Thetas.Items.Select(t => t.Index)];
        return Builder.Build([.. yields.Select(part => PartOf(loss, part))]);
    }

    /// <summary>Copies a branch that data decide: it yields what does not read θ, and the needed parts of the other results.</summary>
    private void CopyChoice(Branch branch)
    {
        List<(int Result, int? Part)> outputs = [.. OutputsOf(branch)];
        Region then = CopySide(branch.Then, outputs);
        Region otherwise = CopySide(branch.Else, outputs);
        ImmutableArray<Value> results = Builder.Branch(this[branch.Condition], then, otherwise);
        for (int i = 0; i < results.Length; i++)
        {
            Value original = branch.Results[outputs[i].Result];
            if (outputs[i].Part is { } part)
            {
                parts[(original, part)] = results[i];
            }
            else
            {
                Define(original, results[i]);
                MakeVisible(original);
            }
        }
    }

    /// <summary>The outputs of the copy of a branch: results as they are, where no part is given.</summary>
    private IEnumerable<(int Result, int? Part)> OutputsOf(Branch branch)
    {
        for (int i = 0; i < branch.Results.Count; i++)
        {
            if (!plan.ReadsTheta(branch.Results[i]))
            {
                yield return (i, null);
            }

            foreach (int part in needs.PartsOf(branch.Results[i], PartSource.Operands))
            {
                yield return (i, part);
            }
        }
    }

    private Region CopySide(Region side, List<(int Result, int? Part)> outputs)
    {
        Builder.BeginRegion();
        visible.Enter();
        CopyInstructions(side);
        List<Value> yields = [.. outputs.Select(
            o => o.Part is { } part ? PartOf(side.Yields[o.Result], part) : this[side.Yields[o.Result]])];
        visible.Leave();
        return Builder.EndRegion(yields);
    }

    private Value ComputePart(Compute compute, int part)
    {
        List<(Value Operand, int Part)> sources = [.. plan.OperandsOf(compute.Result, part)];
        if (compute.Operation is BinaryOperation { Operator: BinaryOperator.Add }
            && sources.FindIndex(s => plan.SourceOf(s.Operand, s.Part) == PartSource.Zero) is var zero and >= 0)
        {
            return PartOf(sources[1 - zero].Operand, sources[1 - zero].Part);
        }

        ImmutableArray<Value> operands = [.. sources.Select(o => PartOf(o.Operand, o.Part))];
        return compute.Operation switch
        {
            UnaryOperation => terms.Negate(operands[0]),
            ConvertOperation convert => terms.Convert(operands[0], convert.Type),
            SelectOperation => terms.Select(this[compute.Operands[0]], operands[0], operands[1]),
            BinaryOperation binary => terms.Build(binary, [.. operands]),
            _ => Builder.Compute(compute.Operation, [operands[0], .. Map(compute.Operands.Skip(1))]),
        };
    }

    private void WriteParts(Value value)
    {
        foreach (int part in needs.PartsOf(value, PartSource.NormalForm))
        {
            parts[(value, part)] = writer.Write(plan.NormalFormOf(value, part), Source.TypeOf(value));
        }
    }

    private Value PartOf(Value value, int part) => plan.SourceOf(value, part) switch
    {
        PartSource.Zero => Builder.Constant(0, Source.TypeOf(value)),
        PartSource.Constant => Builder.Constant(plan.ConstantOf(value, part).ToDouble(), Source.TypeOf(value)),
        PartSource.Data => this[value],
        _ => parts[(value, part)],
    };

    private void MakeVisible(Value value) => visible.Add(structure.Forms[value], Source.TypeOf(value), this[value]);
}
