using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace SymGrad.Benchmarks;

/// <summary>The time for each item, statement or loss.</summary>
internal sealed class TimePerItemColumn : IColumn
{
    public string Id => nameof(TimePerItemColumn);

    public string ColumnName => "ns/item";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Mean over the number of items, statements or losses, in nanoseconds";

    /// <summary>The mean for each item; null for what was not measured.</summary>
    public static double? NanosecondsPerItem(Summary summary, BenchmarkCase benchmark)
        => summary[benchmark]?.ResultStatistics?.Mean / ICaseBenchmarks.Of(benchmark).Items(benchmark.Descriptor.Baseline);

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => ICaseBenchmarks.Of(benchmark).Items(benchmark.Descriptor.Baseline) != 1);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => NanosecondsPerItem(summary, benchmarkCase)?.ToString("N2", CultureInfo.InvariantCulture) ?? "NA";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
