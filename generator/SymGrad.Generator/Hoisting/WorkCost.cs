using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>What is worth computing once for a pass instead of once for each item: functions, divisions and loops, but not a product of two numbers.</summary>
internal class WorkCost(Function function)
{
    /// <summary>Where values are computed.</summary>
    protected ValueMap<Compute> Definitions { get; } = function.Computes();

    /// <summary>The function.</summary>
    protected Function Function { get; } = function;

    /// <summary>Whether what some steps compute is worth being handed over.</summary>
    public virtual bool Pays(IReadOnlyCollection<Instruction> steps) => true;

    public bool IsHeavy(Instruction instruction) => instruction switch
    {
        Compute compute => IsHeavy(compute),
        Branch branch => branch.Then.Instructions.Concat(branch.Else.Instructions).Any(IsHeavy),
        _ => true,
    };

    protected virtual bool IsHeavy(Compute compute) => compute.Operation switch
    {
        FunctionOperation call => CostOf(call) != FunctionCost.Light,
        UserFunctionOperation or CallOperation or ArrayFunctionOperation or AllocateOperation => true,
        BinaryOperation { Operator: BinaryOperator.Divide or BinaryOperator.Remainder } quotient => quotient.Type.IsFloating() && !IsConstant(compute.Operands[1]),
        _ => false,
    };

    /// <summary>How long a function takes. What has no row takes its time.</summary>
    protected static FunctionCost CostOf(FunctionOperation call) => RulesTable.TryFind(call.Rule)?.Cost ?? FunctionCost.Usual;

    private bool IsConstant(Value value) => Definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation;
}
