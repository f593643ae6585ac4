using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>What is worth computing once for a pass instead of once for each item: functions, divisions and loops, but not a product of two numbers.</summary>
internal sealed class WorkCost(Function function)
{
    /// <summary>Functions that take no longer than an addition does.</summary>
    private static readonly HashSet<string> Light = new(StringComparer.Ordinal) { "Abs", "CopySign", "Max", "MaxMagnitude", "Min", "MinMagnitude", FunctionOperation.StopGradient };

    private readonly ValueMap<Compute> definitions = function.Computes();

    public bool IsHeavy(Instruction instruction) => instruction switch
    {
        Compute compute => IsHeavy(compute),
        Branch branch => branch.Then.Instructions.Concat(branch.Else.Instructions).Any(IsHeavy),
        _ => true,
    };

    private bool IsHeavy(Compute compute) => compute.Operation switch
    {
        FunctionOperation call => !Light.Contains(call.Rule),
        UserFunctionOperation or CallOperation or ArrayFunctionOperation or AllocateOperation => true,
        BinaryOperation { Operator: BinaryOperator.Divide or BinaryOperator.Remainder } quotient => quotient.Type.IsFloating() && !IsConstant(compute.Operands[1]),
        _ => false,
    };

    private bool IsConstant(Value value) => definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation;
}
