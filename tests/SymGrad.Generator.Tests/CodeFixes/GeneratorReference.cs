using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SymGrad.Generator.Pipeline;

namespace SymGrad.Generator.Tests.CodeFixes;

/// <summary>Lets the projects of a workspace run the generator, as the package does.</summary>
internal sealed class GeneratorReference : AnalyzerReference
{
    // The workspace asks more than once, and knows generators by reference.
    private readonly ImmutableArray<ISourceGenerator> generators = [new LossGenerator().AsSourceGenerator()];

    public override string FullPath => "SymGrad.Generator.dll";

    public override object Id => nameof(GeneratorReference);

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => generators;
}
