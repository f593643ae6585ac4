using System.Collections.Generic;
using BenchmarkDotNet.Attributes;

namespace SymGrad.Benchmarks.Scaling;

/// <summary>Two passes, as the name of the case says: the first one is the base.</summary>
[BenchmarkCategory("scaling")]
public abstract class ScalingBenchmarks : CaseBenchmarks<ScalingCase>
{
    [Benchmark(Baseline = true)]
    public double First() => Current.Baseline();

    [Benchmark]
    public double Second() => Current.Measured();
}

/// <summary>More items.</summary>
public class ItemScalingBenchmarks : ScalingBenchmarks
{
    internal override IReadOnlyList<CaseSource<ScalingCase>> Sources => ScalingCases.Items;
}

/// <summary>Wider rows.</summary>
public class WidthScalingBenchmarks : ScalingBenchmarks
{
    internal override IReadOnlyList<CaseSource<ScalingCase>> Sources => ScalingCases.Width;
}

/// <summary>Two threads.</summary>
public class ThreadScalingBenchmarks : ScalingBenchmarks
{
    internal override IReadOnlyList<CaseSource<ScalingCase>> Sources => ScalingCases.Threads;
}

/// <summary>Mini-batches of shuffled items, over those that are ranges.</summary>
public class BatchBenchmarks : ScalingBenchmarks
{
    internal override IReadOnlyList<CaseSource<ScalingCase>> Sources => BatchCases.Sources;
}

/// <summary>Mapped files and streams, over arrays.</summary>
public class OutsideBenchmarks : ScalingBenchmarks
{
    internal override IReadOnlyList<CaseSource<ScalingCase>> Sources => OutsideCases.Sources;
}

/// <summary>Compensated sums, over plain ones.</summary>
public class CompensationBenchmarks : ScalingBenchmarks
{
    internal override IReadOnlyList<CaseSource<ScalingCase>> Sources => ScalingCases.Compensated;
}
