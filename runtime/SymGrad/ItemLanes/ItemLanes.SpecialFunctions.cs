namespace SymGrad;

/// <content>
/// Functions that are <see cref="SpecialFunctions"/> of each number: the same bits. Where <see cref="System.Math"/> has one of the same name, they differ in the last digits,
/// by no more than docs/numerics.md says.
/// </content>
public readonly partial struct ItemLanes
{
    /// <summary>The sine.</summary>
    /// <param name="x">The angle.</param>
    /// <returns>The sine.</returns>
    public static ItemLanes Sin(ItemLanes x) => Apply<SinFunction>(x);

    /// <summary>The cosine.</summary>
    /// <param name="x">The angle.</param>
    /// <returns>The cosine.</returns>
    public static ItemLanes Cos(ItemLanes x) => Apply<CosFunction>(x);

    /// <summary>The tangent.</summary>
    /// <param name="x">The angle.</param>
    /// <returns>The tangent.</returns>
    public static ItemLanes Tan(ItemLanes x) => Apply<TanFunction>(x);

    /// <summary>The angle of which the sine is given.</summary>
    /// <param name="x">The sine.</param>
    /// <returns>The angle; NaN beyond ±1.</returns>
    public static ItemLanes Asin(ItemLanes x) => Apply<AsinFunction>(x);

    /// <summary>The angle of which the cosine is given.</summary>
    /// <param name="x">The cosine.</param>
    /// <returns>The angle; NaN beyond ±1.</returns>
    public static ItemLanes Acos(ItemLanes x) => Apply<AcosFunction>(x);

    /// <summary>The angle of which the tangent is given.</summary>
    /// <param name="x">The tangent.</param>
    /// <returns>The angle.</returns>
    public static ItemLanes Atan(ItemLanes x) => Apply<AtanFunction>(x);

    /// <summary>sin(x)/x, and 1 at 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The quotient.</returns>
    public static ItemLanes Sinc(ItemLanes x) => Apply<SincFunction>(x);

    /// <summary>The derivative of <see cref="Sinc"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The derivative.</returns>
    public static ItemLanes SincDerivative(ItemLanes x) => Apply<SincDerivativeFunction>(x);

    /// <summary>The hyperbolic sine.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The sine.</returns>
    public static ItemLanes Sinh(ItemLanes x) => Apply<SinhFunction>(x);

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The cosine.</returns>
    public static ItemLanes Cosh(ItemLanes x) => Apply<CoshFunction>(x);

    /// <summary>The inverse of <see cref="Sinh"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The inverse.</returns>
    public static ItemLanes Asinh(ItemLanes x) => Apply<AsinhFunction>(x);

    /// <summary>The inverse of <see cref="Cosh"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The inverse; NaN below 1.</returns>
    public static ItemLanes Acosh(ItemLanes x) => Apply<AcoshFunction>(x);

    /// <summary>The inverse of <see cref="Tanh"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The inverse; NaN beyond ±1.</returns>
    public static ItemLanes Atanh(ItemLanes x) => Apply<AtanhFunction>(x);

    /// <summary>2ˣ.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The power.</returns>
    public static ItemLanes Exp2(ItemLanes x) => Apply<Exp2Function>(x);

    /// <summary>10ˣ.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The power.</returns>
    public static ItemLanes Exp10(ItemLanes x) => Apply<Exp10Function>(x);

    /// <summary>The logarithm to the base 2.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm.</returns>
    public static ItemLanes Log2(ItemLanes x) => Apply<Log2Function>(x);

    /// <summary>The logarithm to the base 10.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm.</returns>
    public static ItemLanes Log10(ItemLanes x) => Apply<Log10Function>(x);

    /// <summary>The cube root.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The root.</returns>
    public static ItemLanes Cbrt(ItemLanes x) => Apply<CbrtFunction>(x);

    /// <summary>The error function.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static ItemLanes Erf(ItemLanes x) => Apply<ErfFunction>(x);

    /// <summary>1 − <see cref="Erf"/>(x).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from 0 to 2.</returns>
    public static ItemLanes Erfc(ItemLanes x) => Apply<ErfcFunction>(x);

    /// <summary>The density of the standard normal distribution.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The density.</returns>
    public static ItemLanes NormalDensity(ItemLanes x) => Apply<NormalDensityFunction>(x);

    /// <summary>The cumulative distribution function Φ of the standard normal distribution.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from 0 to 1.</returns>
    public static ItemLanes NormalCdf(ItemLanes x) => Apply<NormalCdfFunction>(x);

    /// <summary>ln Φ(x).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm.</returns>
    public static ItemLanes LogNormalCdf(ItemLanes x) => Apply<LogNormalCdfFunction>(x);

    /// <summary>The derivative of <see cref="LogNormalCdf"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The derivative.</returns>
    public static ItemLanes LogNormalCdfDerivative(ItemLanes x) => Apply<LogNormalCdfDerivativeFunction>(x);

    /// <summary>xʸ.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    /// <returns>The power.</returns>
    public static ItemLanes Pow(ItemLanes x, ItemLanes y) => ApplyToPairs<PowFunction>(x, y);

    /// <summary>ln(eˣ + eʸ).</summary>
    /// <param name="x">The first exponent.</param>
    /// <param name="y">The second exponent.</param>
    /// <returns>The smooth maximum of both.</returns>
    public static ItemLanes LogSumExp(ItemLanes x, ItemLanes y) => ApplyToPairs<LogSumExpFunction>(x, y);

    /// <summary>The derivative of <see cref="LogSumExp"/> by x.</summary>
    /// <param name="x">The exponent that is differentiated by.</param>
    /// <param name="y">The other exponent.</param>
    /// <returns>A value from 0 to 1.</returns>
    public static ItemLanes LogSumExpDerivative(ItemLanes x, ItemLanes y) => ApplyToPairs<LogSumExpDerivativeFunction>(x, y);

    /// <summary>x·ln y, and 0 where x is 0.</summary>
    /// <param name="x">The factor.</param>
    /// <param name="y">What the logarithm is taken of.</param>
    /// <returns>The product.</returns>
    public static ItemLanes XLogY(ItemLanes x, ItemLanes y) => ApplyToPairs<XLogYFunction>(x, y);

    /// <summary>x² − y².</summary>
    /// <param name="x">The root of the first square.</param>
    /// <param name="y">The root of the second square.</param>
    /// <returns>The difference.</returns>
    public static ItemLanes DifferenceOfSquares(ItemLanes x, ItemLanes y) => ApplyToPairs<DifferenceOfSquaresFunction>(x, y);

    /// <summary>√(x² + y²).</summary>
    /// <param name="x">One coordinate.</param>
    /// <param name="y">The other coordinate.</param>
    /// <returns>The length.</returns>
    public static ItemLanes Hypot(ItemLanes x, ItemLanes y) => ApplyToPairs<HypotFunction>(x, y);

    /// <summary>The angle of the point (x, y).</summary>
    /// <param name="y">The second coordinate.</param>
    /// <param name="x">The first coordinate.</param>
    /// <returns>A value from −π to π.</returns>
    public static ItemLanes Atan2(ItemLanes y, ItemLanes x) => ApplyToPairs<Atan2Function>(y, x);
}
