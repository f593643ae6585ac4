using System;

namespace SymGrad;

/// <content>The error function and the normal distribution.</content>
public static partial class SpecialFunctions
{
    /// <summary>The error function, 2/√π·∫₀ˣ e^(−t²) dt.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static double Erf(double x) => ErfFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The error function, 2/√π·∫₀ˣ e^(−t²) dt. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Erf(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<ErfFunction>(x, destination);

    /// <inheritdoc cref="Erf(ReadOnlySpan{double}, Span{double})"/>
    public static void Erf(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<ErfFunction>(x, destination);

    /// <summary>1 − Erf(x), with all digits where that is small.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from 0 to 2.</returns>
    public static double Erfc(double x) => ErfcFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>1 − Erf(x), with all digits where that is small. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Erfc(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<ErfcFunction>(x, destination);

    /// <inheritdoc cref="Erfc(ReadOnlySpan{double}, Span{double})"/>
    public static void Erfc(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<ErfcFunction>(x, destination);

    /// <summary>The density of the standard normal distribution, e^(−x²/2)/√(2π).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from 0 to 0.3989….</returns>
    public static double NormalDensity(double x) => NormalDensityFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The density of the standard normal distribution, e^(−x²/2)/√(2π). For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void NormalDensity(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<NormalDensityFunction>(x, destination);

    /// <inheritdoc cref="NormalDensity(ReadOnlySpan{double}, Span{double})"/>
    public static void NormalDensity(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<NormalDensityFunction>(x, destination);

    /// <summary>The cumulative distribution function Φ of the standard normal distribution, with all digits in the lower tail.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from 0 to 1.</returns>
    public static double NormalCdf(double x) => NormalCdfFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The cumulative distribution function Φ of the standard normal distribution, with all digits in the lower tail. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void NormalCdf(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<NormalCdfFunction>(x, destination);

    /// <inheritdoc cref="NormalCdf(ReadOnlySpan{double}, Span{double})"/>
    public static void NormalCdf(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<NormalCdfFunction>(x, destination);

    /// <summary>ln Φ(x), with all digits in both tails.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from −∞ to 0.</returns>
    public static double LogNormalCdf(double x) => LogNormalCdfFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>ln Φ(x), with all digits in both tails. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void LogNormalCdf(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<LogNormalCdfFunction>(x, destination);

    /// <inheritdoc cref="LogNormalCdf(ReadOnlySpan{double}, Span{double})"/>
    public static void LogNormalCdf(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<LogNormalCdfFunction>(x, destination);

    /// <summary>The derivative of <see cref="LogNormalCdf(double)"/>: the density over the distribution function, also where both underflow.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A positive value; about −x in the lower tail.</returns>
    public static double LogNormalCdfDerivative(double x) => LogNormalCdfDerivativeFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The derivative of <see cref="LogNormalCdf(double)"/>: the density over the distribution function, also where both underflow. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void LogNormalCdfDerivative(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<LogNormalCdfDerivativeFunction>(x, destination);

    /// <inheritdoc cref="LogNormalCdfDerivative(ReadOnlySpan{double}, Span{double})"/>
    public static void LogNormalCdfDerivative(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<LogNormalCdfDerivativeFunction>(x, destination);
}
