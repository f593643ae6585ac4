using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>A row times a factor that is added to a part of an array: <c>g[s + j] += c * x[t + j]</c> for each j.</summary>
/// <param name="Destination">g.</param>
/// <param name="DestinationStart">s; null for 0.</param>
/// <param name="Factors">What c is the product of, none of them different from one iteration to the next.</param>
/// <param name="IsNegative">Whether the product is subtracted.</param>
/// <param name="Rows">x.</param>
/// <param name="RowStart">t; null for 0.</param>
internal sealed record RowUpdate(
    Value Destination, Value? DestinationStart, IReadOnlyList<Value> Factors, bool IsNegative, Value Rows, Value? RowStart);

/// <summary>A loop that does nothing but such updates.</summary>
/// <param name="Count">How many elements.</param>
/// <param name="Updates">What is added to what.</param>
/// <param name="Outside">What can be computed before it.</param>
internal sealed record RowUpdateLoop(RunCount Count, IReadOnlyList<RowUpdate> Updates, IReadOnlyList<Compute> Outside);

/// <summary>Finds loops that only add multiples of rows to gradients.</summary>
internal sealed class RowUpdates(Function function)
{
    private readonly ArrayRoots roots = new(function);
    private readonly ValueMap<Compute> definitions = function.Computes();

    /// <summary>The updates that a loop is made of; null if it does anything else.</summary>
    public RowUpdateLoop? In(Loop loop)
    {
        if (loop is not { Parameters.Count: 0, Header: CountedHeader header } || LoopElements.CountOf(header, definitions) is not { } count
            || !loop.Body.Instructions.Any(i => i is Store) || loop.Body.Instructions.Any(i => i is not (Store or Compute { MayThrow: false })))
        {
            return null;
        }

        var elements = new LoopElements(loop);
        HashSet<Value> used = [];
        List<RowUpdate> updates = [];
        foreach (Store store in loop.Body.Instructions.OfType<Store>())
        {
            if (!Add(elements, store, used, updates))
            {
                return null;
            }
        }

        return elements.IsAllOf(used) ? new(count, updates, [.. elements.Outside]) : null;
    }

    /// <summary>Adds what is stored to the updates, if it is the element itself and products of rows.</summary>
    private bool Add(LoopElements elements, Store store, HashSet<Value> used, List<RowUpdate> updates)
    {
        var products = new List<(Value Value, bool IsNegative)>();
        Value? element = null;
        if (!IsParameter(store.Array, ParameterRole.Destination) || !Collect(store.Stored, isNegative: false) || element is not { } updated
            || elements.RunOf(updated) is not { } place)
        {
            return false;
        }

        used.Add(updated);
        used.UnionWith(place.Indices);
        foreach ((Value product, bool isNegative) in products)
        {
            var factors = new List<Value>();
            bool sign = isNegative;
            ElementLine? row = null;
            if (!Factor(product, ref sign, factors, ref row) || row is null)
            {
                return false;
            }

            updates.Add(new(store.Array, place.Start, factors, sign, row.Array, row.Start));
        }

        return true;

        // The terms of a sum, one of which is the element itself.
        bool Collect(Value value, bool isNegative)
        {
            if (elements.In(value) is { Operation: BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum } addition
                && sum.Type.IsLanes() && elements.Varies(value))
            {
                used.Add(value);
                return Collect(addition.Operands[0], isNegative)
                    && Collect(addition.Operands[1], isNegative ^ (sum.Operator == BinaryOperator.Subtract));
            }

            if (elements.In(value) is { Operation: ElementOperation } read && read.Operands[0] == store.Array && read.Operands[1] == store.Index)
            {
                bool isFirst = element is null && !isNegative;
                element = value;
                return isFirst;
            }

            products.Add((value, isNegative));
            return true;
        }

        bool Factor(Value value, ref bool isNegative, List<Value> factors, ref ElementLine? row)
        {
            if (!elements.Varies(value))
            {
                factors.Add(value);
                return true;
            }

            switch (elements.In(value))
            {
                case { Operation: BinaryOperation { Operator: BinaryOperator.Multiply } multiplication } product when multiplication.Type.IsLanes():
                    used.Add(value);
                    return Factor(product.Operands[0], ref isNegative, factors, ref row) && Factor(product.Operands[1], ref isNegative, factors, ref row);
                case { Operation: UnaryOperation { Operator: UnaryOperator.Negate } } negation:
                    used.Add(value);
                    isNegative = !isNegative;
                    return Factor(negation.Operands[0], ref isNegative, factors, ref row);
                case { Operation: ElementOperation } read when row is null && IsParameter(read.Operands[0], ParameterRole.Data) && elements.RunOf(value) is { } run:
                    used.Add(value);
                    used.UnionWith(run.Indices);
                    row = run;
                    return true;
                default:
                    return false;
            }
        }
    }

    private bool IsParameter(Value array, ParameterRole role)
        => roots.Of(array).Index is var root && root < function.Parameters.Count && function.Parameters[root].Role == role;
}
