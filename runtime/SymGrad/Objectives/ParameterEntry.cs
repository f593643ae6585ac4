using System;
using System.Globalization;

namespace SymGrad;

/// <summary>Where one parameter of a loss lies in the flat θ vector.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Offset">The index of its first element.</param>
/// <param name="Length">How many elements it has; 1 for a number.</param>
public readonly record struct ParameterEntry(string Name, int Offset, int Length)
{
    /// <summary>The shape of an array; the default one for a number.</summary>
    public Shape Shape { get; init; }

    /// <summary>The parameter with its shape, as messages have it: <c>bias</c>, <c>weights (3 × 4)</c>.</summary>
    internal string NameAndShape => Shape.IsScalar ? Name : $"{Name} ({Shape})";

    /// <summary>The name of an element, with an index for each dimension: <c>bias</c>, <c>weights[2, 0]</c>.</summary>
    internal string NameOf(int element)
    {
        if (Shape.IsScalar)
        {
            return Name;
        }

        string[] indices = new string[Shape.Dimensions.Length];
        for (int i = indices.Length - 1; i >= 0; i--)
        {
            (element, int index) = Math.DivRem(element, Shape.Dimensions[i]);
            indices[i] = index.ToString(CultureInfo.InvariantCulture);
        }

        return $"{Name}[{string.Join(", ", indices)}]";
    }
}
