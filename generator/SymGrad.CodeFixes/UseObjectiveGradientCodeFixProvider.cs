using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace SymGrad.CodeFixes;

/// <summary>
/// SYMG1010: replaces a gradient at means of the data by that of the objective, the mean of the gradients. That of numbers is written to an array
/// by a statement of its own, and so the call has to stand in a statement that runs it once and always.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseObjectiveGradientCodeFixProvider))]
[Shared]
public sealed class UseObjectiveGradientCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SYMG1010"];

    /// <summary>None: the arrays that two fixes declare may need different names.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is not null
                && model is not null
                && AveragedUse.Find(root.FindNode(diagnostic.Location.SourceSpan), model, context.CancellationToken)
                    is { Quantity: AveragedQuantity.Gradient } use
                && (use.Destination is null ? StatementAround(use.Call) : use.Call.Parent as ExpressionStatementSyntax) is { } statement)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Average the gradients: use '{use.Loss.BaseName()}Objective'",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(Replace(root, use, statement))),
                        nameof(UseObjectiveGradientCodeFixProvider)),
                    diagnostic);
            }
        }
    }

    /// <summary>The statement that a call stands in, if it makes the call once and first: no lambda, no condition, nothing assigned before.</summary>
    private static StatementSyntax? StatementAround(ExpressionSyntax call)
    {
        for (SyntaxNode? node = call.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case LocalDeclarationStatementSyntax { Parent: BlockSyntax, Declaration.Variables.Count: 1 } declaration when declaration.UsingKeyword.IsKind(SyntaxKind.None):
                    return declaration;
                case ExpressionStatementSyntax { Parent: BlockSyntax } or ReturnStatementSyntax { Parent: BlockSyntax }:
                    return (StatementSyntax)node;
                case StatementSyntax or AnonymousFunctionExpressionSyntax or ConditionalExpressionSyntax or ConditionalAccessExpressionSyntax
                    or SwitchExpressionSyntax or QueryExpressionSyntax or InvocationExpressionSyntax
                    or BinaryExpressionSyntax
                    {
                        RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression,
                    }:
                    return null;
            }
        }

        return null;
    }

    private static SyntaxNode Replace(SyntaxNode root, AveragedUse use, StatementSyntax statement)
    {
        if (use.Destination is { } destination)
        {
            return root.ReplaceNode(
                use.Call, SyntaxFactory.ParseExpression($"{use.Objective}.Gradient({use.Vector}, {destination.WithoutTrivia()})").WithTriviaFrom(use.Call));
        }

        SyntaxNode scope = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? root;
        string name = "gradient";
        while (scope.DescendantTokens().Any(t => t.ValueText == name))
        {
            name = use.Loss.BaseName() is var loss && name == "gradient" ? "gradientOf" + loss : name + "OverItems";
        }

        ImmutableArray<IParameterSymbol> theta = use.Loss.Theta();
        string type = use.Loss.ReturnType.ToDisplayString();
        ExpressionSyntax replaced = use.Call;
        string replacement;
        if (theta.Length == 1)
        {
            replacement = Element(0);
        }
        else if (use.Call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access
            && theta.FirstOrDefault(t => t.Name == member) is { } single)
        {
            replaced = access;
            replacement = Element(theta.IndexOf(single));
        }
        else
        {
            replacement = $"({string.Join(", ", theta.Select((t, i) => $"{LossSymbols.Escape(t.Name)}: {Element(i)}"))})";
        }

        StatementSyntax changed = statement.ReplaceNode(replaced, SyntaxFactory.ParseExpression(replacement).WithTriviaFrom(replaced));
        StatementSyntax array = SyntaxFactory.ParseStatement(
            $"{type}[] {name} = new {type}[{theta.Length.ToString(CultureInfo.InvariantCulture)}];\n").WithLeadingTrivia(statement.GetLeadingTrivia());
        StatementSyntax evaluation = SyntaxFactory.ParseStatement($"{use.Objective}.Gradient({use.Vector}, {name});\n");
        return root.ReplaceNode(
            statement,
            [array, evaluation.WithAdditionalAnnotations(Formatter.Annotation), changed.WithoutLeadingTrivia().WithAdditionalAnnotations(Formatter.Annotation)]);

        string Element(int position) => $"{name}[{position.ToString(CultureInfo.InvariantCulture)}]";
    }
}
