using System;
using System.Collections.Generic;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;
using static SymGrad.Generator.Analysis.Structure.StructureRung;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>Losses in one parameter θ and data x &gt; 0, y &gt; 0, n (an int), with what they are.</summary>
internal static class StructureCases
{
    public static IReadOnlyDictionary<string, (StructureRung Rung, Func<Sketch, Node, Node, Node, Node, Node> Loss)> All { get; } =
        new Dictionary<string, (StructureRung, Func<Sketch, Node, Node, Node, Node, Node>)>(StringComparer.Ordinal)
        {
            // Plain
            ["y"] = (Constant, (s, θ, x, y, n) => y),
            ["θ"] = (Affine, (s, θ, x, y, n) => θ),
            ["y − θ·x"] = (Affine, (s, θ, x, y, n) => y - (θ * x)),
            ["−(θ − y)/3"] = (Affine, (s, θ, x, y, n) => -(θ - y) / 3),
            ["(y − θ·x)²"] = (Quadratic, (s, θ, x, y, n) => (y - (θ * x)) * (y - (θ * x))),
            ["θ²"] = (Quadratic, (s, θ, x, y, n) => θ * θ),
            ["1/θ"] = (Separable, (s, θ, x, y, n) => s.Constant(1.0) / θ),
            ["x/(θ + y)"] = (General, (s, θ, x, y, n) => x / (θ + y)),
            ["exp(θ)"] = (Separable, (s, θ, x, y, n) => s.Call("Exp", θ)),
            ["θ·exp(x)·sin(y)"] = (Affine, (s, θ, x, y, n) => θ * s.Call("Exp", x) * s.Call("Sin", y)),
            ["θ·C"] = (Affine, (s, θ, x, y, n) => θ * s.Field("C")),

            // Cancellation
            ["(θ − x)² − θ²"] = (Affine, (s, θ, x, y, n) => ((θ - x) * (θ - x)) - (θ * θ)),
            ["(θ − (x − y))² − θ²"] = (Affine, (s, θ, x, y, n) => ((θ - (x - y)) * (θ - (x - y))) - (θ * θ)),
            ["(θ + 1)(θ − 1) − θ²"] = (Constant, (s, θ, x, y, n) => ((θ + 1) * (θ - 1)) - (θ * θ)),
            ["θ·x − x·θ + y"] = (Constant, (s, θ, x, y, n) => (θ * x) - (x * θ) + y),
            ["θ·0"] = (Constant, (s, θ, x, y, n) => θ * 0.0),
            ["θ·θ·0"] = (Constant, (s, θ, x, y, n) => θ * θ * 0.0),
            ["θ³ − θ·θ² + θ"] = (Affine, (s, θ, x, y, n) => s.Call("Pow", θ, s.Constant(3.0)) - (θ * s.Call("Pow", θ, s.Constant(2.0))) + θ),
            ["0.1·θ² − θ²/10"] = (Quadratic, (s, θ, x, y, n) => (0.1 * θ * θ) - (θ * θ / 10)),
            ["0.5·θ² − θ²/2"] = (Constant, (s, θ, x, y, n) => (0.5 * θ * θ) - (θ * θ / 2)),
            ["θ²/3 − θ²·(1/3)"] = (Quadratic, (s, θ, x, y, n) => (θ * θ / 3) - (θ * θ * (1.0 / 3))),
            ["θ²(x + y) − θ²x − θ²y + θ"] = (Affine, (s, θ, x, y, n) =>
                (θ * θ * (x + y)) - (θ * θ * x) - (θ * θ * y) + θ),
            ["θ²·x·y − y·θ·x·θ + x"] = (Constant, (s, θ, x, y, n) => (θ * θ * x * y) - (y * θ * x * θ) + x),
            ["lerp(θ², θ² + θ, x)"] = (Quadratic, (s, θ, x, y, n) => s.Call("Lerp", θ * θ, (θ * θ) + θ, x)),
            ["lerp(θ, y, x)"] = (Affine, (s, θ, x, y, n) => s.Call("Lerp", θ, y, x)),
            ["lerp(x, y, θ)"] = (Affine, (s, θ, x, y, n) => s.Call("Lerp", x, y, θ)),
            ["fma(θ, x, y)"] = (Affine, (s, θ, x, y, n) => s.Call("FusedMultiplyAdd", θ, x, y)),
            ["fma(θ, θ, −θ²) + x"] = (Constant, (s, θ, x, y, n) => s.Call("FusedMultiplyAdd", θ, θ, -(θ * θ)) + x),

            // Division
            ["(x·θ)/x"] = (Affine, (s, θ, x, y, n) => x * θ / x),
            ["x/x·θ"] = (Affine, (s, θ, x, y, n) => x / x * θ),
            ["θ/(x + y)"] = (Affine, (s, θ, x, y, n) => θ / (x + y)),
            ["θ²·(x + y)/(x + y) − θ²"] = (Constant, (s, θ, x, y, n) => (θ * θ * (x + y) / (x + y)) - (θ * θ)),
            ["θ²/(x + y)·(x + y) − θ²"] = (Constant, (s, θ, x, y, n) => (θ * θ / (x + y) * (x + y)) - (θ * θ)),
            ["θ²/(2x + 2y) − θ²/(x + y)/2"] = (Constant, (s, θ, x, y, n) =>
                (θ * θ / ((2 * x) + (2 * y))) - (θ * θ / (x + y) / 2)),
            ["θ²/(1/(x + y)) − θ²·x − θ²·y"] = (Constant, (s, θ, x, y, n) =>
                (θ * θ / (s.Constant(1.0) / (x + y))) - (θ * θ * x) - (θ * θ * y)),
            ["θ/θ"] = (Separable, (s, θ, x, y, n) => θ / θ),
            ["θ/0"] = (Separable, (s, θ, x, y, n) => θ / 0.0),
            ["θ²/θ"] = (Separable, (s, θ, x, y, n) => θ * θ / θ),

            // Functions and their inverses
            ["log(exp(θ))·x"] = (Affine, (s, θ, x, y, n) => s.Call("Log", s.Call("Exp", θ)) * x),
            ["exp(log(θ))"] = (Affine, (s, θ, x, y, n) => s.Call("Exp", s.Call("Log", θ))),
            ["exp(2·log(θ))"] = (Separable, (s, θ, x, y, n) => s.Call("Exp", 2 * s.Call("Log", θ))),
            ["log(exp(θ)·x)"] = (General, (s, θ, x, y, n) => s.Call("Log", s.Call("Exp", θ) * x)),
            ["√θ²"] = (Separable, (s, θ, x, y, n) => s.Call("Sqrt", θ * θ)),
            ["(√θ)²"] = (Affine, (s, θ, x, y, n) => s.Call("Sqrt", θ) * s.Call("Sqrt", θ)),
            ["(√x)²·θ² − x·θ²"] = (Constant, (s, θ, x, y, n) => (s.Call("Sqrt", x) * s.Call("Sqrt", x) * θ * θ) - (x * θ * θ)),
            ["∛θ·∛θ·∛θ"] = (Affine, (s, θ, x, y, n) => s.Call("Cbrt", θ) * s.Call("Cbrt", θ) * s.Call("Cbrt", θ)),
            ["|θ|"] = (Separable, (s, θ, x, y, n) => s.Call("Abs", θ)),
            ["|θ|·|θ| − θ²"] = (Constant, (s, θ, x, y, n) => (s.Call("Abs", θ) * s.Call("Abs", θ)) - (θ * θ)),
            ["min(θ, θ)"] = (Affine, (s, θ, x, y, n) => s.Call("Min", θ, θ)),
            ["max(θ, 0)"] = (Separable, (s, θ, x, y, n) => s.Call("Max", θ, s.Constant(0.0))),
            ["sin(θ) − sin(θ) + θ"] = (Affine, (s, θ, x, y, n) => s.Call("Sin", θ) - s.Call("Sin", θ + 0.0) + θ),
            ["pow(θ, 1)"] = (Affine, (s, θ, x, y, n) => s.Call("Pow", θ, s.Constant(1.0))),
            ["pow(θ, 0)"] = (Constant, (s, θ, x, y, n) => s.Call("Pow", θ, s.Constant(0.0))),
            ["pow(θ, x)"] = (General, (s, θ, x, y, n) => s.Call("Pow", θ, x)),
            ["pow(x, −2)·θ"] = (Affine, (s, θ, x, y, n) => s.Call("Pow", x, s.Constant(-2.0)) * θ),
            ["pow(x, θ)"] = (General, (s, θ, x, y, n) => s.Call("Pow", x, θ)),
            ["radians(θ)"] = (Affine, (s, θ, x, y, n) => s.Call("DegreesToRadians", θ)),
            ["⌊θ⌋"] = (Separable, (s, θ, x, y, n) => s.Call("Floor", θ)),
            ["θ·⌊x⌋"] = (Affine, (s, θ, x, y, n) => θ * s.Call("Floor", x)),

            // Branches
            ["x > y ? θ·x : −θ·x"] = (Affine, (s, θ, x, y, n) => s.If(x > y, () => θ * x, () => -θ * x)),
            ["x > y ? θ : y"] = (Affine, (s, θ, x, y, n) => s.If(x > y, () => θ, () => y)),
            ["x > y ? θ² : θ"] = (Quadratic, (s, θ, x, y, n) => s.If(x > y, () => θ * θ, () => θ)),
            ["x > y ? θ² + x·θ : θ²; − θ²"] = (Affine, (s, θ, x, y, n) =>
                s.If(x > y, () => (θ * θ) + (x * θ), () => θ * θ) - (θ * θ)),
            ["nested branches on data"] = (Affine, (s, θ, x, y, n) => s.If(
                x > 2,
                () => s.If(y > 2, () => θ * x, () => s.If(x > y, () => θ + (x * y), () => y)),
                () => θ * y * y)),
            ["x > y ? exp(θ) : exp(θ)"] = (Separable, (s, θ, x, y, n) => s.If(x > y, () => s.Call("Exp", θ), () => s.Call("Exp", θ))),
            ["θ > x ? θ : θ"] = (Affine, (s, θ, x, y, n) => s.If(θ > x, () => θ, () => θ)),
            ["θ > x ? θ·(x·y) : y·(θ·x)"] = (Affine, (s, θ, x, y, n) => s.If(θ > x, () => θ * (x * y), () => y * (θ * x))),
            ["θ > x ? θ·exp(x + y) : exp(y + x)·θ"] = (Affine, (s, θ, x, y, n) =>
                s.If(θ > x, () => θ * s.Call("Exp", x + y), () => s.Call("Exp", y + x) * θ)),
            ["θ > 0 ? θ : −θ"] = (Separable, (s, θ, x, y, n) => s.If(θ > 0, () => θ, () => -θ)),
            ["θ > 0 ? x : y"] = (General, (s, θ, x, y, n) => s.If(θ > 0, () => x, () => y)),
            ["θ − θ > x ? θ : −θ"] = (General, (s, θ, x, y, n) => s.If((θ - θ) > x, () => θ, () => -θ)),
            ["1 > 0 ? θ : θ²"] = (Affine, (s, θ, x, y, n) => s.If(s.Constant(1.0) > 0, () => θ, () => θ * θ)),
            ["(x > y ? x : y)·θ"] = (Affine, (s, θ, x, y, n) => s.If(x > y, () => x, () => y) * θ),

            // Types
            ["float chain"] = (Affine, (s, θ, x, y, n) =>
                (θ.To(ScalarType.Single) * x.To(ScalarType.Single)).To(ScalarType.Double) + y),
            ["θ·n"] = (Affine, (s, θ, x, y, n) => θ * n.To(ScalarType.Double)),
            ["θ·(n + 1)"] = (Affine, (s, θ, x, y, n) => θ * (n + s.Constant(1)).To(ScalarType.Double)),
            ["θ·(n/2) − (n/2)·θ"] = (Constant, (s, θ, x, y, n) =>
                (θ * (n / s.Constant(2)).To(ScalarType.Double)) - ((n / s.Constant(2)).To(ScalarType.Double) * θ)),
            ["θ²·n/2 − θ²·(n/2)"] = (Quadratic, (s, θ, x, y, n) =>
                (θ * θ * n.To(ScalarType.Double) / 2) - (θ * θ * (n / s.Constant(2)).To(ScalarType.Double))),
            ["(int)θ"] = (Separable, (s, θ, x, y, n) => θ.To(ScalarType.Int32).To(ScalarType.Double)),
            ["θ·∞ − θ·∞"] = (Separable, (s, θ, x, y, n) =>
                (θ * double.PositiveInfinity) - (θ * double.PositiveInfinity)),

            // Exceptions
            ["throw if x > 99; θ·x"] = (Affine, (s, θ, x, y, n) =>
            {
                s.ThrowIf(x > 99);
                return θ * x;
            }),
            ["throw if θ > 99; θ·x"] = (General, (s, θ, x, y, n) =>
            {
                s.ThrowIf(θ > 99);
                return θ * x;
            }),
            ["throw θ if x > 99; θ·x"] = (General, (s, θ, x, y, n) =>
            {
                s.ThrowIf(x > 99, θ);
                return θ * x;
            }),
            ["θ > 0 ? { throw if x > 99; y } : y"] = (General, (s, θ, x, y, n) => s.If(
                θ > 0,
                () =>
                {
                    s.ThrowIf(x > 99);
                    return y;
                },
                () => y)),
            ["sign(θ)·0 + y"] = (General, (s, θ, x, y, n) => (s.Call("Sign", θ) * 0.0) + y),
        };
}
