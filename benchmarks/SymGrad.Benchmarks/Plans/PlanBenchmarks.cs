using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;

namespace SymGrad.Benchmarks.Plans;

/// <summary>An evaluation of value and gradient from sums, and the first one, over a pass over the items.</summary>
[BenchmarkCategory("plans")]
public class PlanBenchmarks : CaseBenchmarks<PlanEvaluations>
{
    internal override IReadOnlyList<CaseSource<PlanEvaluations>> Sources { get; } =
        [.. PlanCases.Sources.Select(source => new CaseSource<PlanEvaluations>(source.Name, source.Items, most => new(source.Limited(most))))];

    [Benchmark(Baseline = true)]
    public double Pass() => Current.Pass();

    [Benchmark]
    public double ByHand() => Current.ByHand();

    [Benchmark]
    public double FromSums() => Current.FromSums();

    [Benchmark]
    public double FirstEvaluation() => Current.First();
}
