using System;

namespace SymGrad;

/// <content>Powers and roots, and logarithms to the bases 2 and 10.</content>
public static partial class SpecialFunctions
{
    /// <summary>2ˣ.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The power; 0 and ∞ where it leaves the range.</returns>
    public static double Exp2(double x) => Exp2Function.Invoke(new ScalarLane(x)).Value;

    /// <summary>2ˣ. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Exp2(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<Exp2Function>(x, destination);

    /// <inheritdoc cref="Exp2(ReadOnlySpan{double}, Span{double})"/>
    public static void Exp2(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<Exp2Function>(x, destination);

    /// <summary>10ˣ.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The power; 0 and ∞ where it leaves the range.</returns>
    public static double Exp10(double x) => Exp10Function.Invoke(new ScalarLane(x)).Value;

    /// <summary>10ˣ. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Exp10(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<Exp10Function>(x, destination);

    /// <inheritdoc cref="Exp10(ReadOnlySpan{double}, Span{double})"/>
    public static void Exp10(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<Exp10Function>(x, destination);

    /// <summary>The logarithm to the base 2.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm; −∞ at 0 and NaN below.</returns>
    public static double Log2(double x) => Log2Function.Invoke(new ScalarLane(x)).Value;

    /// <summary>The logarithm to the base 2. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Log2(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<Log2Function>(x, destination);

    /// <inheritdoc cref="Log2(ReadOnlySpan{double}, Span{double})"/>
    public static void Log2(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<Log2Function>(x, destination);

    /// <summary>The logarithm to the base 10.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm; −∞ at 0 and NaN below.</returns>
    public static double Log10(double x) => Log10Function.Invoke(new ScalarLane(x)).Value;

    /// <summary>The logarithm to the base 10. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Log10(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<Log10Function>(x, destination);

    /// <inheritdoc cref="Log10(ReadOnlySpan{double}, Span{double})"/>
    public static void Log10(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<Log10Function>(x, destination);

    /// <summary>The cube root.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The root, with the sign of the argument.</returns>
    public static double Cbrt(double x) => CbrtFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The cube root. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Cbrt(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<CbrtFunction>(x, destination);

    /// <inheritdoc cref="Cbrt(ReadOnlySpan{double}, Span{double})"/>
    public static void Cbrt(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<CbrtFunction>(x, destination);

    /// <summary>xʸ.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    /// <returns>The power, with the special cases of Math.Pow.</returns>
    public static double Pow(double x, double y) => PowFunction.Invoke(new ScalarLane(x), new ScalarLane(y)).Value;

    /// <summary>xʸ. For each pair of elements.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents: as many.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory as one.</param>
    /// <exception cref="ArgumentException">
    /// The arguments are not equally many; the destination is too short, or overlaps them otherwise.
    /// </exception>
    public static void Pow(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination)
        => Elementwise.ApplyToPairs<PowFunction>(x, y, destination);

    /// <inheritdoc cref="Pow(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    public static void Pow(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
        => Elementwise.ApplyToPairs<PowFunction>(x, y, destination);

    /// <summary>√(x² + y²), without overflow or underflow on the way.</summary>
    /// <param name="x">One coordinate.</param>
    /// <param name="y">The other coordinate.</param>
    /// <returns>The length; infinite where one of both is.</returns>
    public static double Hypot(double x, double y) => HypotFunction.Invoke(new ScalarLane(x), new ScalarLane(y)).Value;
}
