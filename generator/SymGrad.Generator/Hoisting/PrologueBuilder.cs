using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Hoisting;

/// <summary>Builds functions of the early work of a loss.</summary>
internal sealed class PrologueBuilder : FunctionCopier
{
    private readonly HoistingPlan plan;
    private readonly bool hasChecks;

    private PrologueBuilder(Function loss, HoistingPlan plan, FunctionBuilder builder, bool hasChecks)
        : base(loss, builder)
    {
        this.plan = plan;
        this.hasChecks = hasChecks;
        for (int i = 0; i < loss.Parameters.Count; i++)
        {
            if (loss.Parameters[i].IsTheta)
            {
                this[new Value(i)] = builder.AddParameter(loss.Parameters[i]);
            }
        }
    }

    /// <summary>From θ, yields the numbers that items need, and fills the arrays.</summary>
    public static Function BuildValues(Function loss, HoistingPlan plan, ImmutableArray<Parameter> results)
    {
        var builder = new FunctionBuilder(loss.Name);
        var copier = new PrologueBuilder(loss, plan, builder, hasChecks: true);
        foreach ((Value array, Parameter result) in plan.Arrays.Zip(results.Skip(plan.Numbers.Count), (a, r) => (a, r)))
        {
            copier[array] = builder.AddParameter(result with { Role = ParameterRole.Destination, Array = ArrayKind.Span });
        }

        copier.CopyEarly(isCopied: step => step is not Compute compute || !plan.Arrays.Contains(compute.Result));
        return UnusedParameters.Remove(
            DeadCode.Remove(builder.Build([.. copier.Map(plan.Numbers)]), KeptReads.All), p => p.Role == ParameterRole.Theta);
    }

    /// <summary>
    /// The sum of the results times given adjoints. What could throw has done so when the results were computed.
    /// </summary>
    public static Function BuildWeighted(Function loss, HoistingPlan plan, ImmutableArray<Parameter> results)
    {
        var builder = new FunctionBuilder(loss.Name);
        var copier = new PrologueBuilder(loss, plan, builder, hasChecks: false);
        HashSet<string> taken = [.. loss.Values.Select(v => v.Name).OfType<string>(), .. results.Select(r => r.Name)];
        ImmutableArray<Value> adjoints = [.. results.Select(r => builder.AddParameter(r with { Name = AdjointName(r.Name, taken), Role = ParameterRole.Data }))];
        copier.CopyEarly(isCopied: _ => true);
        var terms = new TermBuilder(builder);
        ScalarType type = results.Any(r => r.Type == ScalarType.Double) ? ScalarType.Double : ScalarType.Single;
        Value? total = null;
        foreach ((Value value, Value adjoint) in plan.Numbers.Zip(adjoints, (v, a) => (v, a)))
        {
            Value term = terms.Convert(terms.Multiply(copier[value], adjoint), type);
            total = total is { } sum ? terms.Add(sum, term) : term;
        }

        foreach ((Value array, Value adjoint) in plan.Arrays.Zip(adjoints.Skip(plan.Numbers.Count), (v, a) => (v, a)))
        {
            total = copier.SumOfProducts(copier[array], adjoint, total ?? builder.Constant(0, type), terms);
        }

        return UnusedParameters.Remove(DeadCode.Remove(builder.Build([total!.Value])), p => p.IsTheta);
    }

    protected override void Copy(Instruction instruction)
    {
        if (hasChecks || instruction is not (Guard or Check))
        {
            base.Copy(instruction);
        }
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

    private Value SumOfProducts(Value array, Value adjoint, Value start, TermBuilder terms)
    {
        Value index = Builder.NewBoundValue(ScalarType.Int32);
        Value sum = Builder.NewBoundValue(Builder.TypeOf(start));
        var header = new CountedHeader(index, Builder.Constant(0), Builder.Compute(new LengthOperation(), adjoint), CompareOperator.Less, 1);
        Builder.BeginRepeatedRegion();
        Value element = Builder.Compute(new ElementOperation(Builder.TypeOf(array)), array, index);
        Value factor = Builder.Compute(new ElementOperation(Builder.TypeOf(adjoint)), adjoint, index);
        Value next = terms.Add(sum, terms.Convert(terms.Multiply(element, factor), Builder.TypeOf(start)));
        Region body = Builder.EndRegion([next]);
        return Builder.Loop([start], [sum], header, body)[0];
    }

    private static string AdjointName(string name, HashSet<string> taken)
    {
        string wanted = name + "Adjoint";
        while (!taken.Add(wanted))
        {
            wanted += "OfItems";
        }

        return wanted;
    }
}
