using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Hoisting;

/// <summary>
/// Builds the sum of the results of early work, each times an adjoint that is given: a function of θ whose gradient is what the adjoints come to. What could throw has
/// done so when the results were computed.
/// </summary>
/// <remarks>
/// What has been moved out of branches and loops counts only where its adjoint is not zero, as it is where no item has come to it: an infinite derivative, as
/// that of a root at zero, must not show then.
/// </remarks>
internal sealed class WeightedResultsBuilder : FunctionCopier
{
    private readonly HoistingPlan plan;
    private readonly TermBuilder terms;
    private readonly ScalarType type;
    private readonly SortedSet<int> copied;

    private WeightedResultsBuilder(Function loss, HoistingPlan plan, FunctionBuilder builder, IReadOnlyCollection<Value> moved, ScalarType type)
        : base(loss, builder)
    {
        this.plan = plan;
        this.type = type;
        terms = new TermBuilder(builder);
        copied = plan.StepsFor(plan.Numbers.Concat(plan.Arrays).Where(v => !moved.Contains(v)));
    }

    /// <param name="loss">The loss.</param>
    /// <param name="plan">What is early.</param>
    /// <param name="results">The parameters that stand for the results.</param>
    /// <param name="moved">What has been moved out of branches and loops.</param>
    public static Function Build(Function loss, HoistingPlan plan, EquatableArray<Parameter> results, IReadOnlyCollection<Value> moved)
    {
        var builder = new FunctionBuilder(loss.Name);
        ScalarType type = results.Any(r => r.Type == ScalarType.Double) ? ScalarType.Double : ScalarType.Single;
        var weighted = new WeightedResultsBuilder(loss, plan, builder, moved, type);
        weighted.CopyParameters(p => p.IsShared);
        HashSet<string> taken = [.. loss.Values.Select(v => v.Name).OfType<string>(), .. results.Select(r => r.Name)];
        ImmutableArray<Value> adjoints = [.. results.Select(r => builder.AddParameter(r with { Name = AdjointName(r.Name, taken), Role = ParameterRole.Data }))];
        weighted.CopySteps(weighted.copied);
        Value? total = null;
        foreach ((Value value, Value adjoint) in plan.Numbers.Concat(plan.Arrays).Zip(adjoints, (v, a) => (v, a)))
        {
            bool isMoved = moved.Contains(value);
            total = loss.IsArray(value) ? weighted.AddElements(value, adjoint, total ?? builder.Constant(0, type), isMoved)
                : isMoved ? weighted.AddIfNotZero(adjoint, total ?? builder.Constant(0, type), () => weighted.CopyAll(value))
                : total is { } sum ? weighted.Add(sum, weighted[value], adjoint) : weighted.Product(weighted[value], adjoint);
        }

        return UnusedParameters.Remove(DeadCode.Remove(builder.Build([total!.Value])), p => p.IsShared);
    }

    protected override void Copy(Instruction instruction)
    {
        if (instruction is not (Guard or Check))
        {
            base.Copy(instruction);
        }
    }

    private void CopySteps(IEnumerable<int> steps)
    {
        foreach (int step in steps)
        {
            Copy(Source.Body.Instructions[step]);
        }
    }

    /// <summary>Copies a number with all that it needs and that is not there.</summary>
    private Value CopyAll(Value value)
    {
        CopySteps(plan.StepsFor([value]).Except(copied));
        return this[value];
    }

    private Value Product(Value value, Value adjoint) => terms.Convert(terms.Multiply(value, adjoint), type);

    private Value Add(Value sum, Value value, Value adjoint) => terms.Add(sum, Product(value, adjoint));

    private Value AddIfNotZero(Value adjoint, Value sum, System.Func<Value> value)
    {
        Value condition = Builder.Compute(
            new CompareOperation(CompareOperator.NotEqual, Builder.TypeOf(adjoint)), adjoint, Builder.Constant(0, Builder.TypeOf(adjoint)));
        Builder.BeginRegion();
        Region then = Builder.EndRegion([Add(sum, value(), adjoint)]);
        Builder.BeginRegion();
        return Builder.Branch(condition, then, Builder.EndRegion([sum]))[0];
    }

    private Value AddElements(Value array, Value adjoint, Value start, bool isMoved)
    {
        Value index = Builder.NewBoundValue(ScalarType.Int32);
        Value sum = Builder.NewBoundValue(type);
        var header = new CountedHeader(index, Builder.Constant(0), Builder.Compute(new LengthOperation(), adjoint), CompareOperator.Less, 1);
        Builder.BeginRepeatedRegion();
        Value factor = Builder.Compute(new ElementOperation(Builder.TypeOf(adjoint)), adjoint, index);
        Value next = isMoved
            ? AddIfNotZero(factor, sum, () => CopyFunction(array, index))
            : Add(sum, Builder.Compute(new ElementOperation(Builder.TypeOf(this[array])), this[array], index), factor);
        return Builder.Loop([start], [sum], header, Builder.EndRegion([next]))[0];
    }

    /// <summary>The function of an element with whose values a moved array is filled.</summary>
    private Value CopyFunction(Value array, Value index)
    {
        SortedSet<int> steps = plan.StepsFor([array]);
        CopySteps(steps.Where(s => Source.Body.Instructions[s] is Compute compute && compute.Result != array));
        Loop fill = steps.Select(s => Source.Body.Instructions[s]).OfType<Loop>().Single();
        this[((CountedHeader)fill.Header).Index] = index;
        Value? stored = null;
        foreach (Instruction instruction in fill.Body.Instructions)
        {
            if (instruction is Store store)
            {
                stored = this[store.Stored];
            }
            else
            {
                Copy(instruction);
            }
        }

        return stored!.Value;
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
