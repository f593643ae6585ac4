using System;

namespace SymGrad.Generator.IR;

/// <summary>IEEE bits of single-precision values, which netstandard2.0 has no direct conversion for.</summary>
internal static class Bits
{
    public static int OfSingle(float value) => BitConverter.ToInt32(BitConverter.GetBytes(value), 0);

    public static float ToSingle(long bits) => BitConverter.ToSingle(BitConverter.GetBytes((int)bits), 0);

    public static double ToDouble(long bits) => BitConverter.Int64BitsToDouble(bits);
}
