using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Generator.Emission;

/// <summary>
/// How emitted code writes the types that it uses: short, with using directives, or, where the user's code gives a short name another
/// meaning, fully qualified.
/// </summary>
internal sealed class TypeNames(bool qualifies)
{
    private static readonly Dictionary<string, string> Namespaces = new(StringComparer.Ordinal)
    {
        ["Math"] = "System",
        ["MathF"] = "System",
        ["MidpointRounding"] = "System",
        ["Span"] = "System",
        ["ReadOnlySpan"] = "System",
        ["ArgumentException"] = "System",
        ["ArgumentOutOfRangeException"] = "System",
        ["ArithmeticException"] = "System",
        ["InvalidOperationException"] = "System",
        ["MethodImpl"] = "System.Runtime.CompilerServices",
        ["MethodImplOptions"] = "System.Runtime.CompilerServices",
        ["Pullback"] = "SymGrad",
        ["Objective"] = "SymGrad",
        ["Column"] = "SymGrad",
        ["Aggregation"] = "SymGrad",
        ["LossDescription"] = "SymGrad",
        ["LossStructure"] = "SymGrad",
        ["CompensatedSum"] = "SymGrad",
    };

    /// <summary>The short names that emitted code uses. A parameter with such a name makes it use the long ones.</summary>
    public static IEnumerable<string> ShortNames => Namespaces.Keys;

    public IEnumerable<string> Usings => qualifies ? [] : Namespaces.Values.Distinct().OrderBy(n => n == "SymGrad").ThenBy(n => n, StringComparer.Ordinal);

    public string this[string shortName] => qualifies ? $"global::{Namespaces[shortName]}.{shortName}" : shortName;

    /// <summary>A fully qualified type by its short name, where that means the same.</summary>
    public string Shorten(string qualified)
    {
        string name = qualified.Substring(qualified.LastIndexOf('.') + 1);
        return !qualifies && Namespaces.TryGetValue(name, out string? home) && qualified == $"global::{home}.{name}" ? name : qualified;
    }

    /// <summary>A spelling such as <c>Math.Sin({0})</c>, qualified where need be.</summary>
    public string Qualify(string spelling)
    {
        int end = spelling.IndexOf('.');
        string head = end < 0 ? spelling : spelling.Substring(0, end);
        return qualifies && Namespaces.ContainsKey(head) ? this[head] + spelling.Substring(end) : spelling;
    }
}
