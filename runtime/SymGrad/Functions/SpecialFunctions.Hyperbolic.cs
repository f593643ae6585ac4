using System;

namespace SymGrad;

/// <content>Hyperbolic functions, and their inverses; the tangent is with the sigmoids.</content>
public static partial class SpecialFunctions
{
    /// <summary>The hyperbolic sine, (eˣ − e^−x)/2.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The sine.</returns>
    public static double Sinh(double x) => SinhFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The hyperbolic sine, (eˣ − e^−x)/2. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Sinh(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<SinhFunction>(x, destination);

    /// <inheritdoc cref="Sinh(ReadOnlySpan{double}, Span{double})"/>
    public static void Sinh(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<SinhFunction>(x, destination);

    /// <summary>The hyperbolic cosine, (eˣ + e^−x)/2.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value of at least 1.</returns>
    public static double Cosh(double x) => CoshFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The hyperbolic cosine, (eˣ + e^−x)/2. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Cosh(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<CoshFunction>(x, destination);

    /// <inheritdoc cref="Cosh(ReadOnlySpan{double}, Span{double})"/>
    public static void Cosh(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<CoshFunction>(x, destination);

    /// <summary>The inverse of <see cref="Sinh(double)"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The inverse.</returns>
    public static double Asinh(double x) => AsinhFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The inverse of <see cref="Sinh(double)"/>. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Asinh(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<AsinhFunction>(x, destination);

    /// <inheritdoc cref="Asinh(ReadOnlySpan{double}, Span{double})"/>
    public static void Asinh(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<AsinhFunction>(x, destination);

    /// <summary>The inverse of <see cref="Cosh(double)"/>.</summary>
    /// <param name="x">The argument, at least 1.</param>
    /// <returns>A value of at least 0; NaN below 1.</returns>
    public static double Acosh(double x) => AcoshFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The inverse of <see cref="Cosh(double)"/>. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Acosh(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<AcoshFunction>(x, destination);

    /// <inheritdoc cref="Acosh(ReadOnlySpan{double}, Span{double})"/>
    public static void Acosh(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<AcoshFunction>(x, destination);

    /// <summary>The inverse of <see cref="Tanh(double)"/>.</summary>
    /// <param name="x">The argument, from −1 to 1.</param>
    /// <returns>The inverse; infinite at ±1, NaN beyond.</returns>
    public static double Atanh(double x) => AtanhFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The inverse of <see cref="Tanh(double)"/>. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Atanh(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<AtanhFunction>(x, destination);

    /// <inheritdoc cref="Atanh(ReadOnlySpan{double}, Span{double})"/>
    public static void Atanh(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<AtanhFunction>(x, destination);
}
