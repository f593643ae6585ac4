using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>What the normal form knows of functions, by the name of their row in the table of derivative rules.</summary>
internal static class FunctionRules
{
    private static readonly Dictionary<string, string> InverseOf = new(StringComparer.Ordinal)
    {
        ["Log"] = "Exp",
        ["Exp"] = "Log",
        ["Log2"] = "Exp2",
        ["Exp2"] = "Log2",
        ["Log10"] = "Exp10",
        ["Exp10"] = "Log10",
        ["LogP1"] = "ExpM1",
        ["ExpM1"] = "LogP1",
        ["Log2P1"] = "Exp2M1",
        ["Exp2M1"] = "Log2P1",
        ["Log10P1"] = "Exp10M1",
        ["Exp10M1"] = "Log10P1",
        ["Sinh"] = "Asinh",
        ["Asinh"] = "Sinh",
        ["Tanh"] = "Atanh",
        ["Atanh"] = "Tanh",
        ["Cosh"] = "Acosh",
        ["Sin"] = "Asin",
        ["Cos"] = "Acos",
        ["Tan"] = "Atan",
    };

    private static readonly Dictionary<(string Rule, int Argument), int> ExactValues = new()
    {
        [("Exp", 0)] = 1,
        [("Exp2", 0)] = 1,
        [("Exp10", 0)] = 1,
        [("ExpM1", 0)] = 0,
        [("Log", 1)] = 0,
        [("Log2", 1)] = 0,
        [("Log10", 1)] = 0,
        [("LogP1", 0)] = 0,
        [("Sqrt", 0)] = 0,
        [("Sqrt", 1)] = 1,
        [("Cbrt", 0)] = 0,
        [("Cbrt", 1)] = 1,
        [("Sin", 0)] = 0,
        [("Cos", 0)] = 1,
        [("Tan", 0)] = 0,
        [("Sinh", 0)] = 0,
        [("Cosh", 0)] = 1,
        [("Tanh", 0)] = 0,
        [("Atan", 0)] = 0,
    };

    private static readonly HashSet<string> Flat = new(StringComparer.Ordinal) { "Floor", "Ceiling", "Round", "Truncate", "Sign", FunctionOperation.StopGradient };

    private static readonly HashSet<string> Extrema = new(StringComparer.Ordinal)
    {
        "Min", "Max", "MinNumber", "MaxNumber", "MinMagnitude", "MaxMagnitude", "MinMagnitudeNumber", "MaxMagnitudeNumber",
    };

    /// <summary>Whether the result has derivative zero wherever it has one.</summary>
    public static bool IsFlat(Operation operation) => operation is FunctionOperation function && Flat.Contains(function.Rule);

    /// <summary>Whether only the first operand has a derivative that is not zero.</summary>
    public static bool IsFlatInSecond(Operation operation) => operation is FunctionOperation { Rule: "CopySign" };

    /// <summary>Whether it is proportional to its first operand, with a factor that the others decide.</summary>
    public static bool IsProportional(Operation operation)
        => operation is FunctionOperation { Rule: "DegreesToRadians" or "RadiansToDegrees" or "ScaleB" };

    public static bool IsAbsoluteValue(Operation operation) => operation is FunctionOperation { Rule: "Abs" };

    /// <summary>The power of an atom at which it is a polynomial again, and what is under the root.</summary>
    public static (int Degree, Polynomial Radicand)? RootOf(AtomDefinition definition) => definition switch
    {
        OperationAtom { Operation: FunctionOperation { Rule: "Sqrt" or "Abs" } } root => (2, root.Operands[0]),
        OperationAtom { Operation: FunctionOperation { Rule: "Cbrt" } } root => (3, root.Operands[0]),
        _ => null,
    };

    /// <summary>The normal form of a function of operands in normal form, or null when the function is not seen into.</summary>
    public static Polynomial? Apply(
        FunctionOperation function,
        IReadOnlyList<Polynomial> operands,
        IReadOnlyList<ScalarType> operandTypes,
        PolynomialRing ring)
    {
        if (operands.Count == 1 && ExactValue(function.Rule, operands[0]) is { } value)
        {
            return value;
        }

        if (InverseOf.TryGetValue(function.Rule, out string? inverse)
            && operands[0].SingleAtom?.Definition is OperationAtom { Operation: FunctionOperation inner } atom
            && inner.Rule == inverse)
        {
            return atom.Operands[0];
        }

        if (Extrema.Contains(function.Rule) && operands[0].Equals(operands[1]))
        {
            return operands[0];
        }

        if (operands.Count == 1 && SplittingRules.Apply(function, operands[0], ring) is { } split)
        {
            return split;
        }

        return function.Rule switch
        {
            "Pow" => Integer(operands[1]) is { } exponent ? ring.Power(operands[0], exponent) : null,
            "FusedMultiplyAdd" => ring.Multiply(operands[0], operands[1]) is { } product ? ring.Add(product, operands[2]) : null,
            "Lerp" => Lerp(operands, ring),
            _ when IsProportional(function) && !operands[0].Equals(Polynomial.One) => Proportional(function, operands, operandTypes, ring),
            _ => null,
        };
    }

    private static Polynomial? ExactValue(string rule, Polynomial operand)
        => operand.Constant is { } constant && Integer(operand) is { } integer
            && ExactValues.TryGetValue((rule, integer), out int value)
            ? Polynomial.Of(Rational.FromInteger(value))
            : null;

    private static int? Integer(Polynomial polynomial)
        => polynomial.Constant is { IsInteger: true } constant && BigInteger.Abs(constant.Numerator) <= short.MaxValue
            ? (int)constant.Numerator
            : null;

    // a·(1 − t) + b·t
    private static Polynomial? Lerp(IReadOnlyList<Polynomial> operands, PolynomialRing ring)
        => ring.Subtract(operands[1], operands[0]) is { } difference && ring.Multiply(difference, operands[2]) is { } step
            ? ring.Add(operands[0], step)
            : null;

    // The factor is what the function makes of 1.
    private static Polynomial? Proportional(
        FunctionOperation function,
        IReadOnlyList<Polynomial> operands,
        IReadOnlyList<ScalarType> operandTypes,
        PolynomialRing ring)
    {
        IReadOnlyList<Polynomial> one = [Polynomial.One, .. operands.Skip(1)];
        return ring.Multiply(operands[0], Polynomial.Of(ring.Atoms.Operation(function, one, operandTypes)));
    }
}
