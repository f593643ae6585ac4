using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.CodeFixes;

/// <summary>A loss of which a diagnostic says something.</summary>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Root">The file.</param>
/// <param name="Model">What its names mean.</param>
/// <param name="Method">The loss.</param>
/// <param name="Symbol">The same.</param>
internal sealed record ReportedLoss(Diagnostic Diagnostic, SyntaxNode Root, SemanticModel Model, MethodDeclarationSyntax Method, IMethodSymbol Symbol)
{
    /// <summary>The losses that have parameters in θ, among those that the diagnostics are about.</summary>
    public static async Task<ImmutableArray<ReportedLoss>> FindAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        ImmutableArray<ReportedLoss>.Builder losses = ImmutableArray.CreateBuilder<ReportedLoss>();
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
                && model?.GetDeclaredSymbol(method, context.CancellationToken) is { } loss && !loss.Theta().IsEmpty)
            {
                losses.Add(new(diagnostic, root, model, method, loss));
            }
        }

        return losses.ToImmutable();
    }
}
