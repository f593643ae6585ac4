using System;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>The header of the loop that goes through the iterations of another one backwards.</summary>
internal sealed class LoopReversal(FunctionBuilder builder, PrimalCopier copier)
{
    /// <summary>The length of an array is far enough from the largest integer for the sum of both.</summary>
    private const int LargestSmallStep = 32;

    /// <summary>The header, and the index that it counts with.</summary>
    public (LoopHeader Header, Value Iteration) Header(Loop loop)
    {
        Value index = builder.NewBoundValue(ScalarType.Int32);
        if (loop.Header is not CountedHeader header)
        {
            builder.Name(index, "iteration", isDeclared: false);
            return (Downwards(index, copier.CountOf(loop)), index);
        }

        Value from = copier[header.From];
        Value to = copier[header.To];
        if (Math.Abs(header.Step) > 1)
        {
            builder.Name(index, "iteration", isDeclared: false);
            return (Downwards(index, Count(header, from, to)), index);
        }

        builder.Name(index, builder.InfoOf(copier[header.Index]).Name ?? "i", isDeclared: false);
        return (header.Comparison switch
        {
            CompareOperator.Less when !copier.IsWithin(header.To, isUpwards: true)
                => new CountedHeader(index, to, from, CompareOperator.Greater, -1, IsReversal: true, StepsFirst: true),
            CompareOperator.Less => new CountedHeader(index, Subtract(to, Constant(1)), from, CompareOperator.GreaterOrEqual, -1, IsReversal: true),
            CompareOperator.LessOrEqual => new CountedHeader(index, to, from, CompareOperator.GreaterOrEqual, -1, IsReversal: true),
            CompareOperator.Greater when !copier.IsWithin(header.To, isUpwards: false)
                => new CountedHeader(index, to, from, CompareOperator.Less, 1, IsReversal: true, StepsFirst: true),
            CompareOperator.Greater => new CountedHeader(index, Add(to, Constant(1)), from, CompareOperator.LessOrEqual, 1, IsReversal: true),
            CompareOperator.GreaterOrEqual => new CountedHeader(index, to, from, CompareOperator.LessOrEqual, 1, IsReversal: true),
            _ => throw new InvalidOperationException($"A loop does not count by {header.Comparison}."),
        }, index);
    }

    /// <summary>Gives the primal index, and carried values that follow from it, the values of the iteration that is reversed.</summary>
    public void BindIteration(Loop loop, Value iteration)
    {
        if (loop.Header is not CountedHeader header)
        {
            copier.ComputeSteps(loop, () => iteration);
            return;
        }

        if (Math.Abs(header.Step) == 1)
        {
            copier[header.Index] = iteration;
            (Value later, Value earlier) = header.Step > 0 ? (iteration, copier[header.From]) : (copier[header.From], iteration);
            copier.ComputeSteps(loop, () => IsZero(earlier) ? later : Subtract(later, earlier));
            return;
        }

        copier.ComputeSteps(loop, () => iteration);
        string? name = builder.InfoOf(copier[header.Index]).Name;
        Value distance = builder.Compute(Integer(BinaryOperator.Multiply), iteration, Constant(header.Step));
        copier[header.Index] = IsZero(copier[header.From])
            ? distance
            : Add(copier[header.From], distance);
        builder.Name(copier[header.Index], name ?? "i", isDeclared: false);
    }

    private static BinaryOperation Integer(BinaryOperator binaryOperator) => new(binaryOperator, ScalarType.Int32);

    private CountedHeader Downwards(Value index, Value count)
        => new(index, Subtract(count, Constant(1)), Constant(0), CompareOperator.GreaterOrEqual, -1, IsReversal: true);

    /// <summary>How often a loop runs; less than one when it does not. The distance of two integers need not be one of 32 bits.</summary>
    private Value Count(CountedHeader header, Value from, Value to)
    {
        bool isUpwards = header.Step > 0;
        int step = Math.Abs(header.Step);
        bool isInclusive = header.Comparison is CompareOperator.LessOrEqual or CompareOperator.GreaterOrEqual;
        int rounding = isInclusive ? step : step - 1;
        if (isUpwards && step <= LargestSmallStep && IsZero(from) && builder.DefinitionOf(to)?.Operation is LengthOperation)
        {
            return builder.Compute(Integer(BinaryOperator.Divide), isRepeated: true, [Add(to, Constant(rounding)), Constant(step)]);
        }

        Value distance = builder.Compute(Wide(BinaryOperator.Subtract), Widen(isUpwards ? to : from), Widen(isUpwards ? from : to));
        Value rounded = builder.Compute(Wide(BinaryOperator.Add), distance, Widen(Constant(rounding)));
        Value count = builder.Compute(Wide(BinaryOperator.Divide), isRepeated: true, [rounded, Widen(Constant(step))]);
        return builder.Compute(new ConvertOperation(ScalarType.Int64, ScalarType.Int32), count);
    }

    private Value Widen(Value value) => builder.DefinitionOf(value)?.Operation is ConstantOperation constant
        ? builder.Compute(new ConstantOperation(ScalarType.Int64, constant.Bits))
        : builder.Compute(new ConvertOperation(ScalarType.Int32, ScalarType.Int64), value);

    private static BinaryOperation Wide(BinaryOperator binaryOperator) => new(binaryOperator, ScalarType.Int64);

    private Value Add(Value left, Value right) => builder.Compute(Integer(BinaryOperator.Add), left, right);

    private Value Subtract(Value left, Value right)
        => builder.DefinitionOf(left)?.Operation is ConstantOperation first && builder.DefinitionOf(right)?.Operation is ConstantOperation second
            ? Constant(unchecked((int)first.Bits - (int)second.Bits))
            : builder.Compute(Integer(BinaryOperator.Subtract), left, right);

    private bool IsZero(Value value) => builder.DefinitionOf(value)?.Operation is ConstantOperation { Bits: 0 };

    private Value Constant(int value) => builder.Constant(value);
}
