using System;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Numerics;

/// <summary>Operations on numbers that all are held as doubles: integers of the size of indices, and conditions as 0 and 1.</summary>
internal static class TrialArithmetic
{
    /// <summary>Integers beyond this might have wrapped around.</summary>
    private const double GreatestInteger = 1 << 30;

    /// <summary>The result; null where the operation has no meaning here.</summary>
    public static double? Apply(Operation operation, double[] x) => operation switch
    {
        ConstantOperation constant => Constant(constant),
        UnaryOperation { Operator: UnaryOperator.Negate } => -x[0],
        UnaryOperation { Operator: UnaryOperator.LogicalNot } => 1 - x[0],
        BinaryOperation { Type: ScalarType.Boolean } binary => Logic(binary.Operator, x[0], x[1]),
        BinaryOperation binary => Rounded(Binary(binary, x[0], x[1]), binary.Type),
        CompareOperation compare => Compare(compare.Operator, x[0], x[1]) ? 1 : 0,
        ConvertOperation convert => Rounded(convert.Type.IsInteger() && convert.From.IsFloating() ? Math.Truncate(x[0]) : x[0], convert.Type),
        SelectOperation => x[0] != 0 ? x[1] : x[2],
        FunctionOperation function => Rounded(Function(function.Rule, x), function.Type),
        _ => null,
    };

    public static bool Compare(CompareOperator comparison, double left, double right) => comparison switch
    {
        CompareOperator.Equal => left == right,
        CompareOperator.NotEqual => left != right,
        CompareOperator.Less => left < right,
        CompareOperator.LessOrEqual => left <= right,
        CompareOperator.Greater => left > right,
        CompareOperator.GreaterOrEqual => left >= right,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    private static double? Constant(ConstantOperation constant)
        => constant.Type == ScalarType.Boolean ? constant.Bits : constant.Type.IsFloating() ? constant.ToDouble() : Rounded(constant.Bits, constant.Type);

    private static double? Logic(BinaryOperator logic, double left, double right) => logic switch
    {
        BinaryOperator.And => left * right,
        BinaryOperator.Or => Math.Max(left, right),
        BinaryOperator.ExclusiveOr => left == right ? 0 : 1,
        _ => null,
    };

    private static double? Binary(BinaryOperation binary, double left, double right) => binary.Operator switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide when binary.Type.IsFloating() => left / right,
        BinaryOperator.Divide when right != 0 => Math.Truncate(left / right),
        BinaryOperator.Remainder when binary.Type.IsFloating() || right != 0 => left % right,
        _ => null,
    };

    private static double? Rounded(double? value, ScalarType type) => value switch
    {
        null => null,
        _ when type == ScalarType.Single => (float)value,
        _ when type.IsInteger() => Math.Abs(value.Value) <= GreatestInteger ? value : null,
        _ => value,
    };

    private static double? Function(string rule, double[] x) => rule switch
    {
        FunctionOperation.StopGradient => x[0],
        "Abs" => Math.Abs(x[0]),
        "Max" => Math.Max(x[0], x[1]),
        "Min" => Math.Min(x[0], x[1]),
        "Clamp" => Math.Min(Math.Max(x[0], x[1]), x[2]),
        "Sqrt" => Math.Sqrt(x[0]),
        "Exp" => Math.Exp(x[0]),
        "Log" => Math.Log(x[0]),
        "Log1p" => Math.Log(1 + x[0]),
        "Pow" => Math.Pow(x[0], x[1]),
        "Sin" => Math.Sin(x[0]),
        "Cos" => Math.Cos(x[0]),
        "Atan" => Math.Atan(x[0]),
        "Sinh" => Math.Sinh(x[0]),
        "Cosh" => Math.Cosh(x[0]),
        "Tanh" => Math.Tanh(x[0]),
        "Sigmoid" => 1 / (1 + Math.Exp(-x[0])),
        "Softplus" => Math.Max(x[0], 0) + Math.Log(1 + Math.Exp(-Math.Abs(x[0]))),
        "Hypot" => Math.Sqrt((x[0] * x[0]) + (x[1] * x[1])),
        _ => null,
    };
}
