using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;

namespace SymGrad;

/// <summary>How the parameters of a loss lie in the flat θ vector that objectives take and gradients are written to.</summary>
public sealed class ParameterLayout
{
    private readonly ParameterEntry[] entries;

    /// <param name="names">The names of the parameters.</param>
    /// <param name="shapes">The shape of each; none where all are numbers.</param>
    /// <exception cref="ArgumentException">There are more or fewer shapes than names.</exception>
    /// <exception cref="OverflowException">There would be more than 2³¹ − 1 elements.</exception>
    internal ParameterLayout(IReadOnlyList<string> names, ReadOnlySpan<Shape> shapes)
    {
        if (!shapes.IsEmpty && shapes.Length != names.Count)
        {
            throw new ArgumentException(
                $"There are {Quantity.Of(shapes.Length, "shape", "shapes")} for {Quantity.Of(names.Count, "parameter", "parameters")} "
                + $"({string.Join(", ", names)}): give one for each, the default one for a number.",
                nameof(shapes));
        }

        entries = new ParameterEntry[names.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            Shape shape = shapes.IsEmpty ? default : shapes[i];
            int length = shape.IsScalar ? 1 : shape.Length;
            entries[i] = new ParameterEntry(names[i], Count, length) { Shape = shape };
            Count = checked(Count + length);
        }

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

    /// <summary>Prints the layout as a table: <c>θ[0] slope</c>, <c>θ[1..13] weights (3 × 4)</c>.</summary>
    /// <returns>One line for each parameter, separated by <c>\n</c>.</returns>
    public override string ToString()
    {
        string[] indices = [.. entries.Select(Index)];
        int width = indices.Max(index => index.Length);
        return string.Join('\n', entries.Zip(indices, (entry, index) => $"θ{index.PadRight(width)} {entry.Name}{Dimensions(entry)}"));
    }

    /// <summary>The parameters with their shapes, in one line: <c>weights (3 × 4), bias</c>.</summary>
    internal string DescribeEntries() => string.Join(", ", entries.Select(entry => entry.NameAndShape));

    private static string Dimensions(ParameterEntry entry) => entry.Shape.Dimensions.Length > 1 ? $" ({entry.Shape})" : "";

    private static string Index(ParameterEntry entry) => entry.Shape.IsScalar
        ? string.Create(CultureInfo.InvariantCulture, $"[{entry.Offset}]")
        : string.Create(CultureInfo.InvariantCulture, $"[{entry.Offset}..{entry.Offset + entry.Length}]");
}
