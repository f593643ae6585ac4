using SymGrad;

namespace Consumer;

/// <summary>Losses in a public type, where generated members must be documented too.</summary>
public static partial class Losses
{
    /// <summary>Least squares.</summary>
    /// <param name="slope">θ.</param>
    /// <param name="intercept">θ.</param>
    /// <param name="x">Data.</param>
    /// <param name="y">Data.</param>
    /// <returns>The squared residual.</returns>
    [Loss]
    public static double SquaredError([Theta] double slope, [Theta] double intercept, double x, double y)
    {
        double residual = y - (slope * x + intercept);
        return residual * residual;
    }

    /// <summary>Linear in the slope, in single precision.</summary>
    /// <param name="slope">θ.</param>
    /// <param name="x">Data.</param>
    /// <param name="y">Data.</param>
    /// <returns>The residual with its sign.</returns>
    [Loss]
    public static float SignedError([Theta] float slope, float x, float y) => y - slope * x;
}
