using System;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// How far a gradient may be from the dual number's: relative to the sum of the absolute values of the terms, so that the bound is tight
/// where nothing cancels and allows for rounding where something does.
/// </summary>
internal static class Tolerance
{
    private const double OfDouble = 1e-10;
    private const double OfSingle = 2e-5;

    public static bool Accepts(double actual, Dual<double> expected, bool isSinglePrecision)
    {
        // Below these, results are denormal, and their error is absolute.
        double floor = isSinglePrecision ? 1e-37 : 1e-300;
        Magnitude magnitude = isSinglePrecision ? expected.Magnitude.In<float>() : expected.Magnitude;
        return Math.Abs(actual - expected.Tangent) <= (OfDouble * magnitude.InDouble) + (OfSingle * magnitude.InSingle) + floor;
    }
}
