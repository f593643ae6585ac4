using System.Collections.Immutable;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The comparison at one point.</summary>
/// <param name="Problem">What is wrong, or null.</param>
/// <param name="IsFinite">Whether value and derivatives are finite there, so that the gradient could be compared.</param>
/// <param name="Throws">Whether the loss throws there.</param>
/// <param name="Expected">The twin's results, one for each θ.</param>
internal sealed record PointReport(Problem? Problem, bool IsFinite, bool Throws, ImmutableArray<Dual<double>> Expected)
{
    public static PointReport OfThrowing(Problem? problem) => new(problem, true, true, []);
}
