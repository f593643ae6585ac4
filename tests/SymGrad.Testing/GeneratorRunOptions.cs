using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SymGrad.Generator.Pipeline;

namespace SymGrad.Testing;

/// <summary>How <see cref="GeneratorRunner"/> runs the generator. The defaults are what a new project has.</summary>
public sealed record GeneratorRunOptions
{
    public static GeneratorRunOptions Default { get; } = new();

    /// <summary>The culture under which generator and analyzer run.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    public bool CheckOverflow { get; init; }

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Latest;

    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Release;

    public string AssemblyName { get; init; } = "UserProject";

    /// <summary>References beside the framework and the SymGrad runtime.</summary>
    public ImmutableArray<MetadataReference> ExtraReferences { get; init; } = [];

    /// <summary>The text of an .editorconfig at the root of the user's project.</summary>
    public string EditorConfig { get; init; } = "";

    /// <summary>
    /// Whether the user's code together with the generated code has to compile. Off only for sources that are wrong C# whatever is generated.
    /// </summary>
    public bool MustCompile { get; init; } = true;

    /// <summary>
    /// Whether the checks of every run are made (warnings as errors, caching, leaks, repeatability). Off only for bulk runs over
    /// programs whose like has been checked elsewhere.
    /// </summary>
    public bool RunChecks { get; init; } = true;

    /// <summary>Whether the analyzers run.</summary>
    public bool RunAnalyzer { get; init; } = true;

    /// <summary>The generator. Tests of the checks themselves bring generators that break a rule.</summary>
    public Func<IIncrementalGenerator> CreateGenerator { get; init; } = static () => new LossGenerator();

    /// <summary>The analyzers.</summary>
    public Func<ImmutableArray<DiagnosticAnalyzer>> CreateAnalyzers { get; init; } =
        static () => [new LossAnalyzer(), new AveragedDataAnalyzer()];

    /// <summary>The names under which the generator tracks its steps: the first may run after an unrelated edit, the others may not.</summary>
    public ImmutableArray<string> TrackedSteps { get; init; } =
        [StepNames.Lowering, StepNames.Differentiation, StepNames.Emission];
}
