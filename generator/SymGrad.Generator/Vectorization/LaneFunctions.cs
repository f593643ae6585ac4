using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>How functions are called for several items at once.</summary>
internal static class LaneFunctions
{
    /// <summary>Those without a row of the rules table that the runtime has for several items.</summary>
    private static readonly HashSet<string> Pullbacks = new(
        ["Pullback.Abs", "Pullback.Max", "Pullback.Min", "Pullback.Above", "Pullback.Below", "Pullback.Clamp", "Pullback.Extremum"], StringComparer.Ordinal);

    /// <summary>
    /// The function for several items; one that only takes one number at a time is mapped over them. Null where it takes anything but numbers.
    /// </summary>
    public static FunctionOperation? FormOf(FunctionOperation function, int arguments)
    {
        string list = string.Join(", ", Enumerable.Range(0, arguments).Select(i => $"{{{i}}}"));
        FunctionOperation form = function with { Type = ScalarType.Lanes };
        return Pullbacks.Contains(function.Rule) ? form
            : RulesTable.InLanes(function.Rule) is { } name ? form with { Spelling = $"ItemLanes.{name}({list})" }
            : IsMappable(function.Spelling, arguments, list) ? form with { IsMapped = true }
            : null;
    }

    /// <summary>The same for a user's function.</summary>
    public static FunctionOperation? FormOf(UserFunctionOperation function, int arguments)
        => function.ParameterTypes.All(p => p == ScalarType.Double)
            ? FormOf(new FunctionOperation("", ScalarType.Double, function.Spelling), arguments)
            : null;

    private static bool IsMappable(string spelling, int arguments, string list)
        => arguments is >= 1 and <= 3 && spelling.IndexOf('(') is var open and > 0 && spelling.Substring(open) == $"({list})";
}
