namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// What a loss is as a function of θ, from what an objective computes fastest to what takes a pass over the data each time. What is not
/// known to be on a lower rung is general.
/// </summary>
internal enum StructureRung
{
    /// <summary>The loss does not depend on θ.</summary>
    Constant,

    /// <summary>An offset plus a coefficient for each parameter, none of which depend on θ: the gradient does not depend on θ.</summary>
    Affine,

    /// <summary>Anything else.</summary>
    General,
}
