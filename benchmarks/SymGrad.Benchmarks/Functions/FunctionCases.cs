using System;
using System.Collections.Generic;
using System.Numerics.Tensors;

namespace SymGrad.Benchmarks.Functions;

/// <summary>The functions that are measured.</summary>
internal static class FunctionCases
{
    public static IReadOnlyList<FunctionCase> All { get; } =
    [
        new("Exp", -20, 20, SpecialFunctions.Exp, Math.Exp, TensorPrimitives.Exp),
        new("Expm1", -2, 2, SpecialFunctions.Expm1, SpecialFunctions.Expm1, TensorPrimitives.ExpM1),
        new("Log", 1e-3, 1e3, SpecialFunctions.Log, Math.Log, TensorPrimitives.Log),
        new("Log1p", -0.9, 100, SpecialFunctions.Log1p, SpecialFunctions.Log1p, TensorPrimitives.LogP1),
        new("Pow 2.5", 0, 10, (x, y) => Raise(x, y), x => Math.Pow(x, 2.5), (x, y) => TensorPrimitives.Pow(x, 2.5, y)),
        new("Sin", -10, 10, SpecialFunctions.Sin, Math.Sin, TensorPrimitives.Sin),
        new("Cos", -10, 10, SpecialFunctions.Cos, Math.Cos, TensorPrimitives.Cos),
        new("Tanh", -3, 3, SpecialFunctions.Tanh, Math.Tanh, TensorPrimitives.Tanh),
        new("Sigmoid", -20, 20, SpecialFunctions.Sigmoid, SpecialFunctions.Sigmoid, TensorPrimitives.Sigmoid),
        new("Softplus", -20, 20, SpecialFunctions.Softplus, SpecialFunctions.Softplus, null),
        new("Sinh", -10, 10, SpecialFunctions.Sinh, Math.Sinh, TensorPrimitives.Sinh),
        new("Atan", -20, 20, SpecialFunctions.Atan, Math.Atan, TensorPrimitives.Atan),
        new("Cbrt", -50, 50, SpecialFunctions.Cbrt, Math.Cbrt, TensorPrimitives.Cbrt),
        new("Erf", -4, 4, SpecialFunctions.Erf, SpecialFunctions.Erf, null),
        new("NormalCdf", -6, 6, SpecialFunctions.NormalCdf, SpecialFunctions.NormalCdf, null),
        new("LogGamma", 0.1, 50, SpecialFunctions.LogGamma, SpecialFunctions.LogGamma, null),
    ];

    private static void Raise(ReadOnlySpan<double> x, Span<double> destination)
    {
        destination.Fill(2.5);
        SpecialFunctions.Pow(x, destination, destination);
    }
}
