using System;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Decides conditions on constants, which is what a helper's tests of its arguments become where it is called with literals: the side that
/// is never taken is then not part of the loss. Arithmetic on constants stays as the user wrote it.
/// </summary>
internal static class ConstantFolding
{
    /// <summary>The constant that a value is, also through a conversion between integer types that keeps it.</summary>
    public static ConstantOperation? Constant(Value value, FunctionBuilder builder) => builder.DefinitionOf(value) switch
    {
        { Operation: ConstantOperation constant } => constant,
        { Operation: ConvertOperation conversion } definition when conversion.From.IsInteger() && conversion.Type.IsInteger()
            && conversion.From.IsWidening(conversion.Type)
            && builder.DefinitionOf(definition.Operands[0])?.Operation is ConstantOperation inner
            => inner with { Type = conversion.Type, Text = null },
        _ => null,
    };

    /// <summary>What C# computes for a comparison of two constants of one type; null when their types differ.</summary>
    public static bool? Compare(CompareOperator kind, ConstantOperation left, ConstantOperation right)
    {
        if (left.Type != right.Type)
        {
            return null;
        }

        return left.Type switch
        {
            ScalarType.Double => Compare(kind, Bits.ToDouble(left.Bits), Bits.ToDouble(right.Bits)),

            // Every float is a double, and the conversion keeps their order.
            ScalarType.Single => Compare(kind, Bits.ToSingle(left.Bits), Bits.ToSingle(right.Bits)),
            ScalarType.UInt64 => Holds(kind, unchecked((ulong)left.Bits).CompareTo(unchecked((ulong)right.Bits))),
            _ => Holds(kind, left.Bits.CompareTo(right.Bits)),
        };
    }

    /// <summary>A strict logical operator on two constants; null when one of them is not constant.</summary>
    public static bool? Combine(BinaryOperator kind, bool? left, bool? right) => (kind, left, right) switch
    {
        (BinaryOperator.And, { } a, { } b) => a & b,
        (BinaryOperator.Or, { } a, { } b) => a | b,
        (BinaryOperator.ExclusiveOr, { } a, { } b) => a ^ b,
        _ => null,
    };

    /// <summary>NaN differs from everything, itself too, and is neither less nor greater than anything.</summary>
    private static bool Compare(CompareOperator kind, double left, double right)
        => double.IsNaN(left) || double.IsNaN(right)
            ? kind == CompareOperator.NotEqual
            : Holds(kind, left < right ? -1 : left > right ? 1 : 0);

    private static bool Holds(CompareOperator kind, int order) => kind switch
    {
        CompareOperator.Equal => order == 0,
        CompareOperator.NotEqual => order != 0,
        CompareOperator.Less => order < 0,
        CompareOperator.LessOrEqual => order <= 0,
        CompareOperator.Greater => order > 0,
        CompareOperator.GreaterOrEqual => order >= 0,
        _ => throw new InvalidOperationException($"C# has no comparison {kind}."),
    };
}
