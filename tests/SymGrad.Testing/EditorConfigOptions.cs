using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace SymGrad.Testing;

/// <summary>Applies the diagnostic severities of an .editorconfig text to all files, as the command-line compiler does.</summary>
internal sealed class EditorConfigOptions : SyntaxTreeOptionsProvider
{
    private readonly AnalyzerConfigSet configuration;

    public EditorConfigOptions(string text)
        => configuration = AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(text, "/user/.editorconfig")));

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(
        SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        => configuration.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        => configuration.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
}
