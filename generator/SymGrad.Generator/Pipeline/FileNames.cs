using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Pipeline;

/// <summary>
/// The names of generated files: <c>Namespace.Type.Loss.g.cs</c>. File names are compared without regard to case while C# names are not,
/// so names that would clash get a number.
/// </summary>
internal static class FileNames
{
    /// <summary>The full name of a loss, by which its file is called.</summary>
    public static string FullName(LossModel model)
    {
        IEnumerable<string> parts = model.Type.Declarations.Select(d => d.Name).Append(model.TypeArgument.Length > 0 ? $"{model.BaseName}<{model.TypeArgument}>" : model.BaseName);
        string name = string.Join(".", model.Type.Namespace.Length > 0 ? parts.Prepend(model.Type.Namespace) : parts);
        return new([.. name.Where(c => c is not ('@' or ' ')).Select(c => c switch { '<' => '{', '>' => '}', ',' => '-', _ => c })]);
    }

    /// <summary>The names in a project that differ from another one only by case, in ordinal order.</summary>
    public static EquatableArray<string> Clashes(ImmutableArray<string> names) => names
        .Distinct(StringComparer.Ordinal)
        .GroupBy(n => n, StringComparer.OrdinalIgnoreCase)
        .Where(g => g.Count() > 1)
        .SelectMany(g => g)
        .OrderBy(n => n, StringComparer.Ordinal)
        .ToEquatableArray();

    public static string HintName(string fullName, EquatableArray<string> clashes)
    {
        int number = clashes.Items
            .Where(n => string.Equals(n, fullName, StringComparison.OrdinalIgnoreCase))
            .ToList()
            .IndexOf(fullName);
        return number > 0 ? $"{fullName}.{(number + 1).ToString(CultureInfo.InvariantCulture)}.g.cs" : $"{fullName}.g.cs";
    }
}
