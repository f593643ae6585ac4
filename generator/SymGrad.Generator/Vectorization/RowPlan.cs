using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Which rows of the data can stay where they are in memory, because a function for several items reads them only in products with numbers that all items
/// share and in updates of gradients; and which gradients are sums over the items right away, because they are only added to.
/// </summary>
internal sealed class RowPlan
{
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly Dictionary<object, RowUpdateLoop> loops = new(ByReference.Comparer);
    private readonly HashSet<Value> rows = [];
    private readonly HashSet<Value> sums = [];
    private readonly Dictionary<object, Compute> additions = new(ByReference.Comparer);
    private readonly HashSet<Value> added = [];
    private readonly Dictionary<Value, int> uses = [];

    private RowPlan(Function function, ICollection<string> candidates)
    {
        this.function = function;
        roots = new ArrayRoots(function);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            Parameter parameter = function.Parameters[i];
            if (parameter.Role == ParameterRole.Data && parameter.Array != ArrayKind.None && candidates.Contains(parameter.Name))
            {
                rows.Add(new Value(i));
            }
            else if (parameter.Role == ParameterRole.Destination && parameter.Type == ScalarType.Lanes)
            {
                sums.Add(new Value(i));
            }
        }

        var updates = new RowUpdates(function);
        foreach (Instruction instruction in function.Body.Flatten())
        {
            Count(instruction.Operands());
            foreach (Region inner in instruction.Inner())
            {
                Count(inner.Yields);
            }

            if (instruction is Loop loop && updates.In(loop) is { } found)
            {
                loops.Add(loop, found);
            }
        }

        Count(function.Body.Yields);
        int known;
        do
        {
            known = rows.Count + sums.Count + loops.Count;
            foreach (object loop in loops.Where(l => l.Value.Updates.Any(u => !rows.Contains(roots.Of(u.Rows)) || !sums.Contains(roots.Of(u.Destination)))).Select(l => l.Key).ToList())
            {
                loops.Remove(loop);
            }

            additions.Clear();
            added.Clear();
            Visit(function.Body);

            // Where nothing is added along the rows, sums for each item need no addition across them.
            HashSet<Value> updated = [.. loops.Values.SelectMany(l => l.Updates).Select(u => roots.Of(u.Destination))];
            sums.RemoveWhere(s => !updated.Contains(s));
        }
        while (rows.Count + sums.Count + loops.Count < known);
    }

    /// <summary>The names of the rows that stay where they are.</summary>
    public IReadOnlyCollection<string> Rows => [.. rows.Select(r => function.Parameters[r.Index].Name)];

    public static RowPlan Of(Function function, ICollection<string>? candidates = null)
        => new(function, candidates ?? [.. function.Parameters.Select(p => p.Name)]);

    public bool IsRows(Value array) => function.IsArray(array) && rows.Contains(roots.Of(array));

    public bool IsSums(Value array) => function.IsArray(array) && sums.Contains(roots.Of(array));

    /// <summary>The updates that a loop is replaced by.</summary>
    public RowUpdateLoop? UpdatesOf(Loop loop) => loops.TryGetValue(loop, out RowUpdateLoop? found) ? found : null;

    /// <summary>The addition whose result a store puts into an element of a sum over the items; null for other stores.</summary>
    public Compute? AdditionOf(Store store) => additions.TryGetValue(store, out Compute? addition) ? addition : null;

    /// <summary>Whether a value is part of such an addition: the element as it was, or the result.</summary>
    public bool IsPartOfAddition(Value value) => added.Contains(value);

    private void Count(IEnumerable<Value> operands)
    {
        foreach (Value operand in operands)
        {
            uses[operand] = uses.TryGetValue(operand, out int count) ? count + 1 : 1;
        }
    }

    private void Visit(Region region)
    {
        Dictionary<Value, Compute> elements = [];
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Loop loop when loops.ContainsKey(loop):
                    continue;
                case Compute { Operation: LengthOperation or SliceOperation }:
                    break;
                case Compute { Operation: ArrayFunctionOperation } product when LaneProducts.IsProduct(product.Operation):
                    if (function.TypeOf(product.Operands[0]).IsLanes() && function.TypeOf(product.Operands[2]).IsLanes())
                    {
                        Refuse(product.Operands);
                    }

                    break;
                case Compute { Operation: ElementOperation { IsGathered: false } } element when IsSums(element.Operands[0]) && uses[element.Result] == 1:
                    elements.Add(element.Result, element);
                    break;
                case Store store when IsSums(store.Array):
                    Visit(store, region, elements);
                    break;
                default:
                    Refuse(instruction.Operands());
                    break;
            }

            foreach (Region inner in instruction.Inner())
            {
                Visit(inner);
            }
        }

        Refuse(region.Yields);
        Refuse(elements.Values.Select(e => e.Operands[0]));
    }

    /// <summary>A store into a sum: of the element itself and what is added to it.</summary>
    private void Visit(Store store, Region region, Dictionary<Value, Compute> elements)
    {
        Compute? sum = region.Instructions.OfType<Compute>().FirstOrDefault(c => c.Result == store.Stored);
        if (sum?.Operation is BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract, Type: ScalarType.Lanes } && uses[sum.Result] == 1
            && function.TypeOf(store.Index) == ScalarType.Int32
            && elements.TryGetValue(sum.Operands[0], out Compute? element) && element.Operands[0] == store.Array && element.Operands[1] == store.Index)
        {
            elements.Remove(element.Result);
            additions[store] = sum;
            added.Add(element.Result);
            added.Add(sum.Result);
        }
        else
        {
            Refuse([store.Array]);
        }
    }

    private void Refuse(IEnumerable<Value> values)
    {
        foreach (Value value in values.Where(function.IsArray))
        {
            rows.Remove(roots.Of(value));
            sums.Remove(roots.Of(value));
        }
    }
}
