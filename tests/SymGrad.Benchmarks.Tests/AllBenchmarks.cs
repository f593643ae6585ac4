using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace SymGrad.Benchmarks.Tests;

/// <summary>The classes that BenchmarkDotNet finds, with their cases and benchmarks.</summary>
internal static class AllBenchmarks
{
    /// <summary>More than one chunk, so that cases offer what they do with all items, and whole vectors, because what is written by hand leaves out what fills none.</summary>
    public const int MostItems = 2 * Objective.ChunkLength;

    /// <summary>The generator takes longer for a statement or a loss than an objective for an item.</summary>
    public const int MostLosses = 3;

    public static IEnumerable<Type> Classes => typeof(BenchmarkDotNetRun).Assembly.GetTypes().Where(type => !type.IsAbstract && Methods(type).Any());

    public static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute)));

    public static MethodInfo Baseline(Type type) => Methods(type).Single(method => method.GetCustomAttribute<BenchmarkAttribute>()!.Baseline);

    public static IEnumerable<CaseName> Cases(Type type) => Create(type).Cases;

    public static ICaseBenchmarks Of(Type type, string name)
    {
        ICaseBenchmarks benchmarks = Create(type);
        benchmarks.Case = benchmarks.Cases.Single(known => known.Name == name);
        return benchmarks;
    }

    /// <summary>Makes a case with few items and runs all its benchmarks once, in the order in which they are declared.</summary>
    public static IReadOnlyDictionary<string, object> Run(Type type, CaseName name)
    {
        ICaseBenchmarks benchmarks = Create(type);
        benchmarks.Case = name;
        benchmarks.SetUp(type.Namespace!.EndsWith("Generator", StringComparison.Ordinal) ? MostLosses : MostItems);
        try
        {
            return Methods(type).Where(method => benchmarks.Offers(method.Name)).ToDictionary(method => method.Name, method => method.Invoke(benchmarks, null)!);
        }
        finally
        {
            benchmarks.Cleanup();
        }
    }

    private static ICaseBenchmarks Create(Type type) => (ICaseBenchmarks)Activator.CreateInstance(type)!;
}
