using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>Which parts of values that read θ the coefficients of a loss are computed from.</summary>
internal sealed class CoefficientNeeds
{
    private readonly CoefficientPlan plan;
    private readonly HashSet<(Value Value, int Part)> needed = [];
    private readonly Dictionary<Value, SortedSet<int>> parts = [];
    private readonly Stack<(Value Value, int Part)> pending = new();

    public CoefficientNeeds(LossStructureInfo structure, CoefficientPlan plan)
    {
        this.plan = plan;
        foreach (int part in structure.Affine!.Parts)
        {
            Need(structure.Primal.Body.Yields[0], part);
        }

        while (pending.Count > 0)
        {
            (Value value, int part) = pending.Pop();
            foreach ((Value operand, int operandPart) in plan.OperandsOf(value, part))
            {
                Need(operand, operandPart);
            }
        }
    }

    /// <summary>The needed parts of a value that come from the given source, in order.</summary>
    public IEnumerable<int> PartsOf(Value value, PartSource source)
        => parts.TryGetValue(value, out SortedSet<int>? all) ? all.Where(part => plan.SourceOf(value, part) == source) : [];

    private void Need(Value value, int part)
    {
        PartSource source = plan.SourceOf(value, part);
        if (source is not (PartSource.Operands or PartSource.NormalForm) || !needed.Add((value, part)))
        {
            return;
        }

        if (!parts.TryGetValue(value, out SortedSet<int>? all))
        {
            parts.Add(value, all = []);
        }

        all.Add(part);
        if (source == PartSource.Operands)
        {
            pending.Push((value, part));
        }
    }
}
