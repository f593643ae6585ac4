using System.Collections.Generic;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>What the headers of counted loops say about their indices: enough to know, in the usual loops, that an index is in its range.</summary>
internal sealed class IndexRanges(LoweringContext context)
{
    private readonly Dictionary<Value, (Value From, Value To, CompareOperator Comparison)> loops = [];

    /// <summary>Takes note of a loop over each integer, in whose body the index does not change.</summary>
    /// <param name="index">The index.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">What it is compared with.</param>
    /// <param name="comparison">The comparison that holds in the body.</param>
    public void Add(Value index, Value from, Value to, CompareOperator comparison) => loops[index] = (from, to, comparison);

    public bool IsConstant(Value value) => ConstantOf(value) is not null;

    /// <summary>The number that a value is, where it is a constant.</summary>
    public long? ConstantOf(Value value)
        => context.Builder.DefinitionOf(value)?.Operation is ConstantOperation { Type: ScalarType.Int32 } constant ? constant.Bits : null;

    /// <summary>Whether an index is at least 0 and less than a length, which is not negative.</summary>
    public bool IsBelow(Value index, Value length) => IsLess(index, length) && IsNotNegative(index, isBounded: true);

    /// <param name="value">An index, or what another one begins with.</param>
    /// <param name="isBounded">Whether it is known to be less than a length, so that a loop up to it does not run over the greatest int.</param>
    private bool IsNotNegative(Value value, bool isBounded)
    {
        if (ConstantOf(value) is { } constant)
        {
            return constant >= 0;
        }

        return loops.TryGetValue(value, out (Value From, Value To, CompareOperator Comparison) loop)
            ? loop.Comparison switch
            {
                CompareOperator.Less => IsNotNegative(loop.From, isBounded: false),
                CompareOperator.LessOrEqual => isBounded && IsNotNegative(loop.From, isBounded: false),
                _ => IsNotNegative(loop.To, isBounded: false),
            }
            : IsSuccessor(value) is { } index && IsNotNegative(index, isBounded: false);
    }

    private bool IsLess(Value value, Value bound)
    {
        if (ConstantOf(value) is { } constant && ConstantOf(bound) is { } limit)
        {
            return constant < limit;
        }

        if (loops.TryGetValue(value, out (Value From, Value To, CompareOperator Comparison) loop))
        {
            return loop.Comparison switch
            {
                CompareOperator.Less => loop.To == bound || IsAtMost(loop.To, bound),
                CompareOperator.LessOrEqual => IsLess(loop.To, bound),
                _ => IsLess(loop.From, bound),
            };
        }

        // The bound is a length: one can be taken away of it without an overflow.
        return context.Builder.DefinitionOf(value) is { Operation: BinaryOperation { Operator: BinaryOperator.Subtract, Type: ScalarType.Int32 } } difference
            && difference.Operands[0] == bound && ConstantOf(difference.Operands[1]) == 1;
    }

    private bool IsAtMost(Value value, Value bound)
        => (ConstantOf(value) is { } constant && ConstantOf(bound) is { } limit && constant <= limit) || IsLess(value, bound);

    /// <summary>The index that a value is one more than, where that cannot overflow because the index is less than something.</summary>
    private Value? IsSuccessor(Value value)
        => context.Builder.DefinitionOf(value) is { Operation: BinaryOperation { Operator: BinaryOperator.Add, Type: ScalarType.Int32 } } sum
            && ConstantOf(sum.Operands[1]) == 1
            && loops.TryGetValue(sum.Operands[0], out (Value From, Value To, CompareOperator Comparison) loop) && loop.Comparison == CompareOperator.Less
            ? sum.Operands[0]
            : null;
}
