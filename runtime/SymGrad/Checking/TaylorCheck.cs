using System.Globalization;

namespace SymGrad;

/// <summary>
/// The remainder f(θ + h·d) − f(θ) − h·∇f·d along a random direction d. It shrinks as h² where the gradient is right, and as h where it is wrong
/// in any component.
/// </summary>
/// <param name="Point">The number of the point, from 0.</param>
/// <param name="Order">The power of h by which the remainder shrinks; infinite where it is lost in rounding errors.</param>
/// <param name="Verdict">The conclusion.</param>
public sealed record TaylorCheck(int Point, double Order, GradientVerdict Verdict)
{
    /// <summary>The check in one line.</summary>
    /// <returns>The verdict in words, with the order.</returns>
    public override string ToString()
    {
        string order = double.IsInfinity(Order)
            ? "vanishes among rounding errors"
            : string.Create(CultureInfo.InvariantCulture, $"shrinks as h^{Order:F2} (h² is right, h is wrong)");
        return Verdict switch
        {
            GradientVerdict.Right => $"right: the Taylor remainder along a random direction {order}",
            GradientVerdict.Wrong => $"WRONG: the Taylor remainder along a random direction {order}",
            _ => $"inconclusive: the Taylor remainder along a random direction {order}",
        };
    }
}
