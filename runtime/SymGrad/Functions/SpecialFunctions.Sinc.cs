using System;

namespace SymGrad;

/// <content>The sine over its argument.</content>
public static partial class SpecialFunctions
{
    /// <summary>sin(x)/x, and 1 at 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from −0.2172… to 1.</returns>
    public static double Sinc(double x) => SincFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>sin(x)/x, and 1 at 0. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Sinc(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<SincFunction>(x, destination);

    /// <inheritdoc cref="Sinc(ReadOnlySpan{double}, Span{double})"/>
    public static void Sinc(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<SincFunction>(x, destination);

    /// <summary>The derivative of <see cref="Sinc(double)"/>, with all digits near 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>(cos x − sin(x)/x)/x, and 0 at 0.</returns>
    public static double SincDerivative(double x) => SincDerivativeFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The derivative of <see cref="Sinc(double)"/>, with all digits near 0. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void SincDerivative(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<SincDerivativeFunction>(x, destination);

    /// <inheritdoc cref="SincDerivative(ReadOnlySpan{double}, Span{double})"/>
    public static void SincDerivative(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<SincDerivativeFunction>(x, destination);
}
