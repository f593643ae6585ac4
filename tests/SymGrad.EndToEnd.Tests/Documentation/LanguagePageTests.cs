using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.Generator.Tests.Documentation;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Documentation;

/// <summary>
/// What docs/language.md says is so: examples are accepted, and their gradients are those of dual numbers; what is refused gets the diagnostic
/// beside it, and what to write instead is accepted. The page is the only place to add a construct to.
/// </summary>
public sealed class LanguagePageTests
{
    private const int CellsOfExample = 2;
    private const int CellsOfRefusal = 4;

    private static readonly IReadOnlyList<IReadOnlyList<string>> Rows =
    [
        .. MarkdownPage.Parse(File.ReadAllText(Path.Combine(DocumentationPages.RepositoryRoot, "docs", "language.md")))
            .Rows.Where(row => row[0] != "construct" && !row[0].StartsWith('-')),
    ];

    public static TheoryData<string> Accepted => [.. Rows.Where(row => row.Count == CellsOfExample).Select(row => row[0])];

    public static TheoryData<string> Refused => [.. Rows.Where(row => row.Count == CellsOfRefusal).Select(row => row[0])];

    public static TheoryData<string> Replaceable =>
        [.. Rows.Where(row => row.Count == CellsOfRefusal && LanguageExample.LinesOf(row[3]).Count > 0).Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void An_example_is_differentiated_right(string construct) => Accept.Example(SourceOf(RowOf(construct)[1]), "Sample.Losses");

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_refused_gets_the_diagnostic_beside_it(string construct)
    {
        IReadOnlyList<string> row = RowOf(construct);
        using GeneratorRun run = GeneratorRunner.Run(SourceOf(row[1]), Accept.TensorOptions with { RunChecks = false });
        string[] errors = [.. run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Distinct()];
        Assert.Equal([row[2]], errors);
        Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [MemberData(nameof(Replaceable))]
    public void What_to_write_instead_is_differentiated_right(string construct) => Accept.Example(SourceOf(RowOf(construct)[3]), "Sample.Losses");

    [Fact]
    public void Each_row_is_an_example_or_a_refusal_and_has_a_name_of_its_own()
    {
        Assert.All(Rows, row => Assert.True(row.Count is CellsOfExample or CellsOfRefusal, $"{row[0]}: {row.Count} cells"));
        Assert.All(Rows, row => Assert.NotEmpty(LanguageExample.LinesOf(row[1])));
        Assert.Equal(Rows.Count, Rows.Select(row => row[0]).Distinct().Count());
    }

    private static IReadOnlyList<string> RowOf(string construct) => Rows.Single(row => row[0] == construct);

    private static string SourceOf(string cell) => LanguageExample.SourceOf(LanguageExample.LinesOf(cell));
}
