using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>In an editor most code is unfinished. Lowering it fails with a message, never with an exception.</summary>
public sealed class UnfinishedCodeTests
{
    private const int Variants = 40;

    public static TheoryData<string> Cases => [.. EquivalenceCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_loss_with_tokens_missing_is_lowered_or_refused(string name)
    {
        string source = Lowering.InLosses(EquivalenceCases.All[name]);
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()];
        CSharpCompilation empty = Lowering.Compile();
        int refused = 0;
        for (int variant = 0; variant < Variants; variant++)
        {
            // Every so many tokens one is left out, another one each time.
            int period = 3 + (variant * 7);
            string text = string.Concat(tokens.Select((t, i) => (i + variant) % period == 0 && IsInBody(t) ? " " : t.ToFullString()));
            CSharpCompilation compilation = empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text));
            foreach (IMethodSymbol loss in LossesIn(compilation))
            {
                LoweredLoss lowered = LossLowering.Lower(loss, compilation, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, CancellationToken.None);
                Assert.True(lowered.Model is null || lowered.Model.Function is null == lowered.Model.Failure is not null, text);
                bool isSilent = lowered.Model is { Function: null } && lowered.Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);
                Assert.True(!isSilent || compilation.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error), text);
                refused += lowered.Model?.Function is null ? 1 : 0;
            }
        }

        Assert.True(refused > 0);
    }

    private static bool IsInBody(SyntaxToken token) => token.Parent!.Ancestors().Any(
        a => a is Microsoft.CodeAnalysis.CSharp.Syntax.BlockSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.ArrowExpressionClauseSyntax);

    private static IEnumerable<IMethodSymbol> LossesIn(CSharpCompilation compilation)
        => compilation.GetSymbolsWithName(n => n == "F", SymbolFilter.Member).OfType<IMethodSymbol>()
            .Where(m => m.GetAttributes().Any(a => a.AttributeClass?.Name == "LossAttribute"));
}
