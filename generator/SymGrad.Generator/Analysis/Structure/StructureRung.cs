namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// What a loss is as a function of θ, from what an objective computes fastest to what takes a pass over the data each time. What is not
/// known to be on a lower rung is general. Conditions that data alone decide change nothing: each item takes its side.
/// </summary>
internal enum StructureRung
{
    /// <summary>The loss does not depend on θ.</summary>
    Constant,

    /// <summary>An offset plus a coefficient for each parameter, none of which depend on θ: the gradient does not depend on θ.</summary>
    Affine,

    /// <summary>A polynomial of degree two in θ, the coefficients of which do not depend on θ: the gradient is affine in θ.</summary>
    Quadratic,

    /// <summary>A polynomial in θ of a higher degree, the coefficients of which do not depend on θ.</summary>
    Polynomial,

    /// <summary>A sum of products Σ φₖ(θ)·hₖ(data).</summary>
    Separable,

    /// <summary>Anything else.</summary>
    General,
}
