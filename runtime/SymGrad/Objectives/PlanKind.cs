namespace SymGrad;

/// <summary>The ways in which an objective computes its sums. Later versions may add members.</summary>
public enum PlanKind
{
    /// <summary>Each evaluation goes over the items.</summary>
    PerItem = 0,

    /// <summary>The gradient does not depend on θ: one pass gives it, and all later evaluations use its sums.</summary>
    ConstantGradient = 1,

    /// <summary>
    /// The loss is Σ φₖ(θ)·hₖ(item): one pass gives the sums of the hₖ, with twice the digits of a double, and later evaluations put value
    /// and gradient together from them.
    /// </summary>
    Sums = 2,

    /// <summary>
    /// The loss is quadratic: one pass gives its Hessian, and value and gradient at a reference point, from which later evaluations are computed.
    /// The reference point moves to a θ where too much would cancel otherwise, by a pass at that θ.
    /// </summary>
    Hessian = 3,

    /// <summary>
    /// The loss is a polynomial in θ, or in θ and in what is computed from θ alone: one pass gives its derivatives of the second and of higher orders, and value and gradient at a
    /// reference point, about which later evaluations expand it. The reference point moves as that of the Hessian does.
    /// </summary>
    Taylor = 4,
}
