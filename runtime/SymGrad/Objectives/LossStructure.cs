namespace SymGrad;

/// <summary>
/// What a loss is as a function of its parameters θ, as far as the compiler could prove it. A claim is never false; a loss can have more
/// structure than was found. Later versions may add members.
/// </summary>
public enum LossStructure
{
    /// <summary>Nothing is known or used: the gradient is summed over the items at each θ.</summary>
    General = 0,

    /// <summary>The loss does not depend on θ: its gradient is zero.</summary>
    Constant = 1,

    /// <summary>The loss is a + b·θ with a and b given by the item: its gradient does not depend on θ.</summary>
    Affine = 2,

    /// <summary>The loss is a polynomial of degree two in θ, with coefficients given by the item: its gradient is affine in θ.</summary>
    Quadratic = 3,

    /// <summary>The loss is a polynomial in θ of a degree above two, with coefficients given by the item.</summary>
    Polynomial = 4,

    /// <summary>The loss is Σ φₖ(θ)·hₖ(item): a sum of products of a function of θ alone and a function of the item alone.</summary>
    Separable = 5,
}
