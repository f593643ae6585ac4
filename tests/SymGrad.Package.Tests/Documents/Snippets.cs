using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymGrad.Generator.Pipeline;
using SymGrad.Testing;

namespace SymGrad.Package.Tests.Documents;

/// <summary>Compiles snippets of documentation together, with what the generator adds.</summary>
internal static class Snippets
{
    /// <summary>A snippet is explained by the text around it, so that documentation comments aren't asked for.</summary>
    private const string MissingDocumentation = "CS1591";

    public static CompiledSnippets Compile(IEnumerable<string> sources)
    {
        CSharpCompilation library = GeneratorRunner.CreateCompilation([.. sources], GeneratorRunOptions.Default);
        bool isProgram = library.SyntaxTrees.Any(IsProgram);
        CSharpCompilation input = isProgram
            ? library.WithOptions(library.Options.WithOutputKind(OutputKind.ConsoleApplication))
            : library;
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new LossGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)library.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> ofGenerator);
        return new CompiledSnippets(
            (CSharpCompilation)output,
            string.Join('\n', driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString())),
            [
                .. output.GetDiagnostics().Concat(ofGenerator)
                    .Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != MissingDocumentation)
                    .Select(d => d.ToString()),
            ]);
    }

    public static bool IsProgram(SyntaxTree tree)
        => tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
}
