using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>Loops. What a loop carries lives in one variable before, in and after it, so that nothing is only copied.</content>
internal sealed partial class BodyEmitter
{
    private void EmitLoop(Loop loop)
    {
        for (int i = 0; i < loop.Results.Count; i++)
        {
            if (locals.Contains(loop.Results[i]))
            {
                // The result has a variable that was declared before.
                EmitTogether([(locals[loop.Results[i]], loop.Initial[i])]);
                locals.Share(loop.Parameters[i], loop.Results[i]);
                continue;
            }

            if (CanBecome(loop.Initial[i], loop))
            {
                locals.Share(loop.Parameters[i], loop.Initial[i]);
            }
            else
            {
                string initial = values.PrintInitializer(loop.Initial[i]);
                writer.Line($"{TypeOf(loop.Parameters[i])} {locals.Declare(loop.Parameters[i], "carried")} = {initial};");
            }

            locals.Share(loop.Results[i], loop.Parameters[i]);
        }

        EmitBlocks(loop);
        locals.BeginScope();
        OpenLoop(loop);
        ShareNext(loop);
        EmitMark(loop);
        EmitInstructions(loop.Body.Instructions);
        EmitTogether([.. loop.Parameters.Items.Zip(loop.Body.Yields.Items, (p, y) => (locals[p], y))]);
        EmitRelease(loop);
        writer.Close();
        locals.EndScope();
        writer.Line();
    }

    private void OpenLoop(Loop loop)
    {
        switch (loop.Header)
        {
            case CountedHeader header:
                string from = Print(header.From).Text;
                string to = Print(header.To).At(Precedence.Additive);
                string index = locals.Declare(header.Index, "i");
                if (header.StepsFirst)
                {
                    writer.Open($"for (int {index} = {from}; {Step(index, header.Step)} {Symbol(header.Comparison)} {to};)");
                    break;
                }

                writer.Open($"for (int {index} = {from}; {index} {Symbol(header.Comparison)} {to}; {Step(index, header.Step)})");
                break;
            case WhileHeader { Condition: { } condition } when plan.IsExpression(condition):
                writer.Open($"while ({Print(condition.Yields[0]).Text})");
                break;
            case WhileHeader { Condition: { } condition }:
                writer.Open("while (true)");
                EmitInstructions(condition.Instructions);
                writer.Open($"if ({values.PrintNot(condition.Yields[0])})");
                writer.Line("break;");
                writer.Close();
                writer.Line();
                break;
            default:
                throw new InvalidOperationException($"The emitter has no case for {loop.Header.GetType().Name}.");
        }
    }

    private static string Symbol(CompareOperator comparison) => comparison switch
    {
        CompareOperator.Less => "<",
        CompareOperator.LessOrEqual => "<=",
        CompareOperator.Greater => ">",
        CompareOperator.GreaterOrEqual => ">=",
        _ => throw new InvalidOperationException($"A loop does not count by {comparison}."),
    };

    private static string Step(string index, int step) => step switch
    {
        1 => index + "++",
        -1 => index + "--",
        > 0 => FormattableString.Invariant($"{index} += {step}"),
        _ => FormattableString.Invariant($"{index} -= {-(long)step}"),
    };

    /// <summary>
    /// Whether the loop can go on with the variable of a value: it is a local that only the loop reads. What an enclosing loop carries is one too,
    /// but not what it counts by.
    /// </summary>
    private bool CanBecome(Value initial, Loop loop)
        => locals.Contains(initial) && initial.Index >= function.Parameters.Count && plan.Uses(initial) == 1 && !values.IsConstant(initial)
            && !useMap.IsCounter(initial) && useMap.AreInOneRegion(initial, loop.Results);

    /// <summary>What an iteration computes as the next value of a variable is computed into it, where nothing reads the old value any more.</summary>
    private void ShareNext(Loop loop)
    {
        for (int i = 0; i < loop.Results.Count; i++)
        {
            Value next = loop.Body.Yields[i];
            Value current = loop.Parameters[i];
            if (!useMap.IsDefinedIn(loop.Body, next) || plan.IsInlined(next) || locals.Contains(next) || values.IsConstant(next))
            {
                continue;
            }

            bool isBranch = values.BranchOf(next) is not null;
            int last = LastReadOfVariable(loop.Body, current, next);
            if (isBranch ? last < useMap.PositionOf(next) || IsUpdatedBy(loop.Body, current, next) : values.ComputeOf(next) is not null && last <= useMap.PositionOf(next))
            {
                locals.Share(next, current);
            }
        }
    }

    /// <summary>The position in a region of the last statement that reads a value.</summary>
    private int LastRead(Region region, Value value, Value except)
    {
        int last = -1;
        foreach (int position in useMap.UsesIn(region, value))
        {
            // What is written where it is used reads the value there.
            Value? inlined = position < region.Instructions.Count ? InlinedResult(region.Instructions[position]) : null;
            last = Math.Max(last, inlined is { } result && result != except ? LastRead(region, result, except) : position);
        }

        return last;
    }

    private Value? InlinedResult(Instruction instruction) => instruction switch
    {
        Compute compute when plan.IsInlined(compute.Result) => compute.Result,
        Branch branch when plan.IsOperator(branch) && plan.IsInlined(branch.Results[0]) => branch.Results[0],
        _ => null,
    };

    /// <summary>The same for all that lives in the variable of a value.</summary>
    private int LastReadOfVariable(Region region, Value value, Value except)
        => ValuesInVariable(region, value, except).Max(v => LastRead(region, v, except));

    /// <summary>A value and what takes over its variable in a region: an inner loop may go on with it, and leave its result there.</summary>
    private static IEnumerable<Value> ValuesInVariable(Region region, Value value, Value except)
    {
        yield return value;
        foreach (Loop inner in region.Instructions.OfType<Loop>())
        {
            for (int i = 0; i < inner.Results.Count; i++)
            {
                if (inner.Initial[i] == value && inner.Results[i] != except)
                {
                    foreach (Value later in ValuesInVariable(region, inner.Results[i], except))
                    {
                        yield return later;
                    }
                }
            }
        }
    }

    /// <summary>
    /// Whether a branch only updates a variable: each side yields the old value as it is, or one that it computes from it as the last thing that
    /// reads it, and nothing else in the branch or after it reads the old value.
    /// </summary>
    private bool IsUpdatedBy(Region region, Value current, Value next)
    {
        Branch branch = values.BranchOf(next)!;
        int position = useMap.PositionOf(next);
        if (LastReadOfVariable(region, current, next) > position)
        {
            return false;
        }

        HashSet<Value> old = [.. ValuesInVariable(region, current, next)];
        int result = branch.Results.Items.IndexOf(next);
        int expected = 0;
        foreach (Region side in (Region[])[branch.Then, branch.Else])
        {
            Value yielded = side.Yields[result];
            if (old.Contains(yielded))
            {
                expected++;
            }
            else if (values.ComputeOf(yielded) is { } compute && useMap.IsDefinedIn(side, yielded))
            {
                expected += compute.Operands.Count(old.Contains);
            }
        }

        return old.Sum(v => useMap.UsesIn(region, v).Count(p => p == position)) == expected;
    }
}
