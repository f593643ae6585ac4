using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.CodeFixes;

/// <summary>
/// SYMG1010: replaces a loss at means of the data by the value of its objective, the mean of the losses, and the means that an objective is
/// given by the data.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseObjectiveCodeFixProvider))]
[Shared]
public sealed class UseObjectiveCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SYMG1010"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not { } argument || model is null)
            {
                continue;
            }

            if (AveragedColumnsOfObjective.Find(argument, model, context.CancellationToken) is { Count: > 0 } columns)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Give the objective the items",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNodes(columns.Keys, (column, _) => columns[column]))),
                        nameof(AveragedColumnsOfObjective)),
                    diagnostic);
            }
            else if (AveragedUse.Find(argument, model, context.CancellationToken) is { Quantity: AveragedQuantity.Value } use)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Average the losses: use '{use.Loss.BaseName()}Objective'",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(use.Call, Replacement(use)))),
                        nameof(UseObjectiveCodeFixProvider)),
                    diagnostic);
            }
        }
    }

    private static ExpressionSyntax Replacement(AveragedUse use)
        => SyntaxFactory.ParseExpression($"{use.Objective}.Value({use.Vector})").WithTriviaFrom(use.Call);
}
