using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// A carried value that is the greatest, or the least, of what it was and what each iteration gives: <c>max = Math.Max(max, x[i])</c>. Its adjoint
/// belongs to those that are equal to the result, which share it, so that its way there need not be recorded.
/// </summary>
/// <param name="Candidate">What an iteration gives.</param>
/// <param name="Improves">The comparison of a candidate with the value so far by which it takes its place.</param>
internal sealed record RunningExtremum(Value Candidate, CompareOperator Improves)
{
    /// <summary>What a carried value is the extremum of; null when it is none.</summary>
    public static RunningExtremum? Of(Loop loop, int carried)
    {
        Value current = loop.Parameters[carried];
        Value next = loop.Body.Yields[carried];
        if (loop.Body.Instructions.OfType<Compute>().FirstOrDefault(c => c.Result == next) is not
            { Operation: FunctionOperation { Rule: "Max" or "Min" } function } extremum
            || !function.Type.IsFloating()
            || extremum.Operands.Count(o => o == current) != 1
            || Uses(loop, current) != 1
            || Uses(loop, next) != 1)
        {
            return null;
        }

        Value candidate = extremum.Operands.First(o => o != current);
        return new RunningExtremum(candidate, function.Rule == "Max" ? CompareOperator.Greater : CompareOperator.Less);
    }

    private static int Uses(Loop loop, Value value) => Regions(loop).Sum(
        region => region.Yields.Count(y => y == value)
            + region.Instructions.Sum(i => i.Operands().Count(o => o == value) + (i is Guard guard
                ? guard.Exception.Arguments.SelectMany(a => a.Values()).Count(v => v == value)
                : 0)));

    /// <summary>The regions of a loop, and all inside them.</summary>
    private static IEnumerable<Region> Regions(Instruction instruction)
        => instruction.Inner().SelectMany(r => r.Instructions.Items.SelectMany(Regions).Prepend(r));
}
