using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SymGrad.Testing;

/// <summary>
/// Runs the generator and the analyzer over a user's sources in memory. Each run makes the checks that hold for every source:
/// the output compiles with warnings as errors, nothing is computed again after an unrelated edit, no symbol or syntax is kept
/// between steps, and a second run gives the same text.
/// </summary>
public static class GeneratorRunner
{
    public static GeneratorRun Run(string source, GeneratorRunOptions? options = null) => Run([source], options);

    public static GeneratorRun Run(IReadOnlyList<string> sources, GeneratorRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        options ??= GeneratorRunOptions.Default;
        CSharpCompilation input = CreateCompilation(sources, options);
        CultureInfo previous = CultureInfo.CurrentCulture;
        CultureInfo previousForMessages = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentCulture = options.Culture;
            CultureInfo.CurrentUICulture = options.Culture;
            return Run(input, options);
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
            CultureInfo.CurrentUICulture = previousForMessages;
        }
    }

    /// <summary>The user's compilation that <see cref="Run(IReadOnlyList{string}, GeneratorRunOptions?)"/> starts from.</summary>
    public static CSharpCompilation CreateCompilation(IReadOnlyList<string> sources, GeneratorRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        CSharpParseOptions parse = ParseOptions(options);
        ImmutableArray<SyntaxTree> trees =
        [
            .. sources.Select((text, i) => CSharpSyntaxTree.ParseText(
                SourceText.From(text, Encoding.UTF8), parse, string.Create(CultureInfo.InvariantCulture, $"/user/File{i}.cs"))),
        ];
        return CSharpCompilation.Create(
            options.AssemblyName,
            trees,
            ReferenceSet.User.AddRange(options.ExtraReferences),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithNullableContextOptions(options.Nullable)
                .WithOptimizationLevel(options.Optimization)
                .WithOverflowChecks(options.CheckOverflow)
                .WithDeterministic(true)
                .WithSyntaxTreeOptionsProvider(new EditorConfigOptions(options.EditorConfig)));
    }

    internal static CSharpParseOptions ParseOptions(GeneratorRunOptions options)
        => new(options.LanguageVersion, DocumentationMode.Diagnose);

    internal static GeneratorDriver CreateDriver(GeneratorRunOptions options) => CSharpGeneratorDriver.Create(
        [options.CreateGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions(options),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    internal static ImmutableArray<GeneratedFile> FilesOf(GeneratorDriver driver)
        => [.. driver.GetRunResult().Results.Single().GeneratedSources.Select(s => new GeneratedFile(s.HintName, s.SourceText.ToString()))];

    private static GeneratorRun Run(CSharpCompilation input, GeneratorRunOptions options)
    {
        GeneratorDriver driver = CreateDriver(options).RunGeneratorsAndUpdateCompilation(
            input, out Compilation updated, out ImmutableArray<Diagnostic> ofGenerator);
        var output = (CSharpCompilation)updated;
        if (driver.GetRunResult().Results.Single().Exception is { } thrown)
        {
            throw new GeneratorCheckException($"The generator threw {thrown}", thrown);
        }

        if (!ofGenerator.IsEmpty)
        {
            throw new GeneratorCheckException("Diagnostics come from the analyzer, but the generator itself reported:\n"
                + string.Join("\n", ofGenerator.Select(DiagnosticText.Describe)));
        }

        ImmutableArray<GeneratedFile> files = FilesOf(driver);
        if (options.RunChecks)
        {
            RepeatabilityCheck.Verify(input, options, files);
            if (options.MustCompile)
            {
                WarningCheck.Verify(input, output, files);
                WarningCheck.VerifyWithOverflowChecks(input, options);
            }

            CachingCheck.Verify(driver, input, options, files);
            LeakCheck.Verify(driver, options);
        }

        return new GeneratorRun(input, output, files, options.RunAnalyzer ? Analyze(output, options) : []);
    }

    private static ImmutableArray<Diagnostic> Analyze(CSharpCompilation output, GeneratorRunOptions options)
    {
        var failures = new List<string>();
        var analysis = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => failures.Add(exception.ToString()),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        ImmutableArray<Diagnostic> diagnostics = new CompilationWithAnalyzers(output, options.CreateAnalyzers(), analysis)
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        if (failures.Count > 0)
        {
            throw new GeneratorCheckException("The analyzer threw " + string.Join("\n", failures));
        }

        return
        [
            .. diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(d => d.Location.SourceSpan.Start)
                .ThenBy(d => d.Id, StringComparer.Ordinal),
        ];
    }
}
