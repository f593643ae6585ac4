using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.CallSites;

/// <summary>Local variables: what holds a mean, and what a loop makes one.</summary>
internal sealed partial class OriginAnalysis
{
    private Origin OfLocal(ILocalSymbol local)
    {
        IReadOnlyList<Write> writes = history[local];
        if (writes.Count == 0 || writes.Any(w => w.Kind == WriteKind.Other))
        {
            return local.HasConstantValue ? Origin.Fixed : Origin.Unknown;
        }

        if (!pending.Add(local))
        {
            // Inside mean += (x - mean) / n the variable itself is a number like any other.
            return Origin.Fixed;
        }

        Origin origin = OfWrites(writes);
        pending.Remove(local);
        return origin;
    }

    private Origin OfWrites(IReadOnlyList<Write> writes)
    {
        if (writes.Any(w => w.Kind == WriteKind.Iterate))
        {
            return Origin.Item;
        }

        if (writes.FirstOrDefault(w => w.Kind == WriteKind.Step) is { } step)
        {
            return step.Site.InnermostLoop() is { } loop && site.IsWithin(loop) ? Origin.Item : Origin.Unknown;
        }

        List<Origin> assigned = [.. writes.Where(w => w.Kind == WriteKind.Assign && !IsAllocation(w.Value)).Select(w => InColumns(w, () => Of(w.Value)))];
        List<Origin> added = [.. writes.Where(w => w.Kind == WriteKind.Add).Select(w => InColumns(w, () => OfAddition(w)))];
        if (assigned.Count == 0 && added.Count == 0)
        {
            return Origin.Unknown;
        }

        Origin total = assigned.Count == 0 ? Origin.Fixed : Origins.Choice(assigned);
        total = added.Aggregate(total, Origins.Sum);
        foreach (Write scaling in writes.Where(w => w.Kind is WriteKind.Divide or WriteKind.Multiply))
        {
            bool byCount = scaling.Kind == WriteKind.Divide ? IsCount(scaling.Value!) : IsInverseCount(scaling.Value!);
            total = byCount ? Origins.QuotientByCount(total)
                : scaling.Kind == WriteKind.Divide ? Origins.Quotient(total, Of(scaling.Value))
                : Origins.Product(total, Of(scaling.Value));
        }

        return total;
    }

    /// <summary>What is added: once, or again and again by a loop that goes through items.</summary>
    private Origin OfAddition(Write write)
    {
        Origin added = Of(write.Value);
        if (!added.IsOfOneItem() || !columns.ChooseColumns(write.Value!) || ComesFromLosses(write.Value!))
        {
            return added.IsOfOneItem() ? Origin.Unknown : added;
        }

        // As seen from the call: a loop around both of them has not ended, and its items are still single ones.
        if (iteration.VaryIn(write.Value!) == IterationVariation.Item || LoopsThatEnded(write) <= IndicesOf(write))
        {
            return Origin.Derived;
        }

        bool isShare = write.Value!.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, RightOperand: var divisor }
            && IsCount(divisor);
        return added == Origin.Derived ? Origin.Unknown : isShare ? Origin.Mean : Origin.Accumulated;
    }

    /// <summary>How many loops around a write, and lambdas that a method calls for each item, are over when the call is made.</summary>
    private int LoopsThatEnded(Write write)
    {
        int count = 0;
        for (IOperation? around = write.Site.Parent; around is not null && !site.IsWithin(around); around = around.Parent)
        {
            count += around is ILoopOperation || (around is IAnonymousFunctionOperation lambda && IterationVariables.IsIterating(lambda)) ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many loops it takes to write to each element once.</summary>
    private static int IndicesOf(Write write) => IndicesIn(write).Count(i => !i.ConstantValue.HasValue);

    private static IEnumerable<IOperation> IndicesIn(Write write) => (write.IsElement ? write.Site as IAssignmentOperation : null)?.Target switch
    {
        IArrayElementReferenceOperation element => element.Indices,
        IPropertyReferenceOperation indexer => indexer.Arguments.Select(a => a.Value),
        IImplicitIndexerReferenceOperation element => [element.Argument],
        _ => [],
    };

    /// <summary>Looks at what is written to an element while the variables in its index count as going through columns.</summary>
    private Origin InColumns(Write write, Func<Origin> look)
    {
        int before = columns.Enter(IndicesIn(write).SelectMany(ColumnVariables.In));
        Origin origin = look();
        columns.Leave(before);
        return origin;
    }

    private static bool IsAllocation(IOperation? value) => value?.Unwrap() is IArrayCreationOperation { Initializer: null }
        || value?.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax;

    /// <summary>Whether a number counts items: an integer, or a variable that holds one.</summary>
    private bool IsCount(IOperation value)
    {
        IOperation number = value.Unwrap();
        return number.Type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
            || (number is ILocalReferenceOperation { Local: var local } && history[local] is { Count: > 0 } writes && writes.All(
                w => w.Kind == WriteKind.Step
                || (w.Kind is WriteKind.Assign or WriteKind.Add && w.Value is { } written
                    && (written.ConstantValue.HasValue || (w.Kind == WriteKind.Assign && IsInteger(written.Unwrap()))))));
    }

    private static bool IsInteger(IOperation value) => value.Type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private bool IsInverseCount(IOperation value) => value.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient
            => quotient.LeftOperand.ConstantValue.HasValue && IsCount(quotient.RightOperand),
        ILocalReferenceOperation { Local: var local } => history[local] is [{ Kind: WriteKind.Assign, Value: { } inverse }]
            && inverse.Unwrap() is IBinaryOperation && IsInverseCount(inverse),
        _ => false,
    };
}
