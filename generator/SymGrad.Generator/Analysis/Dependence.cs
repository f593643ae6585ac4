namespace SymGrad.Generator.Analysis;

/// <summary>What a value depends on, coarsely: decides where a plan computes it.</summary>
internal enum Colour
{
    /// <summary>On nothing that varies.</summary>
    Constant,

    /// <summary>On θ alone: the same for every item.</summary>
    ThetaOnly,

    /// <summary>On data alone: the same in every pass.</summary>
    DataOnly,

    /// <summary>On both.</summary>
    Mixed,
}

/// <summary>What a value depends on.</summary>
/// <param name="Theta">The parameters in θ that its value depends on.</param>
/// <param name="Sloped">
/// Those of them that its derivative may be non-zero in: ⌊θ⌋ and a comparison with θ depend on θ, and are flat wherever they have a derivative.
/// </param>
/// <param name="OnData">Whether it depends on data.</param>
internal readonly record struct Dependence(ParameterSet Theta, ParameterSet Sloped, bool OnData)
{
    public static Dependence None => default;

    public bool OnTheta => !Theta.IsEmpty;

    public Colour Colour => (OnTheta, OnData) switch
    {
        (false, false) => Colour.Constant,
        (true, false) => Colour.ThetaOnly,
        (false, true) => Colour.DataOnly,
        (true, true) => Colour.Mixed,
    };

    public Dependence Union(Dependence other)
        => new(Theta.Union(other.Theta), Sloped.Union(other.Sloped), OnData || other.OnData);

    /// <summary>The same dependence of a value that moves in jumps only.</summary>
    public Dependence Flat() => this with { Sloped = ParameterSet.Empty };
}
