using System;
using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;

namespace SymGrad.Benchmarks;

/// <summary>Runs benchmarks with BenchmarkDotNet: its options choose which, and how.</summary>
internal static class BenchmarkDotNetRun
{
    /// <summary>While BenchmarkDotNet counts what is allocated, it holds the finalizers back if this is set: they allocate what would be counted for the benchmark.</summary>
    private const string HeldFinalizers = "BENCHMARKDOTNET_UNITTEST_BLOCK_FINALIZER_FOR_MEMORYDIAGNOSER";

    /// <summary>A second for each benchmark. None is so short that the call itself would count.</summary>
    private static Job Short { get; } = Job.Default
        .WithWarmupCount(3)
        .WithIterationCount(15)
        .WithIterationTime(TimeInterval.FromMilliseconds(30))
        .WithEvaluateOverhead(false)
        .WithId("Short")
        .AsDefault();

    /// <summary>Runs what the options say.</summary>
    /// <returns>Whether all that ran was measured.</returns>
    public static bool Run(IReadOnlyList<string> options) => Run(options, Configuration(options));

    /// <summary>Runs what the options say, configured otherwise.</summary>
    public static bool Run(IReadOnlyList<string> options, IConfig configuration)
    {
        Environment.SetEnvironmentVariable(HeldFinalizers, HeldFinalizers + "_ACTIVE");

        // In this process: programs of their own would have to be built first, under the rules of this repository, which code that BenchmarkDotNet writes does not follow. What they
        // are for, code that is compiled without regard to what ran before, is there already: the project compiles everything with all optimisations when it is first called.
        string[] inProcess = [.. options.Where(option => option is not ("-i" or "--inProcess")), "--inProcess"];
        IEnumerable<Summary> summaries = BenchmarkSwitcher.FromAssembly(typeof(BenchmarkDotNetRun).Assembly).Run(inProcess, configuration);
        return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));
    }

    /// <summary>What is measured and shown, unless options say otherwise.</summary>
    public static ManualConfig Configuration(IReadOnlyList<string> options)
    {
        ManualConfig configuration = ManualConfig.CreateEmpty()
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(new TimePerItemColumn(), new RatioPerItemColumn())
            .HideColumns("Alloc Ratio")
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddFilter(new SimpleFilter(benchmark => ICaseBenchmarks.Of(benchmark).Offers(benchmark.Descriptor.WorkloadMethod.Name)))
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .AddValidator([.. DefaultConfig.Instance.GetValidators()])
            .AddAnalyser(EnvironmentAnalyser.Default, ZeroMeasurementAnalyser.Default, BaselineCustomAnalyzer.Default)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(80));

        // Other options change the default job, but --job would be ignored if there is one.
        return options.Any(option => option.StartsWith("--job", StringComparison.Ordinal) || option is "-j") ? configuration : configuration.AddJob(Short);
    }
}
