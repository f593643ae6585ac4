using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.CallSites;

/// <summary>
/// Decides whether the arguments of a use of a loss stand for averaged items: whether what should vary from item to item has been averaged
/// before. A mean beside an item is something else, say what the data are centred with.
/// </summary>
internal static class AveragedData
{
    private static readonly ImmutableHashSet<string> MeantNames = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "mean", "means", "average", "averages", "avg", "center", "centre", "prior");

    /// <summary>The arguments that are averaged data; none when they are used in another way.</summary>
    public static ImmutableArray<DataArgument> Find(LossUse use, OriginAnalysis origins)
    {
        var averaged = new List<(DataArgument Argument, Origin Origin)>();
        int unknown = 0;
        foreach (DataArgument argument in use.Data)
        {
            if (IsMeant(argument.Parameter))
            {
                continue;
            }

            Origin origin = use.Quantity == LossQuantity.Objective ? OfColumn(argument.Value, origins) : origins.Of(argument.Value);
            if (origin.IsOfOneItem())
            {
                return [];
            }

            if (origin.IsAveraged())
            {
                averaged.Add((argument, origin));
            }
            else if (origin != Origin.Fixed)
            {
                unknown++;
            }
        }

        // What is unknown may be of one item. Parts of the data may be items themselves, each with a mean as its feature; with several
        // means and nothing else beside them that is hardly so.
        bool isLikely = averaged.Count > unknown && (averaged.Count > 1 || averaged.Any(a => a.Origin != Origin.PartMean));
        return isLikely ? [.. averaged.Select(a => a.Argument)] : [];
    }

    /// <summary>Whether the name of a parameter says that it takes a mean.</summary>
    private static bool IsMeant(IParameterSymbol parameter) => WordsOf(parameter.Name).Any(MeantNames.Contains);

    /// <summary>The words of a name such as meanOfX or x_mean.</summary>
    private static IEnumerable<string> WordsOf(string name)
    {
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            if (i == name.Length || name[i] == '_' || char.IsUpper(name[i]))
            {
                yield return name.Substring(start, i - start).Trim('_');
                start = i;
            }
        }
    }

    /// <summary>A column of an objective: the values of the items, unless it has the mean as its only one.</summary>
    private static Origin OfColumn(IOperation value, OriginAnalysis origins)
    {
        IOperation column = value.Unwrap();
        if (column is IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: "Column" or "Rows" } } call)
        {
            return call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0) is { } argument && OfColumn(argument.Value, origins) is var origin
                && origin.IsAveraged() ? origin : Origin.Item;
        }

        ImmutableArray<IOperation>? elements = column switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            ICollectionExpressionOperation collection => collection.Elements,
            _ => null,
        };
        if (elements is { } items)
        {
            return items.Length != 1 ? Origin.Item
                : items[0].Type?.IsSequence() == true ? OfColumn(items[0], origins)
                : origins.Of(items[0]);
        }

        Origin whole = origins.Of(column);
        return column.Type?.IsSequence() != true || whole.IsAveraged() ? whole : Origin.Item;
    }
}
