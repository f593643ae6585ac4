using System.Collections.Generic;
using System.Collections.Immutable;
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
    public static HoistedLoss? Of(Function loss, params IEnumerable<string> names)
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
        ImmutableArray<Value> values = [.. plan.Numbers, .. plan.Arrays];
        ImmutableArray<Parameter> results = [.. values.Select(v => new Parameter(
            ownNames.NameOf(v), loss.TypeOf(v), ParameterRole.Theta, loss.IsArray(v) ? ArrayKind.ReadOnlySpan : ArrayKind.None))];
        return new(
            new(results),
            plan.Arrays.Select(a => LengthBuilder.Build(loss, a)).ToEquatableArray(),
            PrologueBuilder.Build(loss, plan, results),
            WeightedResultsBuilder.Build(loss, plan, results, inner.Moved),
            Clean(ItemBuilder.Build(loss, plan, results)));
    }

    private static Function Clean(Function item) => UnusedParameters.Remove(DeadCode.Remove(item, KeptReads.All), p => p.IsShared);
}
