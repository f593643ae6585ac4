using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;

namespace SymGrad.Benchmarks.Functions;

/// <summary>Calls and TensorPrimitives over the functions in vectors.</summary>
[BenchmarkCategory("functions")]
public class FunctionBenchmarks : CaseBenchmarks<FunctionRuns>
{
    internal override IReadOnlyList<CaseSource<FunctionRuns>> Sources { get; } =
        [.. FunctionCases.All.Select(measured => new CaseSource<FunctionRuns>(measured.Name, FunctionRuns.Count, _ => new(measured)))];

    [Benchmark(Baseline = true)]
    public double Vectors() => Current.Vectors();

    [Benchmark]
    public double Calls() => Current.Calls();

    [Benchmark]
    public double Tensors() => Current.Tensors();

    internal override bool Offers(CaseSource<FunctionRuns> source, string method)
        => method != nameof(Tensors) || FunctionCases.All.Single(measured => measured.Name == source.Name).Tensors is not null;
}
