using System;

namespace SymGrad;

/// <content>Exponentials and logarithms.</content>
public static partial class SpecialFunctions
{
    /// <summary>eˣ.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The exponential; 0 and ∞ where it leaves the range.</returns>
    public static double Exp(double x) => ExpFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>eˣ. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Exp(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<ExpFunction>(x, destination);

    /// <inheritdoc cref="Exp(ReadOnlySpan{double}, Span{double})"/>
    public static void Exp(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<ExpFunction>(x, destination);

    /// <summary>eˣ − 1, with all digits near 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The exponential less 1.</returns>
    public static double Expm1(double x) => Expm1Function.Invoke(new ScalarLane(x)).Value;

    /// <summary>eˣ − 1, with all digits near 0. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Expm1(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<Expm1Function>(x, destination);

    /// <inheritdoc cref="Expm1(ReadOnlySpan{double}, Span{double})"/>
    public static void Expm1(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<Expm1Function>(x, destination);

    /// <summary>e^(−x²), with all digits also where x² has lost some.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from 0 to 1.</returns>
    public static double Gaussian(double x) => GaussianFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>e^(−x²), with all digits also where x² has lost some. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Gaussian(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<GaussianFunction>(x, destination);

    /// <inheritdoc cref="Gaussian(ReadOnlySpan{double}, Span{double})"/>
    public static void Gaussian(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<GaussianFunction>(x, destination);

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>ln x; −∞ at 0 and NaN below.</returns>
    public static double Log(double x) => LogFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The natural logarithm. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Log(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<LogFunction>(x, destination);

    /// <inheritdoc cref="Log(ReadOnlySpan{double}, Span{double})"/>
    public static void Log(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<LogFunction>(x, destination);

    /// <summary>ln(1 + x), with all digits near 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm; −∞ at −1 and NaN below.</returns>
    public static double Log1p(double x) => Log1pFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>ln(1 + x), with all digits near 0. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Log1p(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<Log1pFunction>(x, destination);

    /// <inheritdoc cref="Log1p(ReadOnlySpan{double}, Span{double})"/>
    public static void Log1p(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<Log1pFunction>(x, destination);

    /// <summary>ln(1 − eˣ), with all digits for small and for large −x.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm; −∞ at 0 and NaN above.</returns>
    public static double Log1mExp(double x) => Log1mExpFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>ln(1 − eˣ), with all digits for small and for large −x. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Log1mExp(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<Log1mExpFunction>(x, destination);

    /// <inheritdoc cref="Log1mExp(ReadOnlySpan{double}, Span{double})"/>
    public static void Log1mExp(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<Log1mExpFunction>(x, destination);
}
