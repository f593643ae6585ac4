using System;

namespace SymGrad;

/// <content>Sine, cosine and tangent of angles in half turns, and their inverses.</content>
public static partial class SpecialFunctions
{
    /// <summary>sin πx, 0 at all integers.</summary>
    /// <param name="x">The angle in half turns.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static double SinPi(double x) => SinPiFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>sin πx, 0 at all integers. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void SinPi(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<SinPiFunction>(x, destination);

    /// <inheritdoc cref="SinPi(ReadOnlySpan{double}, Span{double})"/>
    public static void SinPi(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<SinPiFunction>(x, destination);

    /// <summary>cos πx, 0 halfway between integers.</summary>
    /// <param name="x">The angle in half turns.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static double CosPi(double x) => CosPiFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>cos πx, 0 halfway between integers. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void CosPi(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<CosPiFunction>(x, destination);

    /// <inheritdoc cref="CosPi(ReadOnlySpan{double}, Span{double})"/>
    public static void CosPi(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<CosPiFunction>(x, destination);

    /// <summary>tan πx, infinite halfway between integers.</summary>
    /// <param name="x">The angle in half turns.</param>
    /// <returns>The quotient of sine and cosine.</returns>
    public static double TanPi(double x) => TanPiFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>tan πx, infinite halfway between integers. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void TanPi(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<TanPiFunction>(x, destination);

    /// <inheritdoc cref="TanPi(ReadOnlySpan{double}, Span{double})"/>
    public static void TanPi(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<TanPiFunction>(x, destination);

    /// <summary>The angle of which the sine is given, divided by π.</summary>
    /// <param name="x">The sine.</param>
    /// <returns>A value from −½ to ½; NaN beyond ±1.</returns>
    public static double AsinPi(double x) => AsinPiFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The angle of which the sine is given, divided by π. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void AsinPi(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<AsinPiFunction>(x, destination);

    /// <inheritdoc cref="AsinPi(ReadOnlySpan{double}, Span{double})"/>
    public static void AsinPi(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<AsinPiFunction>(x, destination);

    /// <summary>The angle of which the cosine is given, divided by π.</summary>
    /// <param name="x">The cosine.</param>
    /// <returns>A value from 0 to 1; NaN beyond ±1.</returns>
    public static double AcosPi(double x) => AcosPiFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The angle of which the cosine is given, divided by π. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void AcosPi(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<AcosPiFunction>(x, destination);

    /// <inheritdoc cref="AcosPi(ReadOnlySpan{double}, Span{double})"/>
    public static void AcosPi(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<AcosPiFunction>(x, destination);

    /// <summary>The angle of which the tangent is given, divided by π.</summary>
    /// <param name="x">The tangent.</param>
    /// <returns>A value from −½ to ½.</returns>
    public static double AtanPi(double x) => AtanPiFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The angle of which the tangent is given, divided by π. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void AtanPi(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<AtanPiFunction>(x, destination);

    /// <inheritdoc cref="AtanPi(ReadOnlySpan{double}, Span{double})"/>
    public static void AtanPi(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<AtanPiFunction>(x, destination);

    /// <summary>The angle of the point (x, y), divided by π.</summary>
    /// <param name="y">The second coordinate.</param>
    /// <param name="x">The first coordinate.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static double Atan2Pi(double y, double x) => Atan2PiFunction.Invoke(new ScalarLane(y), new ScalarLane(x)).Value;
}
