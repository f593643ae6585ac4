using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.CodeFixes;

/// <summary>Columns of an objective that hold nothing but a mean, and the columns of items that should stand there.</summary>
internal static class AveragedColumnsOfObjective
{
    /// <summary>What to put in place of each averaged column of the objective that an argument is for; none when one of them is not simple.</summary>
    public static IReadOnlyDictionary<ExpressionSyntax, ExpressionSyntax> Find(SyntaxNode? argument, SemanticModel model, CancellationToken cancellation)
    {
        var replacements = new Dictionary<ExpressionSyntax, ExpressionSyntax>();
        if (argument?.AncestorsAndSelf().OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault() is not { ArgumentList: { } list } creation
            || model.GetSymbolInfo(creation, cancellation).Symbol is not IMethodSymbol constructor)
        {
            return replacements;
        }

        var columns = new AveragedColumns(model, cancellation);
        for (int i = 0; i < list.Arguments.Count; i++)
        {
            string? name = list.Arguments[i].NameColon?.Name.Identifier.ValueText;
            IParameterSymbol? parameter = name is null
                ? constructor.Parameters.ElementAtOrDefault(i)
                : constructor.Parameters.FirstOrDefault(p => p.Name == name);
            ExpressionSyntax mean = OnlyElement(list.Arguments[i].Expression);
            if (parameter?.Type is not INamedTypeSymbol { Name: "Column", TypeArguments: [var type] })
            {
                continue;
            }

            // A column that is not understood may hold a mean in another form, which would not fit the items of the others.
            if (columns.Of(mean, type) is not { } items)
            {
                return new Dictionary<ExpressionSyntax, ExpressionSyntax>();
            }

            if (columns.IsAverage(mean))
            {
                replacements.Add(list.Arguments[i].Expression, items.WithTriviaFrom(list.Arguments[i].Expression));
            }
        }

        return replacements;
    }

    private static ExpressionSyntax OnlyElement(ExpressionSyntax column) => column switch
    {
        CollectionExpressionSyntax { Elements: [ExpressionElementSyntax { Expression: var element }] } => element,
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: [var element] } => element,
        ArrayCreationExpressionSyntax { Initializer.Expressions: [var element] } => element,
        _ => column,
    };
}
