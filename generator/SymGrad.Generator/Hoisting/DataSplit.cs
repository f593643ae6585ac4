using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Hoisting;

/// <summary>A loss in two parts: what is computed from the data of an item alone, which stays the same in every pass, and the rest.</summary>
/// <param name="Results">The numbers that the rest takes from the first part, as parameters that are data.</param>
/// <param name="Values">From data, yields these numbers.</param>
/// <param name="Item">The loss, with the results among its data, and without the parameters that it no longer reads.</param>
internal sealed record DataSplit(EquatableArray<Parameter> Results, Function Values, Function Item)
{
    /// <summary>Takes a loss apart; null where nothing is worth being kept for the data set.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="isInLanes">Whether its items are summed eight at once.</param>
    public static DataSplit? Of(Function loss, bool isInLanes)
    {
        loss = DeadCode.Remove(loss, KeptReads.All);
        HoistingPlan plan = HoistingPlan.OfData(loss, isInLanes);
        (Function Loss, IReadOnlyCollection<Value> Moved) inner = InnerWorkMover.Apply(loss, plan);
        if (inner.Moved.Count > 0)
        {
            loss = inner.Loss;
            plan = HoistingPlan.OfData(loss, isInLanes);
        }

        if (!plan.IsWorthwhile)
        {
            return null;
        }

        var names = new ResultNames(loss, "dataTerm");
        EquatableArray<Parameter> results = plan.Numbers.Select(v => new Parameter(names.NameOf(v), loss.TypeOf(v), ParameterRole.Data)).ToEquatableArray();
        Function item = DeadCode.Remove(ItemBuilder.Build(loss, plan, results), KeptReads.All);
        return new(results, PrologueBuilder.Build(loss, plan, results), UnusedParameters.Remove(item, p => p.Role == ParameterRole.Data));
    }
}
