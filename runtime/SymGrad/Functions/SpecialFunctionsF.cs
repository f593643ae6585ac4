namespace SymGrad;

/// <summary>
/// <see cref="SpecialFunctions"/> in single precision, as <see cref="System.MathF"/> is to <see cref="System.Math"/>: computed in double
/// precision and rounded once.
/// </summary>
public static class SpecialFunctionsF
{
    /// <inheritdoc cref="SpecialFunctions.Erf(double)"/>
    public static float Erf(float x) => (float)SpecialFunctions.Erf(x);

    /// <inheritdoc cref="SpecialFunctions.Erfc(double)"/>
    public static float Erfc(float x) => (float)SpecialFunctions.Erfc(x);

    /// <inheritdoc cref="SpecialFunctions.NormalDensity(double)"/>
    public static float NormalDensity(float x) => (float)SpecialFunctions.NormalDensity(x);

    /// <inheritdoc cref="SpecialFunctions.NormalCdf(double)"/>
    public static float NormalCdf(float x) => (float)SpecialFunctions.NormalCdf(x);

    /// <inheritdoc cref="SpecialFunctions.LogNormalCdf(double)"/>
    public static float LogNormalCdf(float x) => (float)SpecialFunctions.LogNormalCdf(x);

    /// <inheritdoc cref="SpecialFunctions.LogNormalCdfDerivative(double)"/>
    public static float LogNormalCdfDerivative(float x) => (float)SpecialFunctions.LogNormalCdfDerivative(x);

    /// <inheritdoc cref="SpecialFunctions.Exp(double)"/>
    public static float Exp(float x) => (float)SpecialFunctions.Exp(x);

    /// <inheritdoc cref="SpecialFunctions.Expm1(double)"/>
    public static float Expm1(float x) => (float)SpecialFunctions.Expm1(x);

    /// <inheritdoc cref="SpecialFunctions.Gaussian(double)"/>
    public static float Gaussian(float x) => (float)SpecialFunctions.Gaussian(x);

    /// <inheritdoc cref="SpecialFunctions.Log(double)"/>
    public static float Log(float x) => (float)SpecialFunctions.Log(x);

    /// <inheritdoc cref="SpecialFunctions.Log1p(double)"/>
    public static float Log1p(float x) => (float)SpecialFunctions.Log1p(x);

    /// <inheritdoc cref="SpecialFunctions.Log1mExp(double)"/>
    public static float Log1mExp(float x) => (float)SpecialFunctions.Log1mExp(x);

    /// <inheritdoc cref="SpecialFunctions.LogGamma(double)"/>
    public static float LogGamma(float x) => (float)SpecialFunctions.LogGamma(x);

    /// <inheritdoc cref="SpecialFunctions.Digamma(double)"/>
    public static float Digamma(float x) => (float)SpecialFunctions.Digamma(x);

    /// <inheritdoc cref="SpecialFunctions.Trigamma(double)"/>
    public static float Trigamma(float x) => (float)SpecialFunctions.Trigamma(x);

    /// <inheritdoc cref="SpecialFunctions.LogSumExp(double, double)"/>
    public static float LogSumExp(float x, float y) => (float)SpecialFunctions.LogSumExp(x, y);

    /// <inheritdoc cref="SpecialFunctions.XLogY(double, double)"/>
    public static float XLogY(float x, float y) => (float)SpecialFunctions.XLogY(x, y);

    /// <inheritdoc cref="SpecialFunctions.Softplus(double)"/>
    public static float Softplus(float x) => (float)SpecialFunctions.Softplus(x);

    /// <inheritdoc cref="SpecialFunctions.Sigmoid(double)"/>
    public static float Sigmoid(float x) => (float)SpecialFunctions.Sigmoid(x);

    /// <inheritdoc cref="SpecialFunctions.Tanh(double)"/>
    public static float Tanh(float x) => (float)SpecialFunctions.Tanh(x);

    /// <inheritdoc cref="SpecialFunctions.Logit(double)"/>
    public static float Logit(float p) => (float)SpecialFunctions.Logit(p);

    /// <inheritdoc cref="SpecialFunctions.Sinc(double)"/>
    public static float Sinc(float x) => (float)SpecialFunctions.Sinc(x);

    /// <inheritdoc cref="SpecialFunctions.SincDerivative(double)"/>
    public static float SincDerivative(float x) => (float)SpecialFunctions.SincDerivative(x);

    /// <inheritdoc cref="SpecialFunctions.SigmoidCrossEntropy(double, double)"/>
    public static float SigmoidCrossEntropy(float z, float y) => (float)SpecialFunctions.SigmoidCrossEntropy(z, y);

    /// <inheritdoc cref="SpecialFunctions.DifferenceOfSquares(double, double)"/>
    public static float DifferenceOfSquares(float x, float y) => (float)SpecialFunctions.DifferenceOfSquares(x, y);

    /// <inheritdoc cref="SpecialFunctions.LogSumExpDerivative(double, double)"/>
    public static float LogSumExpDerivative(float x, float y) => (float)SpecialFunctions.LogSumExpDerivative(x, y);
}
