namespace SymGrad;

/// <summary>What a gradient check says of one component of a gradient.</summary>
public enum GradientVerdict
{
    /// <summary>The gradient agrees with the differences of the values.</summary>
    Right,

    /// <summary>It does not.</summary>
    Wrong,

    /// <summary>The function has a kink or a jump here; the gradient is between the slopes on both sides, as a subgradient must be.</summary>
    NotDifferentiable,

    /// <summary>The value or its slope is not finite here, so that there is nothing to compare with.</summary>
    NotFinite,

    /// <summary>The differences are lost in rounding errors: too small beside the value to say anything.</summary>
    Inconclusive,
}
