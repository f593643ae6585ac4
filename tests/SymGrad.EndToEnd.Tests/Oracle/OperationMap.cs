using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>What each expression and pattern of a file means. Asking the semantic model once for each body is much faster than for each node.</summary>
internal sealed class OperationMap
{
    private readonly Dictionary<SyntaxNode, IOperation> operations = [];

    public OperationMap(SemanticModel model, SyntaxNode root)
    {
        foreach (SyntaxNode body in root.DescendantNodes(n => !IsBody(n)).Where(IsBody))
        {
            if (model.GetOperation(body) is { } operation)
            {
                Add(operation);
            }
        }
    }

    /// <summary>The operation written at a node; conversions that are not written are left aside.</summary>
    public IOperation? this[SyntaxNode node] => node is ParenthesizedExpressionSyntax inner
        ? this[inner.Expression]
        : operations.GetValueOrDefault(node);

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax
        || node is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax };

    private void Add(IOperation root)
    {
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            if (!operation.IsImplicit || !operations.ContainsKey(operation.Syntax))
            {
                operations[operation.Syntax] = operation;
            }
        }
    }
}
