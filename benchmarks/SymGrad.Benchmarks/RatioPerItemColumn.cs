using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace SymGrad.Benchmarks;

/// <summary>The time for each item over that of the base, where the base goes over another number of items.</summary>
internal sealed class RatioPerItemColumn : IColumn
{
    public string Id => nameof(RatioPerItemColumn);

    public string ColumnName => "Ratio/item";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 1;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Time for each item over that of the base, which goes over another number of items";

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Select(ICaseBenchmarks.Of).Any(benchmarks => benchmarks.Items(isBaseline: true) != benchmarks.Items(isBaseline: false));

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        BenchmarkCase? baseline = summary.GetBaseline(summary.GetLogicalGroupKey(benchmarkCase));
        double? ratio = baseline is null ? null : TimePerItemColumn.NanosecondsPerItem(summary, benchmarkCase) / TimePerItemColumn.NanosecondsPerItem(summary, baseline);
        return ratio?.ToString("N2", CultureInfo.InvariantCulture) ?? "NA";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
