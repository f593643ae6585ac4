using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// The statements that remain to be lowered, as a linked list. Lowering a nested block or a switch section puts its statements in front,
/// so that what follows an early return is always at hand.
/// </summary>
internal sealed class Work
{
    private Work(Work? rest) => Rest = rest;

    /// <summary>A statement.</summary>
    public IOperation? Statement { get; private init; }

    /// <summary>Or the sections of a switch from <see cref="Section"/> on.</summary>
    public SwitchPlan? Plan { get; private init; }

    public int Section { get; private init; }

    /// <summary>Or the place of a label that jumps lead to.</summary>
    public ISymbol? Marker { get; private init; }

    /// <summary>Or a jump to a label…</summary>
    public ISymbol? Jump { get; private init; }

    /// <summary>… unless this condition holds.</summary>
    public IOperation? JumpUnless { get; private init; }

    public Work? Rest { get; }

    /// <summary>The flow of this and all that follows, once computed.</summary>
    public Flow? Flow { get; set; }

    public static Work? Of(IEnumerable<IOperation> statements, Work? rest)
    {
        Work? work = rest;
        foreach (IOperation statement in statements.Reverse())
        {
            work = new Work(work) { Statement = statement };
        }

        return work;
    }

    public static Work Of(IOperation statement, Work? rest) => new(rest) { Statement = statement };

    public static Work OfSwitch(SwitchPlan plan, int section, Work? rest) => new(rest) { Plan = plan, Section = section };

    public static Work OfMarker(ISymbol label, Work? rest) => new(rest) { Marker = label };

    public static Work OfJump(ISymbol label) => new((Work?)null) { Jump = label };

    /// <summary>A jump out of a loop unless a condition holds, then the rest.</summary>
    public static Work OfUnless(IOperation condition, ISymbol label, Work? rest) => new(rest) { Jump = label, JumpUnless = condition };

    /// <summary>One iteration: the body, the place where continue leads to, and what a for loop does after each iteration.</summary>
    public static Work OfLoopBody(IOperation body, ISymbol continueLabel, IEnumerable<IOperation>? atBottom = null)
        => Of(body, OfMarker(continueLabel, Of(atBottom ?? [], null)));

    /// <summary>The nearest marker of one of the labels, or null.</summary>
    public static Work? FindMarker(Work? work, ICollection<ISymbol> labels)
    {
        for (Work? item = work; item is not null && labels.Count > 0; item = item.Rest)
        {
            if (item.Marker is { } marker && labels.Contains(marker))
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>The items of <paramref name="first"/> up to <paramref name="end"/>, then those of <paramref name="second"/>.</summary>
    public static Work? Append(Work? first, Work? second, Work? end = null)
    {
        if (second is null && end is null)
        {
            return first;
        }

        var items = new Stack<Work>();
        for (Work? item = first; item is not null && item != end; item = item.Rest)
        {
            items.Push(item);
        }

        Work? result = second;
        foreach (Work item in items)
        {
            result = new Work(result)
            {
                Statement = item.Statement,
                Plan = item.Plan,
                Section = item.Section,
                Marker = item.Marker,
                Jump = item.Jump,
                JumpUnless = item.JumpUnless,
            };
        }

        return result;
    }
}
