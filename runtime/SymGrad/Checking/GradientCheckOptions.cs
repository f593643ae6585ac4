namespace SymGrad;

/// <summary>How a gradient is checked. The same options give the same check each time.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>The defaults: the given point only, and differences that agree to six digits.</summary>
    public static GradientCheckOptions Default { get; } = new();

    /// <summary>How many random points around the given one are checked as well.</summary>
    public int RandomPoints { get; init; }

    /// <summary>How far random points are from the given one in each θ, at most, in units of the greater of |θ| and 1.</summary>
    public double Spread { get; init; } = 1;

    /// <summary>The seed of random points and directions.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How much the gradient may differ from the differences, beyond the uncertainty of these, relative to itself.</summary>
    public double RelativeTolerance { get; init; } = 1e-6;

    /// <summary>How many random directions the Taylor remainder is taken along at each point.</summary>
    public int Directions { get; init; } = 2;

    /// <summary>
    /// How many components are compared with differences at each point, of about fifty evaluations each; where there are more, a random
    /// choice of them. Directions of Taylor remainders always go through all.
    /// </summary>
    public int MaximumComponents { get; init; } = 100;
}
