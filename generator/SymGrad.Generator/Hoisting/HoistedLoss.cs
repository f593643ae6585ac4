using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Hoisting;

/// <summary>The parts of a loss that <see cref="Differentiation.LossPrologue"/> is derived from.</summary>
/// <param name="Results">What the items take from the prologue.</param>
/// <param name="Lengths">The number of elements of each array among them.</param>
/// <param name="Values">From θ, yields the numbers and fills the arrays.</param>
/// <param name="Weighted">
/// The sum of the results, each times an adjoint that is given as data: its gradient is what these adjoints come to as derivatives with respect to θ.
/// </param>
/// <param name="Item">The loss of an item, with the results as parameters of θ.</param>
internal sealed record HoistedLoss(
    EquatableArray<Parameter> Results, EquatableArray<Function> Lengths, Function Values, Function Weighted, Function Item)
{
    /// <summary>Takes a loss apart; null where nothing is worth being computed once for a pass.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="names">Names that are taken, besides those of the parameters.</param>
    public static HoistedLoss? Of(Function loss, params IEnumerable<string> names) => Plan(loss, names) is not { } parts
        ? null
        : new(
            parts.Results,
            parts.Plan.Arrays.Select(a => LengthBuilder.Build(parts.Loss, a)).ToEquatableArray(),
            PrologueBuilder.Build(parts.Loss, parts.Plan, parts.Results),
            WeightedResultsBuilder.Build(parts.Loss, parts.Plan, parts.Results, parts.Moved),
            Clean(ItemBuilder.Build(parts.Loss, parts.Plan, parts.Results)));

    /// <summary>The loss of an item alone, of a loss that is taken apart.</summary>
    /// <param name="loss">The loss.</param>
    public static Function? ItemOf(Function loss)
        => Plan(loss, []) is { } parts ? Clean(ItemBuilder.Build(parts.Loss, parts.Plan, parts.Results)) : null;

    private static Parts? Plan(Function loss, IEnumerable<string> names)
    {
        if (loss.Parameters.All(p => p.Role != ParameterRole.Data))
        {
            return null;
        }

        HoistingPlan plan = HoistingPlan.OfTheta(loss);
        (Function Loss, IReadOnlyCollection<Value> Moved) inner = InnerWorkMover.Apply(loss, plan);
        if (inner.Moved.Count > 0)
        {
            loss = inner.Loss;
            plan = HoistingPlan.OfTheta(loss);
        }

        if (!plan.IsWorthwhile)
        {
            return null;
        }

        var ownNames = new ResultNames(loss, "thetaTerm", names);
        EquatableArray<Parameter> results = plan.Numbers.Concat(plan.Arrays).Select(v => new Parameter(
            ownNames.NameOf(v), loss.TypeOf(v), ParameterRole.Theta, loss.IsArray(v) ? ArrayKind.ReadOnlySpan : ArrayKind.None)).ToEquatableArray();
        return new(loss, plan, inner.Moved, results);
    }

    private static Function Clean(Function item) => UnusedParameters.Remove(DeadCode.Remove(item, KeptReads.All), p => p.IsShared);

    /// <summary>What a loss is taken apart by: the loss with its inner work moved, the plan for that, what has been moved, and the results that are handed to items.</summary>
    private sealed record Parts(Function Loss, HoistingPlan Plan, IReadOnlyCollection<Value> Moved, EquatableArray<Parameter> Results);
}
