using System;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// The sum of the absolute values of all terms that a derivative is the sum of: what its rounding errors are relative to. Terms on
/// whose way some value is a float are apart, because the generated code carries their adjoints in float there.
/// </summary>
internal readonly record struct Magnitude(double InDouble, double InSingle)
{
    public double Total => InDouble + InSingle;

    public static Magnitude operator +(Magnitude left, Magnitude right)
        => new(left.InDouble + right.InDouble, left.InSingle + right.InSingle);

    /// <summary>Of the terms multiplied by a partial derivative. What doesn't change contributes nothing, even to an infinite one.</summary>
    public Magnitude Times(double partial) => new(
        InDouble == 0 ? 0 : InDouble * Math.Abs(partial),
        InSingle == 0 ? 0 : InSingle * Math.Abs(partial));

    /// <summary>Of the terms where the value is of the given type.</summary>
    public Magnitude In<T>() => typeof(T) == typeof(float) ? new(0, Total) : this;
}
