using System.Collections.Generic;
using BenchmarkDotNet.Attributes;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>An objective's pass over its items for value and gradient, other ways to the same numbers, and what the machine allows.</summary>
[BenchmarkCategory("kernels")]
public class KernelBenchmarks : CaseBenchmarks<KernelCase>
{
    /// <summary>Central differences in more parameters take seconds or hours for each gradient.</summary>
    private const int MostDifferences = 32;

    internal override IReadOnlyList<CaseSource<KernelCase>> Sources => KernelCases.Sources;

    [Benchmark(Baseline = true)]
    public double Objective() => Current.Objective();

    [Benchmark]
    public double TwoThreads() => Current.Parallel();

    /// <summary>The value alone.</summary>
    [Benchmark]
    public double Value() => Current.Value();

    /// <summary>What central differences take: the value, twice for each parameter.</summary>
    [Benchmark]
    public double Differences()
    {
        double sum = 0;
        for (int i = 0; i < 2 * Current.Parameters; i++)
        {
            sum += Current.Value();
        }

        return sum;
    }

    /// <summary>A call of the generated method for each item.</summary>
    [Benchmark]
    public double Calls() => Current.Calls();

    [Benchmark]
    public double ByHand() => Current.Hand();

    /// <summary>By hand, with <c>Vector&lt;double&gt;</c>.</summary>
    [Benchmark]
    public double Vectors() => Current.Vectors!();

    /// <summary>By calls of TensorPrimitives.</summary>
    [Benchmark]
    public double Tensors() => Current.Tensors!();

    /// <summary>Adding up the data, and nothing else: what memory allows.</summary>
    [Benchmark]
    public double Reading() => Current.Read();

    /// <summary>The functions of the loss, and nothing else.</summary>
    [Benchmark]
    public double Functions() => Current.Functions!();

    /// <summary>The pass over the first chunk, as often as there are chunks: what arithmetic allows where memory costs nothing.</summary>
    [Benchmark]
    public double InCache()
    {
        double sum = 0;
        for (int i = 0; i < Current.Count; i += SymGrad.Objective.ChunkLength)
        {
            sum += Current.FirstChunk!();
        }

        return sum;
    }

    /// <summary>As many floating-point operations, fused and none waiting for another: the most that a core does.</summary>
    [Benchmark]
    public double Peak() => FmaPeak.Run(Current.Operations!.Value * Current.Count);

    internal override bool Offers(CaseSource<KernelCase> source, string method)
    {
        // So few that it takes no time to make them, and more than one chunk if there are more in the case.
        KernelCase few = source.Limited(SymGrad.Objective.ChunkLength + 1);
        return method switch
        {
            nameof(Differences) => few.Parameters <= MostDifferences,
            nameof(Vectors) => few.Vectors is not null,
            nameof(Tensors) => few.Tensors is not null,
            nameof(Functions) => few.Functions is not null,
            nameof(InCache) => few.FirstChunk is not null,
            nameof(Peak) => few.Operations is not null,
            _ => true,
        };
    }

    private protected override void Use(KernelCase made)
    {
        made.CheckAgreement();
        base.Use(made);
    }
}
