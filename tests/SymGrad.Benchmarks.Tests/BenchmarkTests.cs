using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Benchmarks.Calls;
using SymGrad.Benchmarks.Functions;
using SymGrad.Benchmarks.Generator;
using SymGrad.Benchmarks.Gradients;
using SymGrad.Benchmarks.Kernels;
using SymGrad.Benchmarks.Plans;
using SymGrad.Benchmarks.Scaling;
using Xunit;

namespace SymGrad.Benchmarks.Tests;

/// <summary>Every benchmark runs for every case, and what is compared is the same number.</summary>
public sealed class BenchmarkTests
{
    /// <summary>How far results may be from that of the base, as a part of it, where all benchmarks of a class compute the same.</summary>
    private static readonly Dictionary<Type, double> Tolerances = new()
    {
        [typeof(GradientBenchmarks)] = 0,
        [typeof(CallBenchmarks)] = 1e-12,
        [typeof(FunctionBenchmarks)] = 1e-12,
        [typeof(PlanBenchmarks)] = 1e-12,
        [typeof(ThreadScalingBenchmarks)] = 0,
        [typeof(OutsideBenchmarks)] = 0,
        [typeof(CompensationBenchmarks)] = 1e-12,
    };

    public static TheoryData<Type> Classes => [.. AllBenchmarks.Classes];

    [Fact]
    public void There_are_benchmarks_of_every_kind() => Assert.Superset(
        new HashSet<Type>([.. Tolerances.Keys, typeof(KernelBenchmarks), typeof(GeneratorBenchmarks), typeof(ProjectBenchmarks)]), new HashSet<Type>(AllBenchmarks.Classes));

    [Theory]
    [MemberData(nameof(Classes))]
    public void Cases_have_names_of_their_own(Type type)
        => Assert.Equal(AllBenchmarks.Cases(type).Select(name => name.Name).Distinct(), AllBenchmarks.Cases(type).Select(name => name.Name));

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_case_runs_in_all_ways_that_it_offers(Type type)
    {
        string baseline = AllBenchmarks.Baseline(type).Name;
        foreach (CaseName name in AllBenchmarks.Cases(type))
        {
            IReadOnlyDictionary<string, object> results = AllBenchmarks.Run(type, name);
            foreach ((string method, object result) in results)
            {
                Assert.True(result is not double number || double.IsFinite(number), $"{name}, {method}: {result}");
                if (Tolerances.TryGetValue(type, out double tolerance))
                {
                    AssertClose((double)results[baseline], (double)result, tolerance, $"{name}, {method}");
                }
            }
        }
    }

    [Fact]
    public void Kernels_are_the_same_on_two_threads_and_by_hand()
    {
        foreach (CaseSource<KernelCase> source in KernelCases.Sources)
        {
            KernelCase few = source.Limited(AllBenchmarks.MostItems);
            few.CheckAgreement();
            Assert.Equal(few.Objective(), few.Parallel());
            AssertClose(few.Objective(), few.Value(), few.Tolerance, source.Name);
        }
    }

    [Fact]
    public void What_disagrees_with_the_objective_is_not_measured()
    {
        KernelCase right = KernelCases.Sources[0].Limited(100);
        Assert.Throws<InvalidOperationException>((right with { Hand = () => right.Hand() * (1 + 1e-8) }).CheckAgreement);
        Assert.Throws<InvalidOperationException>((right with { Tensors = () => double.NaN }).CheckAgreement);
    }

    [Theory]
    [InlineData("squared error, 1,024 items", "Objective Value Differences Calls ByHand TwoThreads Vectors Tensors Reading")]
    [InlineData("logistic, rows of 128, 1,000,000 items", "Objective Value Calls ByHand TwoThreads Vectors Tensors Reading Functions InCache")]
    [InlineData("Huber (float), 1,000,000 items", "Objective Value Differences Calls ByHand TwoThreads Vectors Reading InCache")]
    [InlineData("network 784-64-10, 128 items", "Objective Value Calls ByHand TwoThreads Vectors Tensors Reading Peak")]
    public void Cases_offer_what_they_have(string name, string methods)
    {
        ICaseBenchmarks benchmarks = AllBenchmarks.Of(typeof(KernelBenchmarks), name);
        Assert.Equal(methods.Split(' ').Order(), AllBenchmarks.Methods(typeof(KernelBenchmarks)).Select(method => method.Name).Where(benchmarks.Offers).Order());
    }

    [Fact]
    public void The_generator_writes_a_file_for_each_loss()
    {
        IReadOnlyDictionary<string, object> results = AllBenchmarks.Run(typeof(GeneratorBenchmarks), AllBenchmarks.Cases(typeof(GeneratorBenchmarks)).First());
        Assert.Equal(0, results[nameof(GeneratorBenchmarks.Binding)]);
        Assert.Equal(AllBenchmarks.MostLosses, results[nameof(GeneratorBenchmarks.Generating)]);
    }

    [Fact]
    public void A_keystroke_in_a_loss_changes_what_is_written_for_it()
    {
        IReadOnlyDictionary<string, object> results = AllBenchmarks.Run(typeof(ProjectBenchmarks), AllBenchmarks.Cases(typeof(ProjectBenchmarks)).Last());
        Assert.Equal(Written(results[nameof(ProjectBenchmarks.Cold)]), Written(results[nameof(ProjectBenchmarks.OtherFile)]));
        Assert.Equal(Written(results[nameof(ProjectBenchmarks.Cold)]), Written(results[nameof(ProjectBenchmarks.FileOfALoss)]));
        Assert.Single(Written(results[nameof(ProjectBenchmarks.Cold)]).Except(Written(results[nameof(ProjectBenchmarks.ALoss)])));
    }

    private static IEnumerable<string> Written(object driver) => ((GeneratorDriver)driver).GetRunResult().GeneratedTrees.Select(tree => tree.ToString());

    private static void AssertClose(double expected, double actual, double tolerance, string where)
        => Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Abs(expected), FormattableString.Invariant($"{where}: {expected} expected, {actual} found"));
}
