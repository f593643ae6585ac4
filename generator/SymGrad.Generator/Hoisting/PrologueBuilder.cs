using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Hoisting;

/// <summary>Builds the early work of a loss as a function: from θ, or from data, it yields the numbers that items need, and fills the arrays.</summary>
internal sealed class PrologueBuilder : FunctionCopier
{
    private readonly HoistingPlan plan;

    private PrologueBuilder(Function loss, HoistingPlan plan, FunctionBuilder builder)
        : base(loss, builder)
    {
        this.plan = plan;
        CopyParameters(IsRead);
    }

    public static Function Build(Function loss, HoistingPlan plan, EquatableArray<Parameter> results)
    {
        var builder = new FunctionBuilder(loss.Name);
        var copier = new PrologueBuilder(loss, plan, builder);
        foreach ((Value array, Parameter result) in plan.Arrays.Zip(results.Skip(plan.Numbers.Count), (a, r) => (a, r)))
        {
            copier[array] = builder.AddParameter(result with { Role = ParameterRole.Destination, Array = ArrayKind.Span });
        }

        foreach (Instruction step in plan.EarlySteps().Select(s => loss.Body.Instructions[s]))
        {
            if (step is not Compute compute || !plan.Arrays.Contains(compute.Result))
            {
                copier.Copy(step);
            }
        }

        return UnusedParameters.Remove(DeadCode.Remove(builder.Build([.. copier.Map(plan.Numbers)]), KeptReads.All), copier.IsRead);
    }

    private bool IsRead(Parameter parameter) => plan.Colour == Colour.ThetaOnly ? parameter.IsShared : parameter.Role == ParameterRole.Data;
}
