using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>Builds the loss of an item: the loss without its early work, whose results are parameters.</summary>
internal sealed class ItemBuilder(Function loss, HoistingPlan plan, FunctionBuilder builder) : FunctionCopier(loss, builder)
{
    public static Function Build(Function loss, HoistingPlan plan, EquatableArray<Parameter> results)
    {
        var builder = new FunctionBuilder(loss.Name);
        var copier = new ItemBuilder(loss, plan, builder);
        copier.CopyParameters();
        foreach ((Value value, Parameter result) in plan.Numbers.Concat(plan.Arrays).Zip(results, (v, r) => (v, r)))
        {
            copier[value] = builder.AddParameter(result);
        }

        for (int i = 0; i < loss.Body.Instructions.Count; i++)
        {
            if (plan.IsOfItems(i))
            {
                copier.Copy(loss.Body.Instructions[i]);
            }
        }

        return builder.Build([.. copier.Map(loss.Body.Yields)]);
    }

    protected override void Copy(Instruction instruction)
    {
        // A part of an array that is only read from now on.
        if (instruction is Compute { Operation: SliceOperation slice } compute && plan.IsFilledEarly(compute.Result))
        {
            base.Copy(compute with { Operation = slice with { Kind = ArrayKind.ReadOnlySpan, Base = ArrayKind.ReadOnlySpan } });
        }
        else
        {
            base.Copy(instruction);
        }
    }
}
