using System.Globalization;

namespace SymGrad;

/// <summary>One component of a gradient at one point, compared with differences of values.</summary>
/// <param name="Point">The number of the point, from 0.</param>
/// <param name="Name">The parameter: its name with the index of the element, or <c>θ[index]</c>.</param>
/// <param name="Theta">Where.</param>
/// <param name="Gradient">What the gradient says.</param>
/// <param name="Difference">What differences of values say: extrapolated central differences; at a kink, the middle of both slopes.</param>
/// <param name="Uncertainty">How far off the difference may be, by its own account; at a kink, half the distance of both slopes.</param>
/// <param name="Verdict">The conclusion.</param>
public sealed record GradientCheckEntry(
    int Point, string Name, double Theta, double Gradient, double Difference, double Uncertainty, GradientVerdict Verdict)
{
    /// <summary>The comparison in one line.</summary>
    /// <returns>The verdict in words, with the numbers.</returns>
    public override string ToString()
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"∂/∂{Name} at {Name} = {Theta:G9}: the gradient is {Gradient:G9}");
        string difference = string.Create(CultureInfo.InvariantCulture, $"{Difference:G9} ± {Uncertainty:G2}");
        return Verdict switch
        {
            GradientVerdict.Right => $"right: {where}, differences give {difference}",
            GradientVerdict.Wrong => $"WRONG: {where}, differences give {difference}",
            GradientVerdict.NotDifferentiable => $"kink: {where}, between the slopes on both sides ({difference})",
            GradientVerdict.NotFinite => $"not finite: {where}, and values or slopes next to it are not finite",
            _ => $"inconclusive: {where}, differences give no more than {difference}",
        };
    }
}
