using System.Collections.Generic;
using BenchmarkDotNet.Attributes;

namespace SymGrad.Benchmarks.Gradients;

/// <summary>Value and gradient of each program of samples/Programs, over its loss alone.</summary>
[BenchmarkCategory("gradients")]
public class GradientBenchmarks : CaseBenchmarks<GradientCase>
{
    private readonly Workspace workspace = new();

    internal override IReadOnlyList<CaseSource<GradientCase>> Sources => GradientCases.Sources;

    [Benchmark(Baseline = true)]
    public double Loss() => Current.Loss();

    [Benchmark]
    public double ValueAndGradient() => Current.ValueAndGradient(workspace);
}
