using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SymGrad.Generator.Diagnostics;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Documentation;

/// <summary>
/// What the pages of the diagnostics show is so. A comment in an example that begins with the ids of diagnostics says that its line gets
/// those, and that the other lines get none.
/// </summary>
public class DiagnosticExampleTests
{
    private static readonly ConcurrentDictionary<string, GeneratorRun> exampleRuns = new(StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. AllDescriptors.Values.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_lines_of_the_example_get_the_diagnostics_that_they_announce(string id)
    {
        GeneratorRun run = RunExample(id);
        string[] announced = [.. Announced(run.Input.SyntaxTrees.Single()).Order(StringComparer.Ordinal)];
        Assert.Contains(announced, a => a.StartsWith(id, StringComparison.Ordinal));
        Assert.Equal(announced, run.Diagnostics.Select(Describe).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_gets_the_messages_that_are_quoted(string id)
    {
        GeneratorRun run = RunExample(id);
        IEnumerable<string> messages = run.Diagnostics.Where(d => d.Id == id).Select(d => d.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(PageOf(id).Quotations.Order(StringComparer.Ordinal), messages.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_is_correct_CSharp(string id)
    {
        GeneratorRun run = RunExample(id);
        Assert.Empty(ErrorsOf(run));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_says_whether_there_are_members_that_throw(string id)
    {
        GeneratorRun run = RunExample(id);
        Assert.Equal(
            run.AllText.Contains(nameof(InvalidOperationException), StringComparison.Ordinal),
            TextOf(id).Contains(nameof(InvalidOperationException), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_to_do_helps(string id)
    {
        IEnumerable<CodeBlock> remedies = PageOf(id).Blocks
            .Where(b => b is { Section: "What to do", Language: "csharp" } && b.Text.Contains("[Loss", StringComparison.Ordinal));
        foreach (CodeBlock remedy in remedies)
        {
            using GeneratorRun run = Run(remedy);
            Assert.Empty(ErrorsOf(run));
            Assert.Empty(run.Diagnostics.Where(d => d.DefaultSeverity >= DiagnosticSeverity.Warning).Select(Describe));
            Assert.NotEmpty(run.Files);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_table_states_category_and_severity(string id)
    {
        DiagnosticDescriptor descriptor = AllDescriptors.Values.Single(d => d.Id == id);
        IReadOnlyList<IReadOnlyList<string>> rows = PageOf(id).Rows;
        Assert.Contains(["Category", descriptor.Category], rows);
        Assert.Contains(["Severity", descriptor.DefaultSeverity.ToString()], rows);
    }

    private static string TextOf(string id)
        => File.ReadAllText(Path.Combine(DocumentationPages.RepositoryRoot, "docs", "diagnostics", id + ".md"));

    private static MarkdownPage PageOf(string id) => MarkdownPage.Parse(TextOf(id));

    private static CodeBlock ExampleOf(string id) => PageOf(id).Blocks.First(b => b is { Section: "Example", Language: "csharp" });

    /// <summary>The run of a page's example, which several tests look at. None loads what was compiled, so nothing is there to dispose of.</summary>
    private static GeneratorRun RunExample(string id) => exampleRuns.GetOrAdd(id, i => Run(ExampleOf(i), i));

    /// <param name="block">The example.</param>
    /// <param name="asked">A diagnostic that the user has switched on, where it is off otherwise.</param>
    private static GeneratorRun Run(CodeBlock block, string? asked = null)
    {
        bool declaresTypes = CSharpSyntaxTree.ParseText(block.Text).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Any();
        string usings = "using System; using SymGrad;\n";
        string source = declaresTypes ? $"{usings}{block.Text}" : $"{usings}public static partial class Examples\n{{\n{block.Text}}}\n";
        return GeneratorRunner.Run(source, new GeneratorRunOptions
        {
            RunChecks = false,
            EditorConfig = AllDescriptors.Values.Any(d => d.Id == asked && !d.IsEnabledByDefault)
                ? $"root = true\n[*.cs]\ndotnet_diagnostic.{asked}.severity = suggestion\n"
                : "",
        });
    }

    private static IEnumerable<string> ErrorsOf(GeneratorRun run) => run.Output.GetDiagnostics()
        .Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString());

    private static IEnumerable<string> Announced(SyntaxTree tree) => tree.GetRoot().DescendantTrivia()
        .Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia))
        .SelectMany(t => IdsAtTheStartOf(t.ToString()["//".Length..]).Select(id => Describe(id, t.GetLocation())));

    private static IEnumerable<string> IdsAtTheStartOf(string comment)
        => comment.Split([' ', ',', ':', '('], StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(word => AllDescriptors.Values.Any(d => d.Id == word));

    private static string Describe(Diagnostic diagnostic) => Describe(diagnostic.Id, diagnostic.Location);

    private static string Describe(string id, Location location)
    {
        TextLine line = location.SourceTree!.GetText().Lines[location.GetLineSpan().StartLinePosition.Line];
        return $"{id} in {location.SourceTree.FilePath}, line {line.LineNumber + 1}: {line.ToString().Trim()}";
    }
}
