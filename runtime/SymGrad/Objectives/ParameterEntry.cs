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
}
