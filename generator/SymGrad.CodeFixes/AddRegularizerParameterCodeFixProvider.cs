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

/// <summary>SYMG1002: adds the sum of squares of θ to each result of a loss without a minimum, times a new parameter. Calls of the loss then have to say how much.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddRegularizerParameterCodeFixProvider))]
[Shared]
public sealed class AddRegularizerParameterCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SYMG1002"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (ReportedLoss loss in await ReportedLoss.FindAsync(context).ConfigureAwait(false))
        {
            if (CanTakeParameter(loss.Symbol))
            {
                string name = UniqueName(loss);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Add a regulariser to '{loss.Symbol.Name}', with a parameter '{name}'",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(loss.Root.ReplaceNode(loss.Method, Regularize(loss.Method, loss.Symbol, name)))),
                        nameof(AddRegularizerParameterCodeFixProvider)),
                    loss.Diagnostic);
            }
        }
    }

    /// <summary>Whether the sum of squares of θ is one expression, and a parameter can come last.</summary>
    private static bool CanTakeParameter(IMethodSymbol loss)
        => loss.Theta().All(t => t.Type.IsReal()) && loss.ReturnType.IsReal() && loss.Parameters.Last() is { IsOptional: false, IsParams: false };

    private static string UniqueName(ReportedLoss loss)
    {
        ImmutableHashSet<string> used =
        [
            .. loss.Method.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText),
            .. loss.Model.LookupSymbols(loss.Method.SpanStart).Select(s => s.Name),
        ];
        string name = "strength";
        while (used.Contains(name))
        {
            name += "OfTheta";
        }

        return name;
    }

    private static MethodDeclarationSyntax Regularize(MethodDeclarationSyntax method, IMethodSymbol loss, string name)
    {
        List<string> squares = [.. loss.Theta().Select(t => LossSymbols.Escape(t.Name)).Select(t => $"{t} * {t}")];
        string sum = squares.Count == 1 ? squares[0] : $"({string.Join(" + ", squares)})";
        IEnumerable<ExpressionSyntax> results = method.ExpressionBody is { } body
            ? [body.Expression]
            : method.Body!.DescendantNodes(n => n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<ReturnStatementSyntax>().Select(r => r.Expression!);
        MethodDeclarationSyntax changed = method.ReplaceNodes(
            results.ToList(), (_, result) => SyntaxFactory.ParseExpression($"{Summand(result.WithoutTrivia())} + {name} * {sum}").WithTriviaFrom(result));
        ParameterSyntax parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name)).WithType(method.ReturnType.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space));
        SeparatedSyntaxList<ParameterSyntax> parameters = changed.ParameterList.Parameters;
        IEnumerable<SyntaxToken> separators = [.. parameters.GetSeparators(), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)];
        return changed.WithParameterList(changed.ParameterList.WithParameters(SyntaxFactory.SeparatedList([.. parameters, parameter], separators)));
    }

    /// <summary>An expression as it stands before a plus sign.</summary>
    private static string Summand(ExpressionSyntax result) => result switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } => result.ToString(),
        LiteralExpressionSyntax or IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax => result.ToString(),
        _ => $"({result})",
    };
}
