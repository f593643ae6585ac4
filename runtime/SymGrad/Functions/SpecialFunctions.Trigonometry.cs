using System;

namespace SymGrad;

/// <content>Sine, cosine and tangent, and their inverses.</content>
public static partial class SpecialFunctions
{
    /// <summary>The sine. Angles of any size are reduced exactly.</summary>
    /// <param name="x">The angle in radians.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static double Sin(double x) => SinFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The sine. Angles of any size are reduced exactly. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Sin(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<SinFunction>(x, destination);

    /// <inheritdoc cref="Sin(ReadOnlySpan{double}, Span{double})"/>
    public static void Sin(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<SinFunction>(x, destination);

    /// <summary>The cosine. Angles of any size are reduced exactly.</summary>
    /// <param name="x">The angle in radians.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static double Cos(double x) => CosFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The cosine. Angles of any size are reduced exactly. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Cos(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<CosFunction>(x, destination);

    /// <inheritdoc cref="Cos(ReadOnlySpan{double}, Span{double})"/>
    public static void Cos(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<CosFunction>(x, destination);

    /// <summary>The tangent. Angles of any size are reduced exactly.</summary>
    /// <param name="x">The angle in radians.</param>
    /// <returns>The quotient of sine and cosine.</returns>
    public static double Tan(double x) => TanFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The tangent. Angles of any size are reduced exactly. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Tan(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<TanFunction>(x, destination);

    /// <inheritdoc cref="Tan(ReadOnlySpan{double}, Span{double})"/>
    public static void Tan(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<TanFunction>(x, destination);

    /// <summary>The angle of which the sine is given.</summary>
    /// <param name="x">The sine.</param>
    /// <returns>A value from −π/2 to π/2; NaN beyond ±1.</returns>
    public static double Asin(double x) => AsinFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The angle of which the sine is given. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Asin(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<AsinFunction>(x, destination);

    /// <inheritdoc cref="Asin(ReadOnlySpan{double}, Span{double})"/>
    public static void Asin(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<AsinFunction>(x, destination);

    /// <summary>The angle of which the cosine is given.</summary>
    /// <param name="x">The cosine.</param>
    /// <returns>A value from 0 to π; NaN beyond ±1.</returns>
    public static double Acos(double x) => AcosFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The angle of which the cosine is given. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Acos(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<AcosFunction>(x, destination);

    /// <inheritdoc cref="Acos(ReadOnlySpan{double}, Span{double})"/>
    public static void Acos(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<AcosFunction>(x, destination);

    /// <summary>The angle of which the tangent is given.</summary>
    /// <param name="x">The tangent.</param>
    /// <returns>A value from −π/2 to π/2.</returns>
    public static double Atan(double x) => AtanFunction.Invoke(new ScalarLane(x)).Value;

    /// <summary>The angle of which the tangent is given. For each element.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Where the results go: at least as long, and apart from the arguments or the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments otherwise.</exception>
    public static void Atan(ReadOnlySpan<double> x, Span<double> destination)
        => Elementwise.Apply<AtanFunction>(x, destination);

    /// <inheritdoc cref="Atan(ReadOnlySpan{double}, Span{double})"/>
    public static void Atan(ReadOnlySpan<float> x, Span<float> destination)
        => Elementwise.Apply<AtanFunction>(x, destination);

    /// <summary>The angle of the point (x, y).</summary>
    /// <param name="y">The second coordinate.</param>
    /// <param name="x">The first coordinate.</param>
    /// <returns>A value from −π to π.</returns>
    public static double Atan2(double y, double x) => Atan2Function.Invoke(new ScalarLane(y), new ScalarLane(x)).Value;
}
