namespace SymGrad;

/// <summary>Whether a quadratic objective has a minimum.</summary>
public enum MinimumKind
{
    /// <summary>There is none: the objective falls for ever in some direction, or is not finite for these data.</summary>
    None = 0,

    /// <summary>There is one, at one θ.</summary>
    Unique = 1,

    /// <summary>There is one, at many θ: the data do not determine some of the parameters.</summary>
    NotUnique = 2,
}
