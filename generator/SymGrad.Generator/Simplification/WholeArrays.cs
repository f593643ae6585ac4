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

    /// <summary>Whether two arrays have as many elements, as far as what they were made with tells.</summary>
    public bool AreEquallyLong(Value left, Value right) => LengthOfArray(left) == LengthOfArray(right);

    /// <summary>Whether a loop goes over the elements of an array, from the first to the last.</summary>
    public bool GoesOver(CountedHeader header, Value array)
        => header is { Step: 1, StepsFirst: false, Comparison: CompareOperator.Less } && ConstantOf(header.From) == 0 && LengthOf(header.To) == LengthOfArray(array);

    /// <summary>Whether a loop goes from 0 to a length.</summary>
    public bool IsWhole(CountedHeader header, Value length)
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
        => definitions.TryGetValue(value, out Compute? length) && length.Operation is LengthOperation ? LengthOfArray(length.Operands[0]) : value;

    private Value LengthOfArray(Value array) => !definitions.TryGetValue(array, out Compute? definition) ? array : definition switch
    {
        { Operation: AllocateOperation } => LengthOf(definition.Operands[0]),
        { Operation: SliceOperation, Operands.Count: 3 } => LengthOf(definition.Operands[2]),
        _ => array,
    };

    private long? ConstantOf(Value value)
        => definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation constant ? constant.Bits : null;
}
