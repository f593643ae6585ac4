using System;

namespace SymGrad;

/// <content>Functions from ∞ to ∞ that are flat at one or both ends.</content>
public static partial class SpecialFunctions
{
    /// <summary>ln(1 + eˣ), without overflow and with all digits. −Softplus(−x) is the logarithm of the sigmoid.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The smooth maximum of x and 0.</returns>
    public static double Softplus(double x) => SoftplusFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>ln(1 + eˣ), without overflow and with all digits. −Softplus(−x) is the logarithm of the sigmoid. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<SoftplusFunction>(x, destination);

    /// <inheritdoc cref="Softplus(ReadOnlySpan{double}, Span{double})"/>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<SoftplusFunction>(x, destination);

    /// <summary>1/(1 + e^−x), without overflow and with all digits at both ends.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from 0 to 1.</returns>
    public static double Sigmoid(double x) => SigmoidFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>1/(1 + e^−x), without overflow and with all digits at both ends. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<SigmoidFunction>(x, destination);

    /// <inheritdoc cref="Sigmoid(ReadOnlySpan{double}, Span{double})"/>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<SigmoidFunction>(x, destination);

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static double Tanh(double x) => TanhFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The hyperbolic tangent. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Tanh(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<TanhFunction>(x, destination);

    /// <inheritdoc cref="Tanh(ReadOnlySpan{double}, Span{double})"/>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<TanhFunction>(x, destination);

    /// <summary>ln(p/(1 − p)), the inverse of the sigmoid, with all digits near ½.</summary>
    /// <param name="p">A probability.</param>
    /// <returns>The logarithm of the odds; −∞ at 0, ∞ at 1, NaN outside.</returns>
    public static double Logit(double p) => LogitFunction.Invoke(new ScalarLane(p)).Value;

    /// <summary>ln(p/(1 − p)), the inverse of the sigmoid, with all digits near ½. For each element.</summary>
    /// <param name="p">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Logit(ReadOnlySpan<double> p, Span<double> destination)
        => Elementwise.Apply<LogitFunction>(p, destination);

    /// <inheritdoc cref="Logit(ReadOnlySpan{double}, Span{double})"/>
    public static void Logit(ReadOnlySpan<float> p, Span<float> destination)
        => Elementwise.Apply<LogitFunction>(p, destination);
}
