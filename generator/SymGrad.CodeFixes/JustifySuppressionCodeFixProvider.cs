using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.CodeFixes;

/// <summary>
/// Suppresses a warning about the structure of a loss where it is meant: by an attribute on the method with a place for the reason, which then
/// stands beside the loss. (The suppressions of the editor itself come last in its menu and, as pragmas, ask for no reason.)
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JustifySuppressionCodeFixProvider))]
[Shared]
public sealed class JustifySuppressionCodeFixProvider : CodeFixProvider
{
    private const string Attributes = "System.Diagnostics.CodeAnalysis";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SYMG1002", "SYMG1004", "SYMG1010"];

    /// <summary>None: each suppression needs a reason of its own.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (model is not null && root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>()
                is { } member and (BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or FieldDeclarationSyntax))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Suppress {diagnostic.Id} here, with a justification",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(member, Suppress(member, diagnostic, model)))),
                        nameof(JustifySuppressionCodeFixProvider) + diagnostic.Id),
                    diagnostic);
            }
        }
    }

    private static MemberDeclarationSyntax Suppress(MemberDeclarationSyntax member, Diagnostic diagnostic, SemanticModel model)
    {
        string name = model.NameAt(member.SpanStart, Attributes, "SuppressMessageAttribute");
        AttributeSyntax attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName(name.Substring(0, name.Length - "Attribute".Length)),
            SyntaxFactory.ParseAttributeArgumentList(
                $"(\"{diagnostic.Descriptor.Category}\", \"{diagnostic.Id}\", Justification = \"<Pending>\")"));
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute));

        // On a line of its own, with the indentation of the member; comments stay above.
        SyntaxToken first = member.GetFirstToken();
        IEnumerable<SyntaxTrivia> indentation = first.LeadingTrivia.Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse();
        SyntaxTrivia endOfLine = model.SyntaxTree.GetText().ToString().Contains("\r\n") ? SyntaxFactory.CarriageReturnLineFeed : SyntaxFactory.LineFeed;
        SyntaxTriviaList leading = member.GetLeadingTrivia();
        MemberDeclarationSyntax bare = member.WithLeadingTrivia(indentation);
        return bare
            .WithAttributeLists(bare.AttributeLists.Insert(0, list.WithTrailingTrivia(endOfLine)))
            .WithLeadingTrivia(leading);
    }
}
