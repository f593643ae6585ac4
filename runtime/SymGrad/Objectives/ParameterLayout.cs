using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;

namespace SymGrad;

/// <summary>How the parameters of a loss lie in the flat θ vector that objectives take and gradients are written to.</summary>
public sealed class ParameterLayout
{
    private readonly ParameterEntry[] entries;

    internal ParameterLayout(IEnumerable<string> names)
    {
        entries = [.. names.Select((name, index) => new ParameterEntry(name, index, 1))];
        Count = entries.Sum(entry => entry.Length);
        Entries = new ReadOnlyCollection<ParameterEntry>(entries);
    }

    /// <summary>The parameters, in the order of the vector.</summary>
    public IReadOnlyList<ParameterEntry> Entries { get; }

    /// <summary>The length of the θ vector.</summary>
    public int Count { get; }

    /// <summary>Where a parameter begins in the θ vector.</summary>
    /// <param name="name">The parameter's name, in the case it was declared with.</param>
    /// <returns>The index of its first element, or −1 when no parameter has that name.</returns>
    public int IndexOf(string name)
    {
        foreach (ParameterEntry entry in entries)
        {
            if (entry.Name == name)
            {
                return entry.Offset;
            }
        }

        return -1;
    }

    /// <summary>Prints the layout as a table: <c>θ[0] slope</c>.</summary>
    /// <returns>One line for each parameter, separated by <c>\n</c>.</returns>
    public override string ToString()
    {
        string[] indices = [.. entries.Select(Index)];
        int width = indices.Max(index => index.Length);
        return string.Join('\n', entries.Zip(indices, (entry, index) => $"θ{index.PadRight(width)} {entry.Name}"));
    }

    private static string Index(ParameterEntry entry) => entry.Length == 1
        ? string.Create(CultureInfo.InvariantCulture, $"[{entry.Offset}]")
        : string.Create(CultureInfo.InvariantCulture, $"[{entry.Offset}..{entry.Offset + entry.Length}]");
}
