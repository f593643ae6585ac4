using System;

namespace SymGrad.Generator.IR;

internal static class ConstantExtensions
{
    /// <summary>The value of a constant as a double; exact for every type but the largest 64-bit integers.</summary>
    public static double ToDouble(this ConstantOperation constant) => constant.Type switch
    {
        ScalarType.Double or ScalarType.Extended => Bits.ToDouble(constant.Bits),
        ScalarType.Single => Bits.ToSingle(constant.Bits),
        ScalarType.UInt64 => unchecked((ulong)constant.Bits),
        _ => constant.Bits,
    };

    /// <summary>Whether it is the floating-point constant with exactly the bits of <paramref name="value"/> in its type.</summary>
    public static bool Is(this ConstantOperation constant, double value) => constant.Type switch
    {
        ScalarType.Double or ScalarType.Extended => constant.Bits == BitConverter.DoubleToInt64Bits(value),
        ScalarType.Single => constant.Bits == Bits.OfSingle((float)value),
        _ => false,
    };
}
