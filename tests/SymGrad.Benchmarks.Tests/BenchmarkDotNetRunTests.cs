using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Configs;
using SymGrad.Benchmarks.Kernels;
using Xunit;

namespace SymGrad.Benchmarks.Tests;

/// <summary>BenchmarkDotNet finds, runs and prints what its options say.</summary>
public sealed class BenchmarkDotNetRunTests
{
    private const string Case = "Huber (float), 1,024 items";

    [Fact]
    public void A_filter_gives_a_table_with_ratios_over_the_objective()
    {
        string artifacts = Directory.CreateTempSubdirectory("symgrad").FullName;
        try
        {
            string[] options = ["--filter", $"*Kernels*{Case}*", "--job", "Dry", "--artifacts", artifacts];

            // What is tested here is compiled for debugging.
            Assert.True(BenchmarkDotNetRun.Run(options, BenchmarkDotNetRun.Configuration(options).WithOptions(ConfigOptions.DisableOptimizationsValidator)));
            string report = File.ReadAllText(Directory.GetFiles(artifacts, "*-report-github.md", SearchOption.AllDirectories).Single());
            string[][] table = [.. report.Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Split('|').Select(cell => cell.Trim('*', ' ', '\r')).ToArray())];
            Assert.Equal(["Method", "Case"], table[0][1..3]);
            Assert.Contains("ns/item", table[0]);
            Assert.Contains("Allocated", table[0]);
            Assert.All(table[2..], row => Assert.Equal(Case, row[2]));
            Assert.Equal(["Objective", "TwoThreads", "Value", "Differences", "Calls", "ByHand", "Vectors", "Reading"], table[2..].Select(row => row[1]));
            Assert.Equal("1.00", table[2][Array.IndexOf(table[0], "Ratio")]);
        }
        finally
        {
            Directory.Delete(artifacts, recursive: true);
        }
    }

    [Theory]
    [InlineData("--filter", true)]
    [InlineData("--iterationCount", true)]
    [InlineData("--job", false)]
    [InlineData("--job=Long", false)]
    [InlineData("-j", false)]
    public void The_short_job_is_the_default_unless_another_is_named(string option, bool isShort)
        => Assert.Equal(isShort, BenchmarkDotNetRun.Configuration([option]).GetJobs().Any(job => job.Meta.IsDefault));

    [Fact]
    public void Names_of_cases_keep_their_order()
    {
        CaseName[] names = [.. AllBenchmarks.Cases(typeof(KernelBenchmarks))];
        Assert.Equal(names, names.Reverse().Order());
    }
}
