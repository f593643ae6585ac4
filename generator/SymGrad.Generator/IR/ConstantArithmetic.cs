using System;
using System.Collections.Generic;

namespace SymGrad.Generator.IR;

/// <summary>Floating-point operations on constants, rounded as the program would round them. Functions are left to the program's processor.</summary>
internal static class ConstantArithmetic
{
    /// <summary>The result, or null for an operation whose result only the program knows.</summary>
    public static ConstantOperation? Apply(Operation operation, IReadOnlyList<ConstantOperation> operands) => operation switch
    {
        _ when !operation.Type.IsFloating() => null,
        UnaryOperation { Operator: UnaryOperator.Negate } => Of(-operands[0].ToDouble(), operation.Type),
        { Type: ScalarType.Extended } => null, // Its further digits have no place in a constant.
        ConvertOperation { From: ScalarType.Int64, Type: ScalarType.Single } => Of((float)operands[0].Bits, operation.Type),
        ConvertOperation { From: ScalarType.UInt64, Type: ScalarType.Single } => Of((float)unchecked((ulong)operands[0].Bits), operation.Type),
        ConvertOperation => Of(operands[0].ToDouble(), operation.Type),
        BinaryOperation binary => Apply(binary.Operator, operands[0].ToDouble(), operands[1].ToDouble()) is { } result
            ? Of(result, operation.Type)
            : null,
        _ => null,
    };

    // In double, the result of one operation on two floats rounds to float as the operation in float does: 53 ≥ 2 · 24 + 2.
    private static double? Apply(BinaryOperator binaryOperator, double left, double right) => binaryOperator switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        _ => null,
    };

    private static ConstantOperation Of(double value, ScalarType type)
        => new(type, type == ScalarType.Single ? Bits.OfSingle((float)value) : BitConverter.DoubleToInt64Bits(value));
}
