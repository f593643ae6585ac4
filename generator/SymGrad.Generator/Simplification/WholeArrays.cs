using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>Loops that store into each element of an array, from the first to the last or the other way round, and do not read it.</summary>
internal sealed class WholeArrays
{
    private readonly ArrayRoots roots;
    private readonly ValueMap<Compute> definitions;

    public WholeArrays(Function function, ArrayRoots roots)
    {
        this.roots = roots;
        definitions = function.Computes();
    }

    /// <summary>The array that a loop overwrites; null when it overwrites none, or not all of it.</summary>
    public Value? OverwrittenBy(Loop loop)
    {
        if (loop.Header is not CountedHeader { Step: 1 or -1 } header
            || loop.Body.Instructions.OfType<Store>().FirstOrDefault(s => s.Index == header.Index) is not { } store
            || !definitions.TryGetValue(store.Array, out Compute? allocation)
            || allocation.Operation is not AllocateOperation
            || !IsWhole(header, allocation.Operands[0])
            || loop.Body.Flatten().Any(i => roots.ReadBy(i).Contains(store.Array)))
        {
            return null;
        }

        return store.Array;
    }

    private bool IsWhole(CountedHeader header, Value length)
    {
        (Value first, Value last) = header.Step > 0 ? (header.From, header.To) : (header.To, header.From);
        return ConstantOf(first) == 0 && header.Comparison switch
        {
            CompareOperator.Less when !header.StepsFirst => IsLength(last, length),
            CompareOperator.Greater when header.StepsFirst => IsLength(last, length),
            CompareOperator.LessOrEqual or CompareOperator.GreaterOrEqual => IsLast(last, length),
            _ => false,
        };
    }

    private bool IsLength(Value value, Value length)
        => LengthOf(value) == LengthOf(length) || (ConstantOf(value) is { } constant && constant == ConstantOf(length));

    private bool IsLast(Value value, Value length) => ConstantOf(value) is { } constant
        ? constant + 1 == ConstantOf(length)
        : definitions.TryGetValue(value, out Compute? difference)
            && difference.Operation is BinaryOperation { Operator: BinaryOperator.Subtract, Type: ScalarType.Int32 }
            && ConstantOf(difference.Operands[1]) == 1
            && IsLength(difference.Operands[0], length);

    /// <summary>What stands for a length: the number that an array was made with; where that is not known, the array itself.</summary>
    private Value LengthOf(Value value)
    {
        while (definitions.TryGetValue(value, out Compute? length) && length.Operation is LengthOperation)
        {
            Value array = length.Operands[0];
            if (!definitions.TryGetValue(array, out Compute? definition))
            {
                return array;
            }

            switch (definition)
            {
                case { Operation: AllocateOperation }:
                    value = definition.Operands[0];
                    break;
                case { Operation: SliceOperation, Operands.Count: 3 }:
                    value = definition.Operands[2];
                    break;
                default:
                    return array;
            }
        }

        return value;
    }

    private long? ConstantOf(Value value)
        => definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation constant ? constant.Bits : null;
}
