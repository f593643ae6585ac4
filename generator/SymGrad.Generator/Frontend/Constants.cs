using System;
using System.Globalization;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Constants of the compiler as constants of the intermediate representation.</summary>
internal static class Constants
{
    /// <summary>A constant converted to a type, as C# converts it implicitly.</summary>
    public static ConstantOperation Of(object value, ScalarType type) => new(type, type switch
    {
        ScalarType.Boolean => (bool)value ? 1 : 0,
        ScalarType.Double => BitConverter.DoubleToInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        ScalarType.Single => Bits.OfSingle(Convert.ToSingle(value, CultureInfo.InvariantCulture)),
        ScalarType.UInt64 => unchecked((long)Convert.ToUInt64(value, CultureInfo.InvariantCulture)),
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    });
}
