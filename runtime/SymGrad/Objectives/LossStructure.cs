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
}
