using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>
/// What is worth keeping for the data set. Each pass reads the data that it comes from, to see whether they are still the same, and the number itself: that takes as
/// long as about a third of a sine for each column, if items are summed eight at once. Functions with a form for eight items take less than those that have none.
/// </summary>
/// <param name="function">The loss.</param>
/// <param name="isInLanes">Whether its items are summed eight at once.</param>
internal sealed class DataWorkCost(Function function, bool isInLanes) : WorkCost(function)
{
    /// <summary>Of a function that takes its time, in columns.</summary>
    private const int Usual = 3;

    /// <summary>Of one that is called for each item.</summary>
    private const int OfCall = 20;

    /// <summary>How often a loop is assumed to run.</summary>
    private const int Iterations = 8;

    /// <summary>Whether the functions among some steps outweigh the columns that these read. Next to a row, that takes functions of its elements that are called for each.</summary>
    public override bool Pays(IReadOnlyCollection<Instruction> steps)
    {
        List<Value> data = [.. new Region(new([.. steps]), []).FreeValues().Where(v => v.Index < Function.Parameters.Count).Distinct()];
        return data.Any(Function.IsArray)
            ? steps.Any(HasCallInLoop)
            : steps.Sum(WeightOf) > data.Count + 1;
    }

    protected override bool IsHeavy(Compute compute)
        => compute.Operation is ArrayFunctionOperation or AllocateOperation || WeightOf(compute) >= Usual;

    private int WeightOf(Instruction instruction) => instruction switch
    {
        Compute compute => WeightOf(compute),
        Loop loop => Iterations * loop.Inner().Sum(r => r.Instructions.Sum(WeightOf)),
        _ => instruction.Inner().Sum(r => r.Instructions.Sum(WeightOf)),
    };

    private int WeightOf(Compute compute) => compute.Operation switch
    {
        FunctionOperation call when CostOf(call) <= FunctionCost.Short || IsSquare(call, compute.Operands) => 0,
        FunctionOperation call when HasLanes(call) && isInLanes => CostOf(call) == FunctionCost.Fast ? 1 : Usual,
        FunctionOperation or UserFunctionOperation or CallOperation => OfCall,
        _ => 0,
    };

    private bool HasCallInLoop(Instruction instruction) => instruction is Loop loop
        ? new Region(new([loop]), []).Flatten().OfType<Compute>().Any(c => WeightOf(c) > 0 && !(c.Operation is FunctionOperation call && HasLanes(call)))
        : instruction.Inner().Any(r => r.Instructions.Any(HasCallInLoop));

    private static bool HasLanes(FunctionOperation call) => RulesTable.InLanes(call.Rule) is not null;

    private bool IsSquare(FunctionOperation call, EquatableArray<Value> operands)
        => call.Rule == "Pow" && Definitions.TryGetValue(operands[1], out Compute? exponent)
            && exponent.Operation is ConstantOperation { } constant && constant.ToDouble() == 2;
}
