using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.Tests.CodeFixes;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Documentation;

/// <summary>docs/diagnostics/README.md is written from the descriptors; it must be what they say now.</summary>
public class DiagnosticIndexTests
{
    [Fact]
    public void The_index_lists_every_diagnostic()
        => DocumentationPages.Verify(Path.Combine("docs", "diagnostics", "README.md"), WriteIndex());

    private static string WriteIndex()
    {
        var page = new StringBuilder();
        page.Append("# Diagnostics\n\n");
        page.Append("Written from the descriptors by `DiagnosticIndexTests`; do not edit by hand.\n\n");
        page.Append("Ids that begin with 0 are about the use of the attributes, with 1 about what a loss is as a function of its parameters, ");
        page.Append("with 2 about\nnumerics, and with 3 about the C# that a loss is written in. ");
        page.Append("An error leaves the loss without a derivative. Each page says how to\nsuppress the diagnostic, if that makes sense,\nand what the code fix does, where there is one.\n\n");
        page.Append("| id | severity | code fix | title |\n|---|---|---|---|\n");
        foreach (DiagnosticDescriptor descriptor in AllDescriptors.Values)
        {
            string title = descriptor.Title.ToString(CultureInfo.InvariantCulture);
            page.Append(CultureInfo.InvariantCulture, $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.DefaultSeverity} | {(HasFix(descriptor.Id) ? "yes" : "")} | {title} |\n");
        }

        return page.ToString();
    }

    private static bool HasFix(string id) => CodeFixRun.Providers.Any(p => p.FixableDiagnosticIds.Contains(id));
}
