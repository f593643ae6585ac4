using System;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <content>Integers, which are doubles where several items have their own.</content>
internal sealed partial class LaneForm
{
    private Value OfIntegers(Compute compute, Value[] operands)
    {
        Value result = compute.Operation switch
        {
            ConvertOperation => operands[0],

            // 0 − 0 is 0; −0, which no integer is, would be seen where it is divided by.
            UnaryOperation => Combine(BinaryOperator.Subtract, Builder.Constant(0.0, ScalarType.Double), operands[0]),
            BinaryOperation { Operator: BinaryOperator.Divide } => Call(LaneFunctions.Quotient, "Quotient({0}, {1})", operands),
            BinaryOperation { Operator: BinaryOperator.Remainder } => Call(LaneFunctions.Remainder, "Remainder({0}, {1})", operands),
            BinaryOperation binary => Combine(binary.Operator, operands[0], operands[1]),
            _ => throw new InvalidOperationException($"{compute.Operation.GetType().Name} has no form for integers of several items."),
        };
        return integers.Wraps(compute) ? Call(LaneFunctions.Wrapped, compute.Operation.Type == ScalarType.Int32 ? "ToInt32({0})" : "ToUInt32({0})", result)
            : integers.MayBeMinusZero(compute) ? Combine(BinaryOperator.Add, result, Builder.Constant(0.0, ScalarType.Double))
            : result;
    }

    private Value Call(string rule, string call, params Value[] operands)
        => Builder.Compute(new FunctionOperation(rule, ScalarType.Lanes, "ItemLanes." + call), operands);
}
