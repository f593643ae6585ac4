using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymGrad.EndToEnd.Tests.Oracle;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace SymGrad.EndToEnd.Tests.Costs;

/// <summary>
/// Instruments code so that it counts the floating-point operations it executes: the operators of arithmetic, and calls of functions that
/// have no source, such as Math's; for a loop that the runtime goes through, those of each element. Comparisons, conversions, moves of numbers and integer arithmetic don't count.
/// </summary>
internal sealed class CountingRewriter : CSharpSyntaxRewriter
{
    private readonly SemanticModel model;

    private CountingRewriter(SemanticModel model) => this.model = model;

    /// <summary>The same program, with calls of <see cref="ExecutedOperations"/>.</summary>
    public static CSharpCompilation Instrument(CSharpCompilation compilation) => CSharpCompilation.Create(
        compilation.AssemblyName + ".Counted",
        compilation.SyntaxTrees.Select(t => t.WithRootAndOptions(
            new CountingRewriter(compilation.GetSemanticModel(t)).Visit(t.GetRoot())!, t.Options)),
        compilation.References.Append(DualSyntax.OracleReference),
        compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable));

    public override SyntaxNode? VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        var visited = (ExpressionSyntax)base.VisitBinaryExpression(node)!;
        return node.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression
                or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression
            && IsComputed(node)
            ? Counted(visited)
            : visited;
    }

    public override SyntaxNode? VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        var visited = (ExpressionSyntax)base.VisitPrefixUnaryExpression(node)!;
        return node.IsKind(SyntaxKind.UnaryMinusExpression) && IsComputed(node) ? Counted(visited) : visited;
    }

    /// <summary>A compound assignment is one operation; its right side is executed as often as it is.</summary>
    public override SyntaxNode? VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        var visited = (AssignmentExpressionSyntax)base.VisitAssignmentExpression(node)!;
        return !node.IsKind(SyntaxKind.SimpleAssignmentExpression) && DualRewriter.IsFloating(model.GetTypeInfo(node).Type)
            ? visited.WithRight(Counted(visited.Right))
            : visited;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        if (model.GetSymbolInfo(node).Symbol is IMethodSymbol { ContainingType.Name: nameof(ElementLoops) } loop)
        {
            ArgumentSyntax count = visited.ArgumentList.Arguments.Last();
            int operations = loop.Name is nameof(ElementLoops.Add) or nameof(ElementLoops.Subtract) or nameof(ElementLoops.Sum) ? 1 : 2;
            return visited.ReplaceNode(count, Argument(ParseExpression(
                $"global::{typeof(ExecutedOperations).FullName}.{nameof(ExecutedOperations.CountLoop)}({count}, {operations})")));
        }

        return model.GetSymbolInfo(node).Symbol is IMethodSymbol { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: true } function
            && function.Parameters.Any(p => DualRewriter.IsFloating(p.Type))
            && (DualRewriter.IsFloating(function.ReturnType) || function.ReturnType.IsTupleType)
            ? Counted(visited)
            : visited;
    }

    private static InvocationExpressionSyntax Counted(ExpressionSyntax expression) => InvocationExpression(
        ParseExpression($"global::{typeof(ExecutedOperations).FullName}.{nameof(ExecutedOperations.Count)}"),
        ArgumentList(SingletonSeparatedList(Argument(expression))));

    /// <summary>Whether a floating-point number is computed when the program runs.</summary>
    private bool IsComputed(ExpressionSyntax expression)
        => DualRewriter.IsFloating(model.GetTypeInfo(expression).Type) && !model.GetConstantValue(expression).HasValue;
}
