using System;
using System.Collections.Generic;
using BenchmarkDotNet.Running;

namespace SymGrad.Benchmarks;

/// <summary>What can be asked about benchmarks of any kind of case without making one.</summary>
internal interface ICaseBenchmarks
{
    /// <summary>The name of the case that is measured.</summary>
    CaseName Case { get; set; }

    /// <summary>The names of all cases.</summary>
    IEnumerable<CaseName> Cases { get; }

    /// <summary>How many items the case goes over, or its base.</summary>
    int Items(bool isBaseline);

    /// <summary>Whether the case can be had in the way of a method.</summary>
    bool Offers(string method);

    /// <summary>Makes the case with at most so many items.</summary>
    void SetUp(int mostItems);

    /// <summary>Gives back what the case holds.</summary>
    void Cleanup();

    /// <summary>Those that a benchmark of BenchmarkDotNet is one of.</summary>
    static ICaseBenchmarks Of(BenchmarkCase benchmark)
    {
        var benchmarks = (ICaseBenchmarks)Activator.CreateInstance(benchmark.Descriptor.Type)!;
        benchmarks.Case = (CaseName)benchmark.Parameters[nameof(Case)];
        return benchmarks;
    }
}
