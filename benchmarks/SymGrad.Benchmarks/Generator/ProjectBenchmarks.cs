using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Benchmarks.Generator;

/// <summary>Runs of the generator after a keystroke, over the first run.</summary>
[BenchmarkCategory("generator")]
public class ProjectBenchmarks : CaseBenchmarks<ProjectCase>
{
    private GeneratorDriver ran = null!;

    internal override IReadOnlyList<CaseSource<ProjectCase>> Sources { get; } =
    [
        .. ProjectTable.Sizes.Select(size => new CaseSource<ProjectCase>(
            string.Create(CultureInfo.InvariantCulture, $"{size:N0} losses"), size, most => new(int.Min(size, most)))),
    ];

    [Benchmark(Baseline = true)]
    public GeneratorDriver Cold() => Run(GeneratorRuns.Driver(Current.Project), Current.Project);

    [Benchmark]
    public GeneratorDriver OtherFile() => Run(ran, Current.OtherFile);

    [Benchmark]
    public GeneratorDriver FileOfALoss() => Run(ran, Current.FileOfALoss);

    [Benchmark]
    public GeneratorDriver ALoss() => Run(ran, Current.ALoss);

    private protected override void Use(ProjectCase made)
    {
        base.Use(made);
        ran = Cold();
        ProjectCase.CheckCached(OtherFile(), changed: 0);
        ProjectCase.CheckCached(FileOfALoss(), changed: 0);
        ProjectCase.CheckCached(ALoss(), changed: 1);
    }

    private static GeneratorDriver Run(GeneratorDriver driver, CSharpCompilation project)
    {
        GeneratorRuns.Run(ref driver, project.Clone());
        return driver;
    }
}
