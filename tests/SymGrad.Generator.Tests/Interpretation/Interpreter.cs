using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Tests.Interpretation;

/// <summary>Runs straight-line functions of doubles in double precision.</summary>
internal static class Interpreter
{
    public static double[] Run(Function function, params double[] arguments)
    {
        var values = new Dictionary<Value, double>();
        for (int i = 0; i < arguments.Length; i++)
        {
            values[new Value(i)] = arguments[i];
        }

        foreach (Instruction instruction in function.Body.Instructions)
        {
            var compute = (Compute)instruction;
            values[compute.Result] = Apply(compute.Operation, [.. compute.Operands.Select(o => values[o])]);
        }

        return [.. function.Body.Yields.Select(y => values[y])];
    }

    private static double Apply(Operation operation, double[] x) => operation switch
    {
        ConstantOperation constant => constant.ToDouble(),
        UnaryOperation { Operator: UnaryOperator.Negate } => -x[0],
        BinaryOperation { Operator: BinaryOperator.Add } => x[0] + x[1],
        BinaryOperation { Operator: BinaryOperator.Subtract } => x[0] - x[1],
        BinaryOperation { Operator: BinaryOperator.Multiply } => x[0] * x[1],
        BinaryOperation { Operator: BinaryOperator.Divide } => x[0] / x[1],
        CompareOperation { Operator: CompareOperator.Less } => x[0] < x[1] ? 1 : 0,
        SelectOperation => x[0] != 0 ? x[1] : x[2],
        FunctionOperation { Rule: "Pow" } => Math.Pow(x[0], x[1]),
        _ => throw new InvalidOperationException($"The interpreter has no case for {operation}."),
    };
}
