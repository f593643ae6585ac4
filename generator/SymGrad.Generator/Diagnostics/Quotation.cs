using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Generator.Diagnostics;

/// <summary>Names of the user's in messages.</summary>
internal static class Quotation
{
    /// <summary>'a', 'b' and 'c'.</summary>
    public static string List(IEnumerable<string> names)
    {
        List<string> quoted = [.. names.Select(n => $"'{n}'")];
        return quoted.Count == 1 ? quoted[0] : string.Join(", ", quoted.Take(quoted.Count - 1)) + " and " + quoted[quoted.Count - 1];
    }
}
