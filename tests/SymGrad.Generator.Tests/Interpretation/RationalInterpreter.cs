using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Tests.Interpretation;

/// <summary>A fraction of integers.</summary>
internal readonly record struct Rational
{
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * (denominator.Sign < 0 ? -1 : 1);
        Numerator = divisor.IsZero ? numerator : numerator / divisor;
        Denominator = divisor.IsZero ? denominator : denominator / divisor;
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static Rational Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int power = Math.Max(exponent, 1) - 1075;
        BigInteger signed = bits < 0 ? -mantissa : mantissa;
        return power >= 0 ? new(signed << power, 1) : new(signed, BigInteger.One << -power);
    }

    public static Rational operator +(Rational x, Rational y)
        => new((x.Numerator * y.Denominator) + (y.Numerator * x.Denominator), x.Denominator * y.Denominator);

    public static Rational operator -(Rational x) => new(-x.Numerator, x.Denominator);

    public static Rational operator -(Rational x, Rational y) => x + -y;

    public static Rational operator *(Rational x, Rational y) => new(x.Numerator * y.Numerator, x.Denominator * y.Denominator);

    public static Rational operator /(Rational x, Rational y) => new(x.Numerator * y.Denominator, x.Denominator * y.Numerator);

    public static bool operator <(Rational x, Rational y) => (x - y).Numerator.Sign < 0;

    public static bool operator >(Rational x, Rational y) => y < x;

    public double ToDouble() => Math.Exp(BigInteger.Log(BigInteger.Abs(Numerator)) - BigInteger.Log(Denominator)) * Numerator.Sign;
}

/// <summary>Runs straight-line functions of doubles exactly.</summary>
internal static class RationalInterpreter
{
    public static Rational Run(Function function, params double[] arguments)
    {
        var values = new Dictionary<Value, Rational>();
        for (int i = 0; i < arguments.Length; i++)
        {
            values[new Value(i)] = Rational.Of(arguments[i]);
        }

        foreach (Instruction instruction in function.Body.Instructions)
        {
            var compute = (Compute)instruction;
            values[compute.Result] = Apply(compute, [.. compute.Operands.Select(o => values[o])]);
        }

        return values[function.Body.Yields[0]];
    }

    /// <summary>How far a double is from the exact value.</summary>
    public static double Error(double value, Rational exact)
    {
        Rational difference = Rational.Of(value) - exact;
        return difference.Numerator.IsZero ? 0 : difference.ToDouble();
    }

    private static Rational Apply(Compute compute, Rational[] x) => compute.Operation switch
    {
        ConstantOperation constant => Rational.Of(constant.ToDouble()),
        UnaryOperation { Operator: UnaryOperator.Negate } => -x[0],
        BinaryOperation { Operator: BinaryOperator.Add } => x[0] + x[1],
        BinaryOperation { Operator: BinaryOperator.Subtract } => x[0] - x[1],
        BinaryOperation { Operator: BinaryOperator.Multiply } => x[0] * x[1],
        BinaryOperation { Operator: BinaryOperator.Divide } => x[0] / x[1],
        CompareOperation { Operator: CompareOperator.Less } => x[0] < x[1] ? Rational.Of(1) : Rational.Of(0),
        SelectOperation => x[0].Numerator.IsZero ? x[2] : x[1],
        FunctionOperation { Rule: "Pow" } => x[1].ToDouble() switch
        {
            > 1.5 => x[0] * x[0],
            > 0.5 => x[0],
            _ => Rational.Of(1) / x[0],
        },
        _ => throw new InvalidOperationException($"The interpreter has no case for {compute.Operation}."),
    };
}
