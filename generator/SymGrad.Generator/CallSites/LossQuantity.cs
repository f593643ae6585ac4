namespace SymGrad.Generator.CallSites;

/// <summary>What of a loss a call asks for.</summary>
internal enum LossQuantity
{
    Value,

    Gradient,

    ValueAndGradient,

    /// <summary>An objective, which gives all of them.</summary>
    Objective,
}
