using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Benchmarks.Generator;

/// <summary>The generator over one that binds the losses and writes nothing.</summary>
[BenchmarkCategory("generator")]
public class GeneratorBenchmarks : CaseBenchmarks<CSharpCompilation>
{
    internal override IReadOnlyList<CaseSource<CSharpCompilation>> Sources => GeneratorCases.Sources;

    [Benchmark(Baseline = true)]
    public int Binding() => Run(new BindingOnly());

    [Benchmark]
    public int Generating() => Run(null);

    /// <summary>A new driver, and a copy of the project, which has bound nothing yet. Returns how many files were added.</summary>
    private int Run(IIncrementalGenerator? generator)
    {
        CSharpCompilation project = Current.Clone();
        GeneratorDriver driver = GeneratorRuns.Driver(project, generator);
        return GeneratorRuns.Run(ref driver, project).SyntaxTrees.Count() - project.SyntaxTrees.Length;
    }
}
