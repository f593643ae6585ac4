using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>
/// Finds values that have the same bits because they are computed alike, wherever they stand: the same operations on the same operands.
/// The first of them stands for all.
/// </summary>
internal sealed class ValueNumbering(Function function)
{
    private readonly Dictionary<Value, Value> representatives = [];
    private readonly Dictionary<(Operation Operation, EquatableArray<Value> Operands), Value> computed = [];

    /// <summary>The value that stands for all that are computed as this one is.</summary>
    public Value this[Value value] => representatives.TryGetValue(value, out Value representative) ? representative : value;

    public void Add(Compute compute) => Add(compute.Result, compute.Operation, compute.Operands);

    public void Add(Branch branch)
    {
        for (int i = 0; i < branch.Results.Count; i++)
        {
            Value result = branch.Results[i];
            Add(result, new SelectOperation(function.TypeOf(result)), [branch.Condition, branch.Then.Yields[i], branch.Else.Yields[i]]);
        }
    }

    private void Add(Value result, Operation operation, EquatableArray<Value> operands)
    {
        (Operation, EquatableArray<Value>) key = (operation, operands.Select(o => this[o]).ToEquatableArray());
        if (!computed.TryGetValue(key, out Value representative))
        {
            computed.Add(key, representative = result);
        }

        representatives[result] = representative;
    }
}
