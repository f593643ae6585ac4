namespace SymGrad;

/// <summary>The sums over some items of a data set, as far as an objective keeps them for all.</summary>
/// <param name="Affine">Those of an affine loss.</param>
/// <param name="Terms">Those of a loss that is put together from sums.</param>
/// <param name="Coefficients">Those of the expansion of a polynomial.</param>
/// <param name="ValueAndGradient">Value and gradient at the reference point of the expansion.</param>
internal sealed record ItemSums(CompensatedSum[]? Affine, ExtendedSum[]? Terms, double[]? Coefficients, double[]? ValueAndGradient);
