using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SymGrad.CodeFixes;
using SymGrad.Generator.Pipeline;
using SymGrad.Testing;

namespace SymGrad.Generator.Tests.CodeFixes;

/// <summary>Applies code fixes to a project of one file in which the generator runs.</summary>
internal static class CodeFixRun
{
    public static ImmutableArray<CodeFixProvider> Providers { get; } =
    [
        new MakePartialCodeFixProvider(), new MarkThetaCodeFixProvider(), new AddRegularizerCodeFixProvider(), new AddRegularizerParameterCodeFixProvider(),
        new UseObjectiveCodeFixProvider(), new UseObjectiveGradientCodeFixProvider(), new JustifySuppressionCodeFixProvider(),
    ];

    /// <summary>A project that also uses the tensors of .NET.</summary>
    public static GeneratorRunOptions Options { get; } = new()
    {
        ExtraReferences = [MetadataReference.CreateFromFile(typeof(TensorPrimitives).Assembly.Location)],
    };

    /// <summary>The titles of the fixes that are offered for the diagnostics with an id.</summary>
    public static async Task<string[]> TitlesAsync(string source, string id)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source);
        return [.. (await OffersAsync(document, id)).Select(o => o.Action.Title)];
    }

    /// <summary>The source after the fix with a title has been applied to the first diagnostic with an id.</summary>
    public static async Task<string> ApplyAsync(string source, string id, string title)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source);
        (CodeAction action, _) = (await OffersAsync(document, id)).First(o => o.Action.Title == title);
        return await ChangedAsync(document, action);
    }

    /// <summary>The source after all diagnostics with an id have been fixed alike.</summary>
    public static async Task<string> ApplyToAllAsync(string source, string id, string title)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source);
        (CodeAction action, CodeFixProvider provider) = (await OffersAsync(document, id)).First(o => o.Action.Title == title);
        var context = new FixAllContext(
            document, provider, FixAllScope.Document, action.EquivalenceKey!, [id], new Diagnostics(id), CancellationToken.None);
        return await ChangedAsync(document, (await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    /// <summary>
    /// Checks that a source compiles with what is generated for it, by all the checks of the runner, and returns what is reported for it.
    /// </summary>
    public static string[] Compile(string source)
    {
        using GeneratorRun run = GeneratorRunner.Run(source, Options);
        return [.. run.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed).Select(d => d.Id)];
    }

    private static Document Open(AdhocWorkspace workspace, string source) => workspace.AddProject("User", LanguageNames.CSharp)
        .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
        .AddMetadataReferences(ReferenceSet.User.AddRange(Options.ExtraReferences))
        .AddAnalyzerReference(new GeneratorReference())
        .AddDocument("Losses.cs", source);

    private static async Task<List<(CodeAction Action, CodeFixProvider Provider)>> OffersAsync(Document document, string id)
    {
        var offers = new List<(CodeAction Action, CodeFixProvider Provider)>();
        foreach (Diagnostic diagnostic in await DiagnoseAsync(document, id))
        {
            foreach (CodeFixProvider provider in Providers.Where(p => p.FixableDiagnosticIds.Contains(id)))
            {
                var context = new CodeFixContext(document, diagnostic, (offered, _) => offers.Add((offered, provider)), CancellationToken.None);
                await provider.RegisterCodeFixesAsync(context);
            }
        }

        return offers;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(Document document, string id)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new LossAnalyzer(), new AveragedDataAnalyzer()]).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. diagnostics.Where(d => d.Id == id).OrderBy(d => d.Location.SourceSpan.Start)];
    }

    private static async Task<string> ChangedAsync(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private sealed class Diagnostics(string id) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await DiagnoseAsync(project.Documents.Single(), id);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => await DiagnoseAsync(document, id);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
