using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>A program in double precision as the same one in single precision: its types, its literals and the functions it calls.</summary>
internal sealed class InSinglePrecision : CSharpSyntaxRewriter
{
    private InSinglePrecision()
    {
    }

    public static string Of(string source) => new InSinglePrecision().Visit(CSharpSyntaxTree.ParseText(source).GetRoot()).ToFullString();

    public override SyntaxToken VisitToken(SyntaxToken token) => token switch
    {
        _ when token.IsKind(SyntaxKind.DoubleKeyword) => SyntaxFactory.Token(token.LeadingTrivia, SyntaxKind.FloatKeyword, token.TrailingTrivia),
        { Value: double number } => SyntaxFactory.Literal(token.LeadingTrivia, token.Text.TrimEnd('d', 'D') + "f", (float)number, token.TrailingTrivia),
        { Text: "Math" or "SpecialFunctions", Parent.Parent: MemberAccessExpressionSyntax { Name.Identifier.Text: not "Clamp" } } => SyntaxFactory.Identifier(token.LeadingTrivia, token.Text + "F", token.TrailingTrivia),
        _ => base.VisitToken(token),
    };
}
