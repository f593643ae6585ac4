using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>A loop, whatever its statement, as it is lowered.</summary>
/// <param name="Loop">The statement.</param>
/// <param name="Assigned">The variables that an iteration may change.</param>
/// <param name="ConditionAtStart">What is tested before each iteration; null for none.</param>
/// <param name="ConditionAtEnd">What is tested after each iteration; null for none.</param>
/// <param name="Body">One iteration.</param>
internal sealed record LoopPlan(
    ILoopOperation Loop,
    IReadOnlyList<ISymbol> Assigned,
    IOperation? ConditionAtStart,
    IOperation? ConditionAtEnd,
    Work? Body)
{
    /// <summary>The index of a loop that counts.</summary>
    public Induction? Induction { get; init; }
}

/// <summary>The index of a loop that counts: from where, how far, by how much.</summary>
/// <param name="From">Its first value.</param>
/// <param name="To">What it is compared with.</param>
/// <param name="Comparison">The comparison that holds as long as the loop goes on.</param>
/// <param name="Step">What is added after each iteration.</param>
/// <param name="Name">What to call it.</param>
/// <param name="Bind">Sets what an iteration reads to what belongs to an index.</param>
internal sealed record Induction(Value From, Value To, CompareOperator Comparison, int Step, string Name, Action<Value> Bind);
