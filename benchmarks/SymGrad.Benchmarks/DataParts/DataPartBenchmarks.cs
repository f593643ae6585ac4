using System.Collections.Generic;
using BenchmarkDotNet.Attributes;

namespace SymGrad.Benchmarks.DataParts;

/// <summary>Passes where what a loss computes from the data alone is kept, and where all data have changed, over passes that compute it.</summary>
[BenchmarkCategory("data")]
public class DataPartBenchmarks : CaseBenchmarks<DataPartCase>
{
    internal override IReadOnlyList<CaseSource<DataPartCase>> Sources => DataPartCases.Sources;

    [Benchmark(Baseline = true)]
    public double Computed() => Current.Computed();

    [Benchmark]
    public double Kept() => Current.Kept();

    /// <summary>With the change itself, of one number in a thousand.</summary>
    [Benchmark]
    public double Changed()
    {
        Current.Change();
        return Current.Kept();
    }
}
