using System;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>What is proved of a loss as a function of some of its parameters, the other ones held fixed.</summary>
/// <param name="Rung">The lowest rung that it is known to be on.</param>
/// <param name="Degree">Its degree as a polynomial, or null when it is not known to be one.</param>
/// <param name="SumCount">
/// How many products φₖ(θ)·hₖ(data) it is the sum of, the one with φ = 1 included; null where that is not known, as it depends on the length of
/// arrays, or where it is no such sum.
/// </param>
internal readonly record struct StructureClaim(StructureRung Rung, int? Degree = null, int? SumCount = null)
{
    public static StructureClaim General => new(StructureRung.General);

    public static StructureClaim Separable(int? sumCount = null) => new(StructureRung.Separable, null, sumCount);

    /// <summary>A polynomial of the given degree.</summary>
    public static StructureClaim Polynomial(int degree, int? sumCount = null) => degree switch
    {
        < 0 => throw new ArgumentOutOfRangeException(nameof(degree), degree, "A degree is not negative."),
        0 => new(StructureRung.Constant, 0, sumCount),
        1 => new(StructureRung.Affine, 1, sumCount),
        2 => new(StructureRung.Quadratic, 2, sumCount),
        _ => new(StructureRung.Polynomial, degree, sumCount),
    };
}
