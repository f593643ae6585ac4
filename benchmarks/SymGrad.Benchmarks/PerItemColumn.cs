using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace SymGrad.Benchmarks;

/// <summary>A column of BenchmarkDotNet's tables about each item that a benchmark goes over.</summary>
internal abstract class PerItemColumn : IColumn
{
    public string Id => GetType().Name;

    public abstract string ColumnName { get; }

    public abstract string Legend { get; }

    public abstract int PriorityInCategory { get; }

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public abstract bool IsAvailable(Summary summary);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => NumberOf(summary, benchmarkCase)?.ToString("N2", CultureInfo.InvariantCulture) ?? "NA";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    /// <summary>What the column says of a benchmark; null for what was not measured.</summary>
    protected abstract double? NumberOf(Summary summary, BenchmarkCase benchmark);

    /// <summary>The mean for each item, in nanoseconds; null for what was not measured.</summary>
    protected static double? NanosecondsPerItem(Summary summary, BenchmarkCase benchmark)
        => summary[benchmark]?.ResultStatistics?.Mean / ICaseBenchmarks.Of(benchmark).Items(benchmark.Descriptor.Baseline);
}
