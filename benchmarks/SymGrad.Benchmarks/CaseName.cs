using System;

namespace SymGrad.Benchmarks;

/// <summary>The name of a case, as BenchmarkDotNet shows it: in the order of the cases and not of the alphabet.</summary>
/// <param name="Position">Where the case is among those of its kind.</param>
/// <param name="Name">Its name.</param>
public readonly record struct CaseName(int Position, string Name) : IComparable
{
    /// <inheritdoc/>
    public int CompareTo(object? obj) => Position.CompareTo(((CaseName)obj!).Position);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
