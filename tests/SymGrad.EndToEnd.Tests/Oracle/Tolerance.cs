using System;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// How far a gradient may be from the dual number's. The bound is relative to <see cref="Dual{T}.Magnitude"/>, the sum of the absolute
/// values of the terms, so that it is tight where nothing cancels and allows for rounding where something does.
/// </summary>
internal static class Tolerance
{
    private const double Double = 1e-10;
    private const double Single = 2e-5;

    public static bool Accepts(double actual, Dual<double> expected, bool isSinglePrecision)
    {
        // Below these, results are denormal, and their error is absolute.
        double floor = isSinglePrecision ? 1e-37 : 1e-300;
        double relative = isSinglePrecision ? Single : Double;
        return Math.Abs(actual - expected.Tangent) <= (relative * expected.Magnitude) + floor;
    }
}
