using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Hoisting;

/// <summary>Builds the early work of a loss as a function: from θ, it yields the numbers that items need, and fills the arrays.</summary>
internal sealed class PrologueBuilder : FunctionCopier
{
    private readonly HoistingPlan plan;

    private PrologueBuilder(Function loss, HoistingPlan plan, FunctionBuilder builder)
        : base(loss, builder)
    {
        this.plan = plan;
        CopyParameters(p => p.IsShared);
    }

    public static Function Build(Function loss, HoistingPlan plan, ImmutableArray<Parameter> results)
    {
        var builder = new FunctionBuilder(loss.Name);
        var copier = new PrologueBuilder(loss, plan, builder);
        foreach ((Value array, Parameter result) in plan.Arrays.Zip(results.Skip(plan.Numbers.Count), (a, r) => (a, r)))
        {
            copier[array] = builder.AddParameter(result with { Role = ParameterRole.Destination, Array = ArrayKind.Span });
        }

        copier.CopyEarly(isCopied: step => step is not Compute compute || !plan.Arrays.Contains(compute.Result));
        return UnusedParameters.Remove(
            DeadCode.Remove(builder.Build([.. copier.Map(plan.Numbers)]), KeptReads.All), p => p.IsShared);
    }

    private void CopyEarly(System.Func<Instruction, bool> isCopied)
    {
        for (int i = 0; i < Source.Body.Instructions.Count; i++)
        {
            if (plan.IsEarly(i) && isCopied(Source.Body.Instructions[i]))
            {
                Copy(Source.Body.Instructions[i]);
            }
        }
    }
}
