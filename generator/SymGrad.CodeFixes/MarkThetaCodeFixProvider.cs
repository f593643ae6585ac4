using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.CodeFixes;

/// <summary>SYMG0002: marks a parameter of a loss, or all that can be, with [Theta].</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkThetaCodeFixProvider))]
[Shared]
public sealed class MarkThetaCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SYMG0002"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
                || model is null)
            {
                continue;
            }

            ImmutableArray<ParameterSyntax> candidates = [.. method.ParameterList.Parameters.Where(p => CanBeTheta(p, model, context.CancellationToken))];
            foreach (ParameterSyntax candidate in candidates)
            {
                Register($"Differentiate by '{candidate.Identifier.ValueText}': mark it with [Theta]", candidate.Identifier.ValueText, [candidate]);
            }

            if (candidates.Length > 1)
            {
                Register("Differentiate by all parameters: mark them with [Theta]", "*", candidates);
            }

            void Register(string title, string key, ImmutableArray<ParameterSyntax> parameters) => context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(Mark(root, parameters, model))),
                    nameof(MarkThetaCodeFixProvider) + key),
                diagnostic);
        }
    }

    private static SyntaxNode Mark(SyntaxNode root, IEnumerable<ParameterSyntax> parameters, SemanticModel model)
        => root.ReplaceNodes(parameters, (parameter, _) =>
        {
            string name = model.NameAt(parameter.SpanStart, "SymGrad", "ThetaAttribute");
            AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(
                SyntaxFactory.Attribute(SyntaxFactory.ParseName(name.Substring(0, name.Length - "Attribute".Length)))));
            SyntaxTriviaList leading = parameter.GetLeadingTrivia();
            ParameterSyntax bare = parameter.WithoutLeadingTrivia();
            return bare
                .WithAttributeLists(bare.AttributeLists.Insert(0, list.WithTrailingTrivia(SyntaxFactory.Space)))
                .WithLeadingTrivia(leading);
        });

    private static bool CanBeTheta(ParameterSyntax parameter, SemanticModel model, CancellationToken cancellation)
        => model.GetDeclaredSymbol(parameter, cancellation) is { RefKind: RefKind.None, Type: { } type }
            && (type.IsReal() || type.ElementType()?.IsReal() == true);
}
