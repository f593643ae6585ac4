namespace SymGrad;

/// <summary>The sums over some items of a data set, as far as an objective keeps them for all.</summary>
/// <param name="Coefficients">Those of an affine loss.</param>
/// <param name="Terms">Those of a loss that is put together from sums.</param>
/// <param name="Hessian">The triangle of the Hessian of a quadratic loss.</param>
/// <param name="ValueAndGradient">Value and gradient at the reference point of the Hessian.</param>
internal sealed record ItemSums(CompensatedSum[]? Coefficients, ExtendedSum[]? Terms, double[]? Hessian, double[]? ValueAndGradient);
