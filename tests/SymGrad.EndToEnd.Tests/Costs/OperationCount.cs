using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.EndToEnd.Tests.Costs;

/// <summary>Counts the arithmetic that code writes down: operators of arithmetic and calls.</summary>
internal static class OperationCount
{
    /// <summary>The operations in the body of the method of the given name.</summary>
    public static int Of(CSharpCompilation compilation, string method) => compilation.SyntaxTrees
        .SelectMany(t => t.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        .Where(m => m.Identifier.ValueText == method)
        .Sum(m => m.DescendantNodes().Count(IsOperation));

    private static bool IsOperation(SyntaxNode node) => node.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression
        or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression
        or SyntaxKind.UnaryMinusExpression or SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression
        or SyntaxKind.MultiplyAssignmentExpression or SyntaxKind.DivideAssignmentExpression or SyntaxKind.InvocationExpression
        or SyntaxKind.ConditionalExpression or SyntaxKind.PreIncrementExpression or SyntaxKind.PostIncrementExpression;
}
