using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.CallSites;

/// <summary>
/// The variables that go through the elements of an array while it is filled. The mean of rows has at j the mean of <c>rows[i][j]</c> over i;
/// an array that has at j the mean of <c>windows[j][i]</c> has a feature of one item in each element.
/// </summary>
internal sealed class ColumnVariables
{
    private readonly List<ISymbol> variables = [];

    /// <summary>Takes the variables in the index of an element that is written, for as long as its value is looked at.</summary>
    public int Enter(IEnumerable<ISymbol> symbols)
    {
        int before = variables.Count;
        variables.AddRange(symbols);
        return before;
    }

    public void Leave(int before) => variables.RemoveRange(before, variables.Count - before);

    /// <summary>The variables in an index.</summary>
    public static IEnumerable<ISymbol> In(IOperation index) => index.DescendantsAndSelf().Select(SymbolOf).OfType<ISymbol>();

    /// <summary>Whether an expression has any of the variables.</summary>
    public bool Occur(IOperation expression) => variables.Count > 0 && In(expression).Any(IsOne);

    /// <summary>Whether they choose a column of each row, and nothing else: in the last index, alone or behind where the row starts.</summary>
    public bool ChooseColumns(IOperation expression)
        => variables.Count == 0 || expression.DescendantsAndSelf().Where(o => SymbolOf(o) is { } symbol && IsOne(symbol)).All(IsColumnIndex);

    private bool IsColumnIndex(IOperation reference)
    {
        IOperation index = reference;
        while (index.Parent is IConversionOperation or IParenthesizedOperation)
        {
            index = index.Parent;
        }

        if (index.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum)
        {
            IOperation start = ReferenceEquals(sum.LeftOperand, index) ? sum.RightOperand : sum.LeftOperand;
            if (start.Unwrap() is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } || Occur(start))
            {
                return false;
            }

            index = sum;
        }

        IOperation? element = index.Parent is IArgumentOperation argument ? argument.Parent : index.Parent;
        return element switch
        {
            IArrayElementReferenceOperation array => ReferenceEquals(array.Indices.Last(), index) && !IsOwner(array),
            IPropertyReferenceOperation { Property.IsIndexer: true } indexer => ReferenceEquals(indexer.Arguments.Last().Value, index) && !IsOwner(indexer),
            _ => false,
        };
    }

    /// <summary>Whether an element is an array itself, of which an element is taken: the row, then, and not the column.</summary>
    private static bool IsOwner(IOperation element) => element.Parent is { } parent && ReferenceEquals(parent.ElementOwner(), element);

    private bool IsOne(ISymbol symbol) => variables.Contains(symbol, SymbolEqualityComparer.Default);

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
