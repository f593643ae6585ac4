namespace SymGrad;

/// <summary>What the body of a loss says about its derivative.</summary>
public static class Loss
{
    /// <summary>
    /// The value itself, which counts as a constant wherever the loss is differentiated: nothing flows back through it. A loss with it is not what its
    /// gradient is the derivative of.
    /// </summary>
    /// <param name="value">What may depend on θ.</param>
    /// <returns>The value.</returns>
    public static double StopGradient(double value) => value;

    /// <inheritdoc cref="StopGradient(double)"/>
    public static float StopGradient(float value) => value;
}
