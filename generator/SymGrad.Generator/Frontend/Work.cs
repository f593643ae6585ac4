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
    private Work(IOperation? statement, SwitchPlan? plan, int section, ISymbol? marker, Work? rest)
    {
        Statement = statement;
        Plan = plan;
        Section = section;
        Marker = marker;
        Rest = rest;
    }

    /// <summary>A statement.</summary>
    public IOperation? Statement { get; }

    /// <summary>Or the sections of a switch from <see cref="Section"/> on.</summary>
    public SwitchPlan? Plan { get; }

    public int Section { get; }

    /// <summary>Or the place of a label that jumps lead to.</summary>
    public ISymbol? Marker { get; }

    public Work? Rest { get; }

    /// <summary>The flow of this and all that follows, once computed.</summary>
    public Flow? Flow { get; set; }

    public static Work? Of(IEnumerable<IOperation> statements, Work? rest)
    {
        Work? work = rest;
        foreach (IOperation statement in statements.Reverse())
        {
            work = new Work(statement, null, 0, null, work);
        }

        return work;
    }

    public static Work Of(IOperation statement, Work? rest) => new(statement, null, 0, null, rest);

    public static Work OfSwitch(SwitchPlan plan, int section, Work? rest) => new(null, plan, section, null, rest);

    public static Work OfMarker(ISymbol label, Work? rest) => new(null, null, 0, label, rest);

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
            result = new Work(item.Statement, item.Plan, item.Section, item.Marker, result);
        }

        return result;
    }
}
