using System;

namespace SymGrad;

/// <content>The gamma function and its derivatives.</content>
public static partial class SpecialFunctions
{
    /// <summary>ln|Γ(x)|. Near its roots below 0, digits are relative to 1.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm; ∞ at 0 and at negative integers.</returns>
    public static double LogGamma(double x) => GammaFunctions.LogGamma(x);

    /// <summary>ln|Γ(x)|. Near its roots below 0, digits are relative to 1. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void LogGamma(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply(GammaFunctions.LogGamma, x, destination);

    /// <inheritdoc cref="LogGamma(ReadOnlySpan{double}, Span{double})"/>
    public static void LogGamma(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply(GammaFunctions.LogGamma, x, destination);

    /// <summary>ψ(x), the derivative of ln Γ(x). Near its roots below 0, digits are relative to the terms of the reflection.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The derivative; NaN at negative integers.</returns>
    public static double Digamma(double x) => GammaFunctions.Digamma(x);

    /// <summary>ψ(x), the derivative of ln Γ(x). Near its roots below 0, digits are relative to the terms of the reflection. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Digamma(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply(GammaFunctions.Digamma, x, destination);

    /// <inheritdoc cref="Digamma(ReadOnlySpan{double}, Span{double})"/>
    public static void Digamma(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply(GammaFunctions.Digamma, x, destination);

    /// <summary>ψ′(x), the second derivative of ln Γ(x).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The derivative; ∞ at 0 and at negative integers.</returns>
    public static double Trigamma(double x) => GammaFunctions.Trigamma(x);

    /// <summary>ψ′(x), the second derivative of ln Γ(x). For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Trigamma(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply(GammaFunctions.Trigamma, x, destination);

    /// <inheritdoc cref="Trigamma(ReadOnlySpan{double}, Span{double})"/>
    public static void Trigamma(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply(GammaFunctions.Trigamma, x, destination);
}
