using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>How functions are called for several items at once.</summary>
internal static class LaneFunctions
{
    private const string Owner = "ItemLanes.";

    /// <summary>Those without a row of the rules table that the runtime has for several items.</summary>
    private static readonly HashSet<string> Pullbacks = new(
        [
            "Pullback.Abs", "Pullback.Max", "Pullback.Min", "Pullback.Above", "Pullback.Below", "Pullback.Clamp", "Pullback.Extremum",
            "Pullback.MaxNumber", "Pullback.MinNumber", "Pullback.AboveNumber", "Pullback.BelowNumber",
        ],
        StringComparer.Ordinal);

    /// <summary>What selects a result for each item, which no method of the user's calls.</summary>
    public const string Select = "Select";

    /// <summary>What makes the integer that C# has of one that is beyond the range of its type.</summary>
    public const string Wrapped = "Wrapped";

    /// <summary>The quotient of integers.</summary>
    public const string Quotient = "Quotient";

    /// <summary>The remainder of integers.</summary>
    public const string Remainder = "Remainder";

    /// <summary>Whether a function for several items takes so long that the runtime has it for several groups of them, too.</summary>
    public static bool TakesLong(FunctionOperation form)
        => !form.IsMapped && form.Rule is not (Select or Wrapped or Quotient or Remainder) && form.Spelling.StartsWith(Owner, StringComparison.Ordinal)
            && (RulesTable.TryFind(form.Rule) is not { } rule || (rule.CostAfterExponential ?? rule.Cost) > FunctionCost.Short);

    /// <summary>Whether the runtime has a function for several items.</summary>
    public static bool HasLanes(FunctionOperation function) => RulesTable.InLanes(function.Rule) is not null;

    /// <summary>The name of one of the runtime's functions for several items.</summary>
    public static string NameOf(FunctionOperation form) => form.Spelling.Substring(Owner.Length, form.Spelling.IndexOf('(') - Owner.Length);

    /// <summary>
    /// The function for several items; one that only takes one number at a time is mapped over them. Null where it takes anything but numbers.
    /// </summary>
    public static FunctionOperation? FormOf(FunctionOperation function, int arguments)
    {
        string list = string.Join(", ", Enumerable.Range(0, arguments).Select(i => $"{{{i}}}"));
        FunctionOperation form = function with { Type = function.Type.InLanes() };
        return Pullbacks.Contains(function.Rule) ? form
            : RulesTable.InLanes(function.Rule) is { } name ? Named(RulesTable.TryFind(function.Rule)?.IsExact == true ? form.Type : ScalarType.Lanes, name)
            : IsMappable(function.Spelling, arguments, list) ? form with { IsMapped = true }
            : null;

        FunctionOperation Named(ScalarType type, string name) => form with { Type = type, Spelling = $"{type.Keyword()}.{name}({list})" };
    }

    /// <summary>The same for a user's function.</summary>
    public static FunctionOperation? FormOf(UserFunctionOperation function, int arguments)
        => function.ParameterTypes.All(p => p == function.Type)
            ? FormOf(new FunctionOperation("", function.Type, function.Spelling), arguments)
            : null;

    private static bool IsMappable(string spelling, int arguments, string list)
        => arguments is >= 1 and <= 3 && spelling.IndexOf('(') is var open and > 0 && spelling.Substring(open) == $"({list})";
}
