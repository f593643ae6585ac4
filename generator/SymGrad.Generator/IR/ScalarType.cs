using System;

namespace SymGrad.Generator.IR;

/// <summary>The type of a scalar value, with C#'s own meaning of arithmetic on it.</summary>
internal enum ScalarType
{
    Boolean,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,

    /// <summary>The runtime's ExtendedDouble, with twice the digits of a double. The frontend never makes one.</summary>
    Extended,

    /// <summary>The runtime's ItemLanes: a double of each of several items. Only <c>Vectorization</c> makes one.</summary>
    Lanes,

    /// <summary>The runtime's ItemLanesF: a float of each of several items.</summary>
    SingleLanes,

    /// <summary>The runtime's ItemMask: a condition for each of several items.</summary>
    Mask,

    /// <summary>The runtime's ItemMaskF: the same of comparisons in single precision.</summary>
    SingleMask,
}

internal static class ScalarTypeExtensions
{
    public static bool IsFloating(this ScalarType type) => type is ScalarType.Single or ScalarType.Double or ScalarType.Extended or ScalarType.Lanes or ScalarType.SingleLanes;

    public static bool IsInteger(this ScalarType type) => type != ScalarType.Boolean && !type.IsMask() && !type.IsFloating();

    /// <summary>Whether it is a number of each of several items.</summary>
    public static bool IsLanes(this ScalarType type) => type is ScalarType.Lanes or ScalarType.SingleLanes;

    /// <summary>Whether it is a condition for each of several items.</summary>
    public static bool IsMask(this ScalarType type) => type is ScalarType.Mask or ScalarType.SingleMask;

    /// <summary>The type of what several items have, each its own, of a type. Integers are doubles there.</summary>
    public static ScalarType InLanes(this ScalarType type) => type switch
    {
        ScalarType.Boolean or ScalarType.Mask => ScalarType.Mask,
        ScalarType.SingleMask => ScalarType.SingleMask,
        ScalarType.Single or ScalarType.SingleLanes => ScalarType.SingleLanes,
        ScalarType.Double or ScalarType.Lanes => ScalarType.Lanes,
        _ when type.IsInteger() => ScalarType.Lanes,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "It has no form for several items."),
    };

    public static string Keyword(this ScalarType type) => type switch
    {
        ScalarType.Boolean => "bool",
        ScalarType.SByte => "sbyte",
        ScalarType.Byte => "byte",
        ScalarType.Int16 => "short",
        ScalarType.UInt16 => "ushort",
        ScalarType.Int32 => "int",
        ScalarType.UInt32 => "uint",
        ScalarType.Int64 => "long",
        ScalarType.UInt64 => "ulong",
        ScalarType.Single => "float",
        ScalarType.Double => "double",
        ScalarType.Extended => "ExtendedDouble",
        ScalarType.Lanes => "ItemLanes",
        ScalarType.SingleLanes => "ItemLanesF",
        ScalarType.Mask => "ItemMask",
        ScalarType.SingleMask => "ItemMaskF",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Whether every value of one type is a value of the other, so that the conversion cannot overflow.</summary>
    public static bool IsWidening(this ScalarType from, ScalarType to) => to == ScalarType.Mask || to.IsFloating()
        ? from.IsInteger() || from == to || to is ScalarType.Extended or ScalarType.Lanes
            || (from == ScalarType.Single && to is ScalarType.Double or ScalarType.SingleLanes)
        : from.Minimum() >= to.Minimum() && from.Maximum() <= to.Maximum();

    /// <summary>The smallest integer of a type; what floating-point types reach beyond is of no interest.</summary>
    public static decimal Minimum(this ScalarType type) => type switch
    {
        ScalarType.SByte => sbyte.MinValue,
        ScalarType.Int16 => short.MinValue,
        ScalarType.Int32 => int.MinValue,
        ScalarType.Int64 => long.MinValue,
        ScalarType.Single or ScalarType.Double or ScalarType.Extended => decimal.MinValue,
        _ => 0,
    };

    /// <summary>The greatest integer of a type.</summary>
    public static decimal Maximum(this ScalarType type) => type switch
    {
        ScalarType.Boolean => 1,
        ScalarType.SByte => sbyte.MaxValue,
        ScalarType.Byte => byte.MaxValue,
        ScalarType.Int16 => short.MaxValue,
        ScalarType.UInt16 => ushort.MaxValue,
        ScalarType.Int32 => int.MaxValue,
        ScalarType.UInt32 => uint.MaxValue,
        ScalarType.Int64 => long.MaxValue,
        ScalarType.UInt64 => ulong.MaxValue,
        _ => decimal.MaxValue,
    };
}
