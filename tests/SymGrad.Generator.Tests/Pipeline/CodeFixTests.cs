using System.Collections.Immutable;
using System.Linq;
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
using Xunit;

namespace SymGrad.Generator.Tests.Pipeline;

public class CodeFixTests
{
    [Theory]
    [InlineData("public static class Losses", "public static partial class Losses")]
    [InlineData("internal sealed record Losses", "internal sealed partial record Losses")]
    [InlineData("public readonly struct Losses", "public readonly partial struct Losses")]
    public async Task The_containing_type_is_made_partial(string before, string after)
    {
        string source = $$"""
            using SymGrad;

            {{before}}
            {
                // A comment that stays.
                [Loss]
                public static double Fit(double θ, double x) => θ * θ * x;
            }
            """;
        Assert.Equal(source.Replace(before, after, System.StringComparison.Ordinal), await FixAsync(source));
    }

    [Fact]
    public async Task Each_type_of_a_nested_chain_is_offered_the_fix()
    {
        const string source =
            """
            using SymGrad;

            public class Outer
            {
                public partial class Inner
                {
                    [Loss]
                    public static double Fit(double θ, double x) => θ * θ * x;
                }
            }
            """;
        Assert.Contains("public partial class Outer", await FixAsync(source), System.StringComparison.Ordinal);
    }

    private static async Task<string> FixAsync(string source)
    {
        using var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("User", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReferences(ReferenceSet.User);
        Document document = project.AddDocument("Losses.cs", source);
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new LossAnalyzer()]).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        Diagnostic notPartial = diagnostics.Single(d => d.Id == "SYMG0001");

        CodeAction? action = null;
        var context = new CodeFixContext(document, notPartial, (offered, _) => action = offered, CancellationToken.None);
        await new MakePartialCodeFixProvider().RegisterCodeFixesAsync(context);
        ImmutableArray<CodeActionOperation> operations = await action!.GetOperationsAsync(CancellationToken.None);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }
}
