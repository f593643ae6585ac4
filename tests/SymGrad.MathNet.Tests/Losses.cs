using System;
using System.Diagnostics.CodeAnalysis;

namespace SymGrad.Tests;

/// <summary>What the tests minimise and fit.</summary>
internal static partial class Losses
{
    /// <summary>Rosenbrock's valley, with its minimum 0 where both are the item's <paramref name="a"/>, and its square.</summary>
    [Loss]
    public static double Valley([Theta] double x, [Theta] double y, double a)
        => ((a - x) * (a - x)) + (100 * (y - (x * x)) * (y - (x * x)));

    [Loss]
    public static double Square([Theta] double x) => x * x;

    /// <summary>The model of NIST's data set Misra1a.</summary>
    [Loss]
    [SuppressMessage("SymGrad", "SYMG1005", Justification = "A model, whose squared residuals have a minimum.")]
    public static double Misra1a([Theta] double b1, [Theta] double b2, double x) => b1 * (1 - Math.Exp(-b2 * x));
}
