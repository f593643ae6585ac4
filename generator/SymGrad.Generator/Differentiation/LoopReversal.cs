using System;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>The header of the loop that goes through the iterations of another one backwards.</summary>
internal sealed class LoopReversal(FunctionBuilder builder, PrimalCopier copier)
{
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
            CompareOperator.Less => new CountedHeader(index, Subtract(to, Constant(1)), from, CompareOperator.GreaterOrEqual, -1, IsReversal: true),
            CompareOperator.LessOrEqual => new CountedHeader(index, to, from, CompareOperator.GreaterOrEqual, -1, IsReversal: true),
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
            copier.ComputeSteps(loop, iteration);
            return;
        }

        if (Math.Abs(header.Step) == 1)
        {
            copier[header.Index] = iteration;
            return;
        }

        string? name = builder.InfoOf(copier[header.Index]).Name;
        Value distance = builder.Compute(Integer(BinaryOperator.Multiply), iteration, Constant(header.Step));
        copier[header.Index] = builder.DefinitionOf(copier[header.From])?.Operation is ConstantOperation { Bits: 0 }
            ? distance
            : Add(copier[header.From], distance);
        builder.Name(copier[header.Index], name ?? "i", isDeclared: false);
    }

    private static BinaryOperation Integer(BinaryOperator binaryOperator) => new(binaryOperator, ScalarType.Int32);

    private CountedHeader Downwards(Value index, Value count)
        => new(index, Subtract(count, Constant(1)), Constant(0), CompareOperator.GreaterOrEqual, -1, IsReversal: true);

    /// <summary>How often a loop runs; less than one when it does not.</summary>
    private Value Count(CountedHeader header, Value from, Value to)
    {
        bool isUpwards = header.Step > 0;
        int step = Math.Abs(header.Step);
        bool isInclusive = header.Comparison is CompareOperator.LessOrEqual or CompareOperator.GreaterOrEqual;
        Value distance = isUpwards ? Subtract(to, from) : Subtract(from, to);
        return builder.Compute(
            Integer(BinaryOperator.Divide), isRepeated: true, Add(distance, Constant(isInclusive ? step : step - 1)), Constant(step));
    }

    private Value Add(Value left, Value right) => builder.Compute(Integer(BinaryOperator.Add), left, right);

    private Value Subtract(Value left, Value right)
        => builder.DefinitionOf(left)?.Operation is ConstantOperation first && builder.DefinitionOf(right)?.Operation is ConstantOperation second
            ? Constant(unchecked((int)first.Bits - (int)second.Bits))
            : builder.Compute(Integer(BinaryOperator.Subtract), left, right);

    private Value Constant(int value) => builder.Constant(value);
}
