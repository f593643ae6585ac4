using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace SymGrad.Generator.Differentiation.Rules;

/// <content>
/// The rows of SymGrad's own functions. Each partial derivative is in the form that keeps its digits, in terms of these functions themselves.
/// </content>
internal static partial class RulesTable
{
    /// <summary>The class of these functions; its name with an F for single precision.</summary>
    public const string OwnClass = "SpecialFunctions";

    /// <summary>The derivatives without a row of their own that are computed for several items at once.</summary>
    private static readonly HashSet<string> OwnDerivatives = new(["LogSumExpDerivative", "SincDerivative", "LogNormalCdfDerivative"], StringComparer.Ordinal);

    private const double TwoByRootPi = 1.12837916709551257389615890312;

    private static ImmutableArray<DerivativeRule> Own =>
    [
        Smooth("Expm1", OwnClass, g => g.X.Call("Exp"), new(-20, 20)) with { HasLanes = true, Cost = FunctionCost.Fast },
        Smooth("Log1p", OwnClass, g => 1 / (1 + g.X), new(-0.9, 100)) with { HasLanes = true, Cost = FunctionCost.Fast },
        Smooth("Gaussian", OwnClass, g => -(2 * (g.X * g.Result)), new(-5, 5)) with { HasLanes = true, Cost = FunctionCost.Fast },
        Smooth("Log1mExp", OwnClass, g => g.X.Call("Exp") / g.X.Call("Expm1"), new(-20, -0.01)) with { HasLanes = true, Note = "Infinite at x = 0." },
        Smooth("Softplus", OwnClass, g => g.X.Call("Sigmoid"), new(-20, 20))
            with { HasLanes = true, Cost = FunctionCost.Fast, CostAfterExponential = FunctionCost.Fast },
        Smooth("Sigmoid", OwnClass, g => g.Result * (-g.X).Call("Sigmoid"), new(-20, 20))
            with { HasLanes = true, Cost = FunctionCost.Fast, CostAfterExponential = FunctionCost.Short },
        Smooth("Logit", OwnClass, g => 1 / (g.X * (1 - g.X)), new(0.01, 0.99)) with { HasLanes = true, Note = "Infinite at x = 0 and x = 1." },
        Smooth("LogSumExp", OwnClass, g => g.X.OwnDerivative("LogSumExpDerivative", g.Y), g => g.Y.OwnDerivative("LogSumExpDerivative", g.X), new(-20, 20), new(-20, 20))
            with { HasLanes = true, Note = "Smooth: at a tie both partial derivatives are ½." },
        new DerivativeRule("XLogY", OwnClass, XLogY, [new(0.1, 5), new(0.1, 5)], "∂/∂y is 0 where x = 0, also at y = 0; ∂/∂x is −∞ at y = 0.") with { HasLanes = true },
        new DerivativeRule("SigmoidCrossEntropy", OwnClass, g =>
            [
                g.IsActive(0) ? g.Cotangent * (g.X.Call("Sigmoid") - g.Y) : null,
                g.IsActive(1) ? -(g.Cotangent * g.X) : null,
            ],
            [new(-20, 20), new(0, 1)], "") with { HasLanes = true, CostAfterExponential = FunctionCost.Fast },
        Smooth("DifferenceOfSquares", OwnClass, g => 2 * g.X, g => -(2 * g.Y), new(-5, 5), new(-5, 5)) with { HasLanes = true, Cost = FunctionCost.Short },
        Smooth("Sinc", OwnClass, g => g.X.OwnDerivative("SincDerivative"), new(-20, 20)) with { HasLanes = true },
        Smooth("Erf", OwnClass, g => TwoByRootPi * g.X.Call("Gaussian"), new(-4, 4)) with { HasLanes = true },
        Smooth("Erfc", OwnClass, g => -(TwoByRootPi * g.X.Call("Gaussian")), new(-4, 4)) with { HasLanes = true },
        Smooth("NormalDensity", OwnClass, g => -(g.X * g.Result), new(-6, 6)) with { HasLanes = true },
        Smooth("NormalCdf", OwnClass, g => g.X.Call("NormalDensity"), new(-6, 6)) with { HasLanes = true },
        Smooth("LogNormalCdf", OwnClass, g => g.X.OwnDerivative("LogNormalCdfDerivative"), new(-20, 6)) with { HasLanes = true },
        Smooth("LogGamma", OwnClass, g => g.X.Call("Digamma"), new(0.1, 30)) with { Note = "Infinite at 0, and not defined at negative integers." },
        Smooth("Digamma", OwnClass, g => g.X.OwnDerivative("Trigamma"), new(0.1, 30)) with { Note = "Infinite at 0 and at negative integers." },
    ];

    private static Term?[] XLogY(PullbackContext g) =>
    [
        g.IsActive(0) ? g.Cotangent * g.Y.Call("Log") : null,
        g.IsActive(1) ? g.X.IfZero(g.X.Constant(0), g.Cotangent * (g.X / g.Y)) : null,
    ];
}
