using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>How control may leave a statement.</summary>
internal sealed class Flow
{
    private static readonly ImmutableHashSet<ISymbol> noLabels = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    private Flow(bool falls, bool returns, bool throws, ImmutableHashSet<ISymbol> breaks)
    {
        Falls = falls;
        Returns = returns;
        Throws = throws;
        Breaks = breaks;
    }

    /// <summary>On to the next statement.</summary>
    public static Flow Falling { get; } = new(true, false, false, noLabels);

    public static Flow Returning { get; } = new(false, true, false, noLabels);

    public static Flow Throwing { get; } = new(false, false, true, noLabels);

    /// <summary>Nowhere: the start of a union.</summary>
    public static Flow None { get; } = new(false, false, false, noLabels);

    public bool Falls { get; }

    public bool Returns { get; }

    public bool Throws { get; }

    /// <summary>The labels it may jump to.</summary>
    public ImmutableHashSet<ISymbol> Breaks { get; }

    /// <summary>Whether it ends in an exception whatever path it takes.</summary>
    public bool OnlyThrows => Throws && !Falls && !Returns && Breaks.IsEmpty;

    /// <summary>Whether some path leaves by a return or a jump.</summary>
    public bool Leaves => Returns || !Breaks.IsEmpty;

    public static Flow Breaking(ISymbol label) => new(false, false, false, noLabels.Add(label));

    public Flow Or(Flow other)
        => new(Falls || other.Falls, Returns || other.Returns, Throws || other.Throws, Breaks.Union(other.Breaks));

    /// <summary>This, then <paramref name="next"/> where it falls.</summary>
    public Flow Then(Flow next) => Falls ? new Flow(false, Returns, Throws, Breaks).Or(next) : this;

    public Flow WithoutThrowing() => new(Falls, Returns, false, Breaks);

    /// <summary>With a jump to <paramref name="label"/> going on as <paramref name="target"/>.</summary>
    public Flow Land(ISymbol label, Flow target)
        => Breaks.Contains(label) ? new Flow(Falls, Returns, Throws, Breaks.Remove(label)).Or(target) : this;
}
