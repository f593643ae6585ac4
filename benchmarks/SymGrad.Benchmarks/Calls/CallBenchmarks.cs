using System.Collections.Generic;
using BenchmarkDotNet.Attributes;

namespace SymGrad.Benchmarks.Calls;

/// <summary>Calls of generated methods over those of methods that are written by hand.</summary>
[BenchmarkCategory("calls")]
public class CallBenchmarks : CaseBenchmarks<CallCase>
{
    internal override IReadOnlyList<CaseSource<CallCase>> Sources => CallCases.Sources;

    [Benchmark(Baseline = true)]
    public double ByHand() => Current.Hand();

    [Benchmark]
    public double Generated() => Current.Generated();
}
