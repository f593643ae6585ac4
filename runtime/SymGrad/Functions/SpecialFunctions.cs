namespace SymGrad;

/// <summary>
/// Elementary and special functions that keep their digits where formulas written with those of .NET lose them, and the derivatives of each
/// other. A loss may call them: each has a derivative rule. Results over spans have the bits of those of single numbers, whatever the
/// processor. NaN gives NaN; nothing throws because of a value. docs/numerics.md says how many units in the last place each is off at most.
/// </summary>
public static partial class SpecialFunctions;
