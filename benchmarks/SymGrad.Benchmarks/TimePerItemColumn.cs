using System.Linq;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace SymGrad.Benchmarks;

/// <summary>The time for each item, statement or loss.</summary>
internal sealed class TimePerItemColumn : PerItemColumn
{
    public override string ColumnName => "ns/item";

    public override string Legend => "Mean over the number of items, statements or losses, in nanoseconds";

    public override int PriorityInCategory => 0;

    public override bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => ICaseBenchmarks.Of(benchmark).Items(benchmark.Descriptor.Baseline) != 1);

    protected override double? NumberOf(Summary summary, BenchmarkCase benchmark) => NanosecondsPerItem(summary, benchmark);
}
