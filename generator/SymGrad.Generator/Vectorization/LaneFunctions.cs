using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>How functions are called for several items at once.</summary>
internal static class LaneFunctions
{
    private const string Class = "ItemLanes";

    /// <summary>Those without a row of the rules table that the runtime has for several items.</summary>
    private static readonly HashSet<string> Pullbacks = new(
        ["Pullback.Abs", "Pullback.Max", "Pullback.Min", "Pullback.Above", "Pullback.Below", "Pullback.Clamp", "Pullback.Extremum"], StringComparer.Ordinal);

    /// <summary>
    /// The spelling of a call for several items; a function that only takes one number at a time is mapped over them. Null where it takes anything
    /// but numbers.
    /// </summary>
    public static string? SpellingOf(FunctionOperation function, int arguments)
    {
        if (Pullbacks.Contains(function.Rule))
        {
            return function.Spelling;
        }

        string list = string.Join(", ", Enumerable.Range(0, arguments).Select(i => $"{{{i}}}"));
        if (RulesTable.HasLanes(function.Rule))
        {
            return $"{Class}.{function.Rule}({list})";
        }

        int open = function.Spelling.IndexOf('(');
        return open > 0 && arguments is >= 1 and <= 3 && function.Spelling.Substring(open) == $"({list})"
            ? $"{Class}.Map({function.Spelling.Substring(0, open)}, {list})"
            : null;
    }

    /// <summary>The same for a user's function.</summary>
    public static string? SpellingOf(UserFunctionOperation function, int arguments)
        => function.ParameterTypes.All(p => p == ScalarType.Double)
            ? SpellingOf(new FunctionOperation("", ScalarType.Double, function.Spelling), arguments)
            : null;
}
