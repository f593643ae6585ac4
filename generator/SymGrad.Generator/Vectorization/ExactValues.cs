using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// The values of a function that have to be exact to the last bit: those that the value of the loss is computed from, and those that decide which way the
/// function goes: conditions, but also numbers that jump, indices, and the sides of kinks. What only derivatives are computed from may be rounded otherwise.
/// </summary>
internal sealed class ExactValues
{
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly HashSet<Value> values = [];
    private readonly HashSet<Value> memory = [];
    private readonly Dictionary<int, Value> recorded;
    private bool hasGrown;

    private ExactValues(Function function)
    {
        this.function = function;
        roots = new ArrayRoots(function);
        recorded = function.Body.Flatten().OfType<Record>().ToDictionary(r => r.Recording, r => r.Recorded);
    }

    /// <param name="function">A function.</param>
    /// <param name="exact">Which of its results have to be exact.</param>
    public static ISet<Value> Of(Function function, IEnumerable<Value> exact)
    {
        var needs = new ExactValues(function);
        needs.Add(exact);
        do
        {
            needs.hasGrown = false;
            foreach (Instruction instruction in function.Body.Flatten().Reverse())
            {
                needs.Visit(instruction);
            }
        }
        while (needs.hasGrown);
        return needs.values;
    }

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute compute when values.Contains(compute.Result) || Decides(compute):
                Add(compute.Operands);
                AddMemory(roots.ReadBy(compute));
                break;
            case Store store when memory.Contains(roots.Of(store.Array)):
                Add([store.Stored]);
                break;
            case Store:
                break;
            case Branch branch:
                Add([branch.Condition]);
                Add(Enumerable.Range(0, branch.Results.Count).Where(i => values.Contains(branch.Results[i]))
                    .SelectMany(i => new[] { branch.Then.Yields[i], branch.Else.Yields[i] }));
                break;
            case Loop loop:
                Visit(loop);
                break;
            case Record:
                break;
            case Replay replay when values.Contains(replay.Result):
                Add([recorded[replay.Recording]]);
                break;
            case Compute or Replay:
                break;
            default:
                // What may throw, and calls of which no more is known.
                Add(instruction.Operands());
                AddMemory(roots.ReadBy(instruction));
                break;
        }
    }

    /// <summary>Whether the last bit of a floating-point operand may decide the result, however little depends on its other bits.</summary>
    private bool Decides(Compute compute) => compute.Operands.Any(o => function.TypeOf(o).IsFloating()) && compute.Operation switch
    {
        CompareOperation or UserFunctionOperation or CallOperation => true,
        BinaryOperation { Operator: BinaryOperator.Remainder } => true,
        FunctionOperation { Rule: "CopySign" or "IEEERemainder" } => true,
        FunctionOperation call when RulesTable.IsPullback(call) => true,
        LengthOperation => false,
        Operation operation => !operation.Type.IsFloating() || FunctionRules.IsFlat(operation),
    };

    private void Visit(Loop loop)
    {
        if (loop.Header is WhileHeader header)
        {
            Add(header.Condition.Yields);
        }

        Add(loop.Header is CountedHeader counted ? [counted.From, counted.To] : []);
        foreach (int i in Enumerable.Range(0, loop.Results.Count).Where(i => values.Contains(loop.Results[i]) || values.Contains(loop.Parameters[i])))
        {
            Add([loop.Initial[i], loop.Parameters[i], loop.Results[i], loop.Body.Yields[i]]);
        }
    }

    private void Add(IEnumerable<Value> exact)
    {
        foreach (Value value in exact)
        {
            hasGrown |= values.Add(value);
            if (function.IsArray(value))
            {
                AddMemory([roots.Of(value)]);
            }
        }
    }

    private void AddMemory(IEnumerable<Value> arrays)
    {
        foreach (Value array in arrays)
        {
            hasGrown |= memory.Add(array);
        }
    }
}
