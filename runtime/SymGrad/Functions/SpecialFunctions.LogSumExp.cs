using System;

namespace SymGrad;

/// <content>Sums of exponentials, and x·ln y.</content>
public static partial class SpecialFunctions
{
    /// <summary>ln(eˣ + eʸ), without overflow. Its error is relative to the greatest of |x|, |y| and the result.</summary>
    /// <param name="x">The first exponent.</param>
    /// <param name="y">The second exponent.</param>
    /// <returns>The smooth maximum of both.</returns>
    public static double LogSumExp(double x, double y) => LogSumExpFunction.Invoke(new ScalarLane(x), new ScalarLane(y)).Value;

    /// <summary>
    /// The derivative of <see cref="LogSumExp(double, double)"/> by x: the sigmoid of x − y, with the digits that the difference has no place for.
    /// </summary>
    /// <param name="x">The exponent that is differentiated by.</param>
    /// <param name="y">The other exponent.</param>
    /// <returns>A value from 0 to 1; ½ where both are equal, infinite ones included.</returns>
    public static double LogSumExpDerivative(double x, double y) => LogSumExpDerivativeFunction.Invoke(new ScalarLane(x), new ScalarLane(y)).Value;

    /// <summary>ln Σ e^xᵢ, without overflow. Its error is relative to the greatest of the |xᵢ| and the result.</summary>
    /// <param name="x">The exponents.</param>
    /// <returns>The smooth maximum; −∞ when there are none.</returns>
    public static double LogSumExp(ReadOnlySpan<double> x) => LogSumExpFunctions.LogSumExp(x);

    /// <summary>e^xᵢ/Σ e^xⱼ, without overflow: the gradient of <see cref="LogSumExp(ReadOnlySpan{double})"/>.</summary>
    /// <param name="x">The exponents.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Softmax(ReadOnlySpan<double> x, Span<double> destination)
        => LogSumExpFunctions.Softmax(x, Elementwise.Checked(x, destination));

    /// <summary>x·ln y, and 0 where x is 0 and y is a number.</summary>
    /// <param name="x">The factor.</param>
    /// <param name="y">What the logarithm is taken of.</param>
    /// <returns>The product.</returns>
    public static double XLogY(double x, double y) => XLogYFunction.Invoke(new ScalarLane(x), new ScalarLane(y)).Value;

    /// <summary>x·ln y, and 0 where x is 0 and y is a number. For each pair of elements.</summary>
    /// <param name="x">The factors.</param>
    /// <param name="y">What the logarithms are taken of: as many.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory as one.</param>
    /// <exception cref="ArgumentException">
    /// The arguments are not equally many; the destination is too short, or overlaps them otherwise.
    /// </exception>
    public static void XLogY(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination)
        => Elementwise.ApplyToPairs<XLogYFunction>(x, y, destination);

    /// <inheritdoc cref="XLogY(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    public static void XLogY(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
        => Elementwise.ApplyToPairs<XLogYFunction>(x, y, destination);

    /// <summary>−y·ln σ(z) − (1 − y)·ln(1 − σ(z)), the cross-entropy of the sigmoid of z; its derivative by z is σ(z) − y.</summary>
    /// <param name="z">The logit.</param>
    /// <param name="y">The probability that should be: from 0 to 1, mostly one of both.</param>
    /// <returns>A positive number; −z·y for a large negative z, z·(1 − y) for a large positive one.</returns>
    public static double SigmoidCrossEntropy(double z, double y) => SigmoidCrossEntropyFunction.Invoke(new ScalarLane(z), new ScalarLane(y)).Value;

    /// <summary>x² − y², with all digits where they are close.</summary>
    /// <param name="x">The root of the first square.</param>
    /// <param name="y">The root of the second square.</param>
    /// <returns>The difference.</returns>
    public static double DifferenceOfSquares(double x, double y) => (x - y) * (x + y);
}
