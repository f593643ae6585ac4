using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>
/// How emitted code writes the types that it uses: short, with using directives, or, where the user's code gives a short name another
/// meaning, fully qualified.
/// </summary>
/// <param name="qualifies">Whether they are fully qualified.</param>
/// <param name="usesTensors">Whether the code calls functions of the package System.Numerics.Tensors, which not every project refers to.</param>
internal sealed class TypeNames(bool qualifies, bool usesTensors)
{
    public IEnumerable<string> Usings => qualifies ? [] : ShortNames.Types.Keys
        .Where(t => usesTensors || t != ShortNames.Tensors)
        .Select(ShortNames.NamespaceOf).Distinct().OrderBy(n => n == "SymGrad").ThenBy(n => n, StringComparer.Ordinal);

    /// <summary>A type of numbers.</summary>
    public string Of(ScalarType type) => type >= ScalarType.Extended ? this[type.Keyword()] : type.Keyword();

    /// <summary>The type of a parameter. Lanes are passed by reference: copies of them on the stack are made in pieces, which takes longer than to compute with them.</summary>
    public string Of(Parameter parameter) => parameter.Array switch
    {
        ArrayKind.None when parameter.Type.IsLanes() || parameter.Type.IsMask() => "in " + Of(parameter.Type),
        ArrayKind.None => Of(parameter.Type),
        ArrayKind.Array => Of(parameter.Type) + "[]",
        ArrayKind.Rows => RowsOf(parameter.Type),
        ArrayKind.OuterSums => $"ref {this["OuterProductSums"]}",
        ArrayKind.Span => $"{this["Span"]}<{Of(parameter.Type)}>",
        _ => $"{this["ReadOnlySpan"]}<{Of(parameter.Type)}>",
    };

    /// <summary>The type of rows of several items, where they are in memory.</summary>
    public string RowsOf(ScalarType type) => $"{this["ItemRows"]}<{(type == ScalarType.SingleLanes ? "float" : "double")}>";

    public string this[string shortName] => qualifies ? Qualified(shortName) : shortName;

    /// <summary>A fully qualified type by its short name, where that means the same.</summary>
    public string Shorten(string qualified)
    {
        string name = qualified.Substring(qualified.LastIndexOf('.') + 1);
        return !qualifies && ShortNames.Types.ContainsKey(name) && qualified == Qualified(name) ? name : qualified;
    }

    /// <summary>A spelling such as <c>Math.Sin({0})</c>, qualified where need be.</summary>
    public string Qualify(string spelling)
    {
        int end = spelling.IndexOf('.');
        string head = end < 0 ? spelling : spelling.Substring(0, end);
        return qualifies && ShortNames.Types.ContainsKey(head) ? this[head] + spelling.Substring(end) : spelling;
    }

    private static string Qualified(string shortName) => $"global::{ShortNames.NamespaceOf(shortName)}.{shortName}";
}
