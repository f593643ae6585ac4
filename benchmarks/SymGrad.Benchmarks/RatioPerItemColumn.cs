using System.Linq;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace SymGrad.Benchmarks;

/// <summary>The time for each item over that of the base, where the base goes over another number of items.</summary>
internal sealed class RatioPerItemColumn : PerItemColumn
{
    public override string ColumnName => "Ratio/item";

    public override string Legend => "Time for each item over that of the base, which goes over another number of items";

    public override int PriorityInCategory => 1;

    public override bool IsAvailable(Summary summary)
        => summary.BenchmarksCases.Select(ICaseBenchmarks.Of).Any(benchmarks => benchmarks.Items(isBaseline: true) != benchmarks.Items(isBaseline: false));

    protected override double? NumberOf(Summary summary, BenchmarkCase benchmark)
        => summary.GetBaseline(summary.GetLogicalGroupKey(benchmark)) is { } baseline
            ? NanosecondsPerItem(summary, benchmark) / NanosecondsPerItem(summary, baseline)
            : null;
}
