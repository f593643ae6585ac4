using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.Tests.CodeFixes;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Documentation;

/// <summary>Every diagnostic has a page, and every page a diagnostic.</summary>
public class DiagnosticPagesTests
{
    public static TheoryData<string> Ids => [.. AllDescriptors.Values.Select(d => d.Id)];

    private static string Folder => Path.Combine(DocumentationPages.RepositoryRoot, "docs", "diagnostics");

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_has_a_page_that_its_help_link_names(string id)
    {
        DiagnosticDescriptor descriptor = AllDescriptors.Values.Single(d => d.Id == id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        string page = File.ReadAllText(Path.Combine(Folder, id + ".md"));
        Assert.StartsWith($"# {id}: {descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture)}", page, StringComparison.OrdinalIgnoreCase);
        foreach (string section in new[] { "## What it says", "## Why it matters", "## Example", "## What to do" })
        {
            Assert.Contains(section, page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_tells_of_its_code_fixes(string id)
    {
        bool hasFix = CodeFixRun.Providers.Any(p => p.FixableDiagnosticIds.Contains(id));
        Assert.Equal(hasFix, File.ReadAllText(Path.Combine(Folder, id + ".md")).Contains("code fix", StringComparison.Ordinal));
    }

    [Fact]
    public void No_page_is_left_over()
    {
        string[] pages = [.. Directory.GetFiles(Folder, "SYMG*.md").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];
        Assert.Equal(AllDescriptors.Values.Select(d => d.Id), pages);
    }

    [Fact]
    public void Ids_are_unique() => Assert.Equal(AllDescriptors.Values.Length, AllDescriptors.Values.Select(d => d.Id).Distinct().Count());
}
