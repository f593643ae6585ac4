using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SymGrad.Testing;

/// <summary>
/// The output compiles in the strictest project: no error anywhere, no warning of any level in generated code (documentation
/// comments included), and no warning in the user's code that was not there before.
/// </summary>
internal static class WarningCheck
{
    private const int AllWarningWaves = 9999;

    public static void Verify(CSharpCompilation input, CSharpCompilation output, ImmutableArray<GeneratedFile> files)
    {
        HashSet<(string Id, string Path, TextSpan Span)> before = [.. Diagnose(input).Select(Key)];
        string[] problems =
        [
            .. Diagnose(output)
                .Where(d => d.Severity == DiagnosticSeverity.Error || !before.Contains(Key(d)))
                .Select(DiagnosticText.Describe),
        ];
        if (problems.Length > 0)
        {
            throw new GeneratorCheckException("The output has errors or warnings:\n" + string.Join("\n", problems)
                + "\n\n" + string.Join("\n", files.Select(f => $"// ---- {f.HintName}\n{f.Text}")));
        }
    }

    /// <summary>The same in a project that checks integer overflow, which the generator takes into account.</summary>
    public static void VerifyWithOverflowChecks(CSharpCompilation input, GeneratorRunOptions options)
    {
        CSharpCompilation checking = input.WithOptions(input.Options.WithOverflowChecks(true));
        GeneratorDriver driver = GeneratorRunner.CreateDriver(options)
            .RunGeneratorsAndUpdateCompilation(checking, out Compilation output, out _);
        Verify(checking, (CSharpCompilation)output, GeneratorRunner.FilesOf(driver));
    }

    private static IEnumerable<Diagnostic> Diagnose(CSharpCompilation compilation)
        => compilation.WithOptions(compilation.Options.WithWarningLevel(AllWarningWaves)).GetDiagnostics()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed);

    private static (string Id, string Path, TextSpan Span) Key(Diagnostic diagnostic)
        => (diagnostic.Id, diagnostic.Location.SourceTree?.FilePath ?? "", diagnostic.Location.SourceSpan);
}
