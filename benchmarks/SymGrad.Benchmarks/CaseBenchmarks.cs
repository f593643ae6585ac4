using System;
using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;

namespace SymGrad.Benchmarks;

/// <summary>
/// Benchmarks for BenchmarkDotNet: the ways of a case that the tables with words compare, with one of them as the base. A case is known by its name, and made when its turn comes.
/// </summary>
/// <typeparam name="T">What kind of case it is.</typeparam>
public abstract class CaseBenchmarks<T> : ICaseBenchmarks
{
    private T? current;

    /// <inheritdoc/>
    [ParamsSource(nameof(Cases))]
    public CaseName Case { get; set; }

    /// <inheritdoc/>
    public IEnumerable<CaseName> Cases => Sources.Select((source, i) => new CaseName(i, source.Name));

    /// <summary>All cases.</summary>
    internal abstract IReadOnlyList<CaseSource<T>> Sources { get; }

    /// <summary>The case that is measured.</summary>
    private protected T Current => current ?? throw new InvalidOperationException($"No case was made for {GetType().Name}.");

    private CaseSource<T> Source => Sources[Case.Position];

    /// <summary>Makes the case of the given name.</summary>
    [GlobalSetup]
    public void Setup() => Use(Source.Create());

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Cleanup()
    {
        (current as IDisposable)?.Dispose();
        current = default;
    }

    int ICaseBenchmarks.Items(bool isBaseline) => isBaseline ? Source.BaselineItems : Source.Items;

    bool ICaseBenchmarks.Offers(string method) => Offers(Source, method);

    void ICaseBenchmarks.SetUp(int mostItems) => Use(Source.Limited(mostItems));

    /// <summary>Whether a case can be had in the way of a method.</summary>
    internal virtual bool Offers(CaseSource<T> source, string method) => true;

    /// <summary>Gets a case ready.</summary>
    private protected virtual void Use(T made) => current = made;
}
