using System;
using System.ComponentModel;

namespace SymGrad;

/// <summary>
/// Factors that stand together for a function of a sum, exp(θ + x) = exp(θ)·exp(x), where θ and the data are summed apart. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SplitFunctions
{
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const float SmallestNormalSingle = 1.17549435e-38f;

    /// <summary>The exponential as a factor.</summary>
    /// <param name="x">A part of the exponent.</param>
    /// <returns>
    /// eˣ; NaN where it is so small that it has lost digits: the product with a large factor would lack them, and sums with it are not used.
    /// </returns>
    public static double Exp(double x)
    {
        double power = Math.Exp(x);
        return power >= SmallestNormal || double.IsNegativeInfinity(x) ? power : double.NaN;
    }

    /// <inheritdoc cref="Exp(double)"/>
    public static float Exp(float x)
    {
        float power = MathF.Exp(x);
        return power >= SmallestNormalSingle || float.IsNegativeInfinity(x) ? power : float.NaN;
    }
}
