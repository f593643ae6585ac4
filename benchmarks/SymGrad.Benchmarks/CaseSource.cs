using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Benchmarks;

/// <summary>A case that is measured. It is made when it is its turn, because its data may be large.</summary>
/// <typeparam name="T">What kind of case it is.</typeparam>
/// <param name="Name">What is measured, unique among those of its kind.</param>
/// <param name="Items">How many items, statements or losses it goes over; 1 if it goes over nothing.</param>
/// <param name="Limited">Makes the case with at most a given number of items: tests need no more.</param>
public sealed record CaseSource<T>(string Name, int Items, Func<int, T> Limited)
{
    /// <summary>How many items the base goes over, where that is another number.</summary>
    public int BaselineItems { get; init; } = Items;

    /// <summary>Makes the case as it is measured.</summary>
    public T Create() => Limited(int.MaxValue);

    /// <summary>Whether the name contains one of the given texts, or none is given.</summary>
    internal bool IsChosen(IReadOnlyCollection<string> parts) => parts.Count == 0 || parts.Any(part => Name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
