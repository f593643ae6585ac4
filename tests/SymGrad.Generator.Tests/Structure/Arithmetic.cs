using System;
using System.Collections.Generic;
using System.Numerics;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>Numbers to run functions and normal forms on. Integers and booleans are numbers of the same kind.</summary>
internal abstract class Arithmetic<T>
{
    public abstract T Number(double value);

    public abstract T Number(Rational value);

    public abstract T Add(T left, T right);

    public abstract T Multiply(T left, T right);

    public abstract T Invert(T value);

    public abstract int Compare(T left, T right);

    public abstract T Floor(T value);

    public virtual T Call(string rule, IReadOnlyList<T> operands)
        => throw new InvalidOperationException($"'{rule}' has no exact value.");

    public virtual T Divide(T left, T right) => Multiply(left, Invert(right));

    public T Negate(T value) => Multiply(Number(-1), value);

    public bool IsTrue(T value) => Compare(value, Number(0)) != 0;

    /// <summary>An operation on operands.</summary>
    public T Apply(Operation operation, IReadOnlyList<T> x) => operation switch
    {
        ConstantOperation constant => Number(constant.ToDouble()),
        UnaryOperation { Operator: UnaryOperator.Negate } => Negate(x[0]),
        UnaryOperation { Operator: UnaryOperator.LogicalNot } => Number(IsTrue(x[0]) ? 0 : 1),
        BinaryOperation { Operator: BinaryOperator.Add } => Add(x[0], x[1]),
        BinaryOperation { Operator: BinaryOperator.Subtract } => Add(x[0], Negate(x[1])),
        BinaryOperation { Operator: BinaryOperator.Multiply } => Multiply(x[0], x[1]),
        BinaryOperation { Operator: BinaryOperator.Divide } divide => divide.Type.IsFloating()
            ? Divide(x[0], x[1])
            : Truncate(Divide(x[0], x[1])),
        CompareOperation compare => Number(Holds(compare.Operator, Compare(x[0], x[1])) ? 1 : 0),
        ConvertOperation convert => convert.From.IsFloating() && convert.Type.IsInteger() ? Truncate(x[0]) : x[0],
        SelectOperation => IsTrue(x[0]) ? x[1] : x[2],
        FunctionOperation call => Function(call.Rule, x),
        _ => throw new InvalidOperationException($"{operation} has no meaning here."),
    };

    private T Function(string rule, IReadOnlyList<T> x) => rule switch
    {
        "Abs" => Compare(x[0], Number(0)) < 0 ? Negate(x[0]) : x[0],
        "Min" => Compare(x[0], x[1]) < 0 ? x[0] : x[1],
        "Max" => Compare(x[0], x[1]) > 0 ? x[0] : x[1],
        "Floor" => Floor(x[0]),
        "FusedMultiplyAdd" => Add(Multiply(x[0], x[1]), x[2]),
        "Lerp" => Add(Multiply(x[0], Add(Number(1), Negate(x[2]))), Multiply(x[1], x[2])),
        _ => Call(rule, x),
    };

    private T Truncate(T value) => Compare(value, Number(0)) < 0 ? Negate(Floor(Negate(value))) : Floor(value);

    private static bool Holds(CompareOperator comparison, int order) => comparison switch
    {
        CompareOperator.Equal => order == 0,
        CompareOperator.NotEqual => order != 0,
        CompareOperator.Less => order < 0,
        CompareOperator.LessOrEqual => order <= 0,
        CompareOperator.Greater => order > 0,
        CompareOperator.GreaterOrEqual => order >= 0,
        _ => throw new InvalidOperationException($"{comparison} is not a known comparison."),
    };
}

/// <summary>Exact arithmetic.</summary>
internal sealed class ExactArithmetic : Arithmetic<Rational>
{
    public override Rational Number(double value) => Rational.FromDouble(value);

    public override Rational Number(Rational value) => value;

    public override Rational Add(Rational left, Rational right) => left + right;

    public override Rational Multiply(Rational left, Rational right) => left * right;

    public override Rational Invert(Rational value) => value.Inverse();

    public override int Compare(Rational left, Rational right) => left.CompareTo(right);

    public override Rational Floor(Rational value)
    {
        var quotient = BigInteger.DivRem(value.Numerator, value.Denominator, out BigInteger remainder);
        return Rational.FromInteger(remainder.Sign < 0 ? quotient - 1 : quotient);
    }

    public override Rational Call(string rule, IReadOnlyList<Rational> operands)
    {
        if (rule != "Pow" || !operands[1].IsInteger)
        {
            return base.Call(rule, operands);
        }

        Rational power = Rational.One;
        for (int i = 0; i < (int)BigInteger.Abs(operands[1].Numerator); i++)
        {
            power *= operands[0];
        }

        return operands[1].Sign < 0 ? power.Inverse() : power;
    }
}

/// <summary>Double precision.</summary>
internal sealed class DoubleArithmetic : Arithmetic<double>
{
    public override double Number(double value) => value;

    public override double Number(Rational value) => value.ToDouble();

    public override double Add(double left, double right) => left + right;

    public override double Multiply(double left, double right) => left * right;

    public override double Invert(double value) => 1 / value;

    public override double Divide(double left, double right) => left / right;

    public override int Compare(double left, double right) => left.CompareTo(right);

    public override double Floor(double value) => Math.Floor(value);

    public override double Call(string rule, IReadOnlyList<double> operands) => rule switch
    {
        "Exp" => Math.Exp(operands[0]),
        "Log" => Math.Log(operands[0]),
        "Sqrt" => Math.Sqrt(operands[0]),
        "Cbrt" => Math.Cbrt(operands[0]),
        "Sin" => Math.Sin(operands[0]),
        "Round" => Math.Round(operands[0]),
        "Pow" => Math.Pow(operands[0], operands[1]),
        "DegreesToRadians" => double.DegreesToRadians(operands[0]),
        _ => base.Call(rule, operands),
    };
}
