namespace SymGrad.Generator.Analysis.Structure;

/// <summary>Whether a parameter matters to a loss.</summary>
internal enum ThetaEffect
{
    /// <summary>The value of the loss does not depend on it.</summary>
    None,

    /// <summary>The loss depends on it in jumps only (rounding, comparisons, integers): its derivative is zero wherever there is one.</summary>
    JumpsOnly,

    /// <summary>The loss varies with it.</summary>
    Varies,
}

/// <summary>What is known of one parameter in θ: a number, or an array as a whole.</summary>
/// <param name="Index">Its position among the parameters of the function.</param>
/// <param name="Name">The user's name for it.</param>
/// <param name="Effect">Whether it matters.</param>
/// <param name="Claim">What the loss is as a function of it alone, the other parameters being held fixed.</param>
internal readonly record struct ThetaStructure(int Index, string Name, ThetaEffect Effect, StructureClaim Claim)
{
    /// <summary>Whether the derivative with respect to it is other than zero anywhere.</summary>
    public bool HasEffect => Effect == ThetaEffect.Varies;
}
