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

    /// <inheritdoc cref="SpecialFunctions.Sin(double)"/>
    public static float Sin(float x) => (float)SpecialFunctions.Sin(x);

    /// <inheritdoc cref="SpecialFunctions.Cos(double)"/>
    public static float Cos(float x) => (float)SpecialFunctions.Cos(x);

    /// <inheritdoc cref="SpecialFunctions.Tan(double)"/>
    public static float Tan(float x) => (float)SpecialFunctions.Tan(x);

    /// <inheritdoc cref="SpecialFunctions.Asin(double)"/>
    public static float Asin(float x) => (float)SpecialFunctions.Asin(x);

    /// <inheritdoc cref="SpecialFunctions.Acos(double)"/>
    public static float Acos(float x) => (float)SpecialFunctions.Acos(x);

    /// <inheritdoc cref="SpecialFunctions.Atan(double)"/>
    public static float Atan(float x) => (float)SpecialFunctions.Atan(x);

    /// <inheritdoc cref="SpecialFunctions.Sinh(double)"/>
    public static float Sinh(float x) => (float)SpecialFunctions.Sinh(x);

    /// <inheritdoc cref="SpecialFunctions.Cosh(double)"/>
    public static float Cosh(float x) => (float)SpecialFunctions.Cosh(x);

    /// <inheritdoc cref="SpecialFunctions.Asinh(double)"/>
    public static float Asinh(float x) => (float)SpecialFunctions.Asinh(x);

    /// <inheritdoc cref="SpecialFunctions.Acosh(double)"/>
    public static float Acosh(float x) => (float)SpecialFunctions.Acosh(x);

    /// <inheritdoc cref="SpecialFunctions.Atanh(double)"/>
    public static float Atanh(float x) => (float)SpecialFunctions.Atanh(x);

    /// <inheritdoc cref="SpecialFunctions.Exp2(double)"/>
    public static float Exp2(float x) => (float)SpecialFunctions.Exp2(x);

    /// <inheritdoc cref="SpecialFunctions.Exp10(double)"/>
    public static float Exp10(float x) => (float)SpecialFunctions.Exp10(x);

    /// <inheritdoc cref="SpecialFunctions.Log2(double)"/>
    public static float Log2(float x) => (float)SpecialFunctions.Log2(x);

    /// <inheritdoc cref="SpecialFunctions.Log10(double)"/>
    public static float Log10(float x) => (float)SpecialFunctions.Log10(x);

    /// <inheritdoc cref="SpecialFunctions.Cbrt(double)"/>
    public static float Cbrt(float x) => (float)SpecialFunctions.Cbrt(x);

    /// <inheritdoc cref="SpecialFunctions.Pow(double, double)"/>
    public static float Pow(float x, float y) => (float)SpecialFunctions.Pow(x, y);

    /// <inheritdoc cref="SpecialFunctions.Atan2(double, double)"/>
    public static float Atan2(float y, float x) => (float)SpecialFunctions.Atan2(y, x);

    /// <inheritdoc cref="SpecialFunctions.Hypot(double, double)"/>
    public static float Hypot(float x, float y) => (float)SpecialFunctions.Hypot(x, y);

    /// <inheritdoc cref="SpecialFunctions.SinPi(double)"/>
    public static float SinPi(float x) => (float)SpecialFunctions.SinPi(x);

    /// <inheritdoc cref="SpecialFunctions.CosPi(double)"/>
    public static float CosPi(float x) => (float)SpecialFunctions.CosPi(x);

    /// <inheritdoc cref="SpecialFunctions.TanPi(double)"/>
    public static float TanPi(float x) => (float)SpecialFunctions.TanPi(x);

    /// <inheritdoc cref="SpecialFunctions.AsinPi(double)"/>
    public static float AsinPi(float x) => (float)SpecialFunctions.AsinPi(x);

    /// <inheritdoc cref="SpecialFunctions.AcosPi(double)"/>
    public static float AcosPi(float x) => (float)SpecialFunctions.AcosPi(x);

    /// <inheritdoc cref="SpecialFunctions.AtanPi(double)"/>
    public static float AtanPi(float x) => (float)SpecialFunctions.AtanPi(x);

    /// <inheritdoc cref="SpecialFunctions.Atan2Pi(double, double)"/>
    public static float Atan2Pi(float y, float x) => (float)SpecialFunctions.Atan2Pi(y, x);
}
