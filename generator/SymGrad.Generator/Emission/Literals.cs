using System;
using System.Globalization;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Constants as C# literals that read back as exactly the same bits, whatever the culture.</summary>
internal static class Literals
{
    public static string Print(ConstantOperation constant) => constant.Type switch
    {
        ScalarType.Boolean => constant.Bits != 0 ? "true" : "false",
        ScalarType.Double or ScalarType.Extended => Print(Bits.ToDouble(constant.Bits)),
        ScalarType.Single => Print(Bits.ToSingle(constant.Bits)),
        ScalarType.Int32 => constant.Bits == int.MinValue ? "int.MinValue" : Invariant(constant.Bits),
        ScalarType.Int64 => constant.Bits == long.MinValue ? "long.MinValue" : Invariant(constant.Bits) + "L",
        ScalarType.UInt32 => Invariant(constant.Bits) + "u",
        ScalarType.UInt64 => unchecked((ulong)constant.Bits).ToString(CultureInfo.InvariantCulture) + "UL",
        _ => $"({constant.Type.Keyword()}){(constant.Bits < 0 ? $"({Invariant(constant.Bits)})" : Invariant(constant.Bits))}",
    };

    /// <summary>A number as a person writes it in a formula: without the type's suffix.</summary>
    public static string PrintPlain(ConstantOperation constant)
    {
        string literal = Print(constant).TrimEnd('f', 'L', 'U', 'u');
        return literal.EndsWith(".0", StringComparison.Ordinal) ? literal.Substring(0, literal.Length - 2) : literal;
    }

    private static string Print(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        if (Math.Abs(value) == double.MaxValue)
        {
            return value > 0 ? "double.MaxValue" : "double.MinValue";
        }

        string text = ShortestThatReadsBack(
            value, candidate => double.TryParse(candidate, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed)
                && parsed.Equals(value), "R", "G15", "G16", "G17");
        return WithPoint(value, text);
    }

    private static string Print(float value)
    {
        if (float.IsNaN(value))
        {
            return "float.NaN";
        }

        if (float.IsInfinity(value))
        {
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        }

        if (Math.Abs(value) == float.MaxValue)
        {
            return value > 0 ? "float.MaxValue" : "float.MinValue";
        }

        string text = ShortestThatReadsBack(
            value, candidate => float.TryParse(candidate, NumberStyles.Float, CultureInfo.InvariantCulture, out float parsed)
                && parsed.Equals(value), "R", "G7", "G8", "G9");
        return WithPoint(value, text) + "f";
    }

    /// <summary>"R" is the shortest on .NET, but not always exact on .NET Framework, where an editor may host the generator.</summary>
    private static string ShortestThatReadsBack(IFormattable value, Func<string, bool> readsBack, params string[] formats)
    {
        foreach (string format in formats)
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            if (readsBack(text))
            {
                return text;
            }
        }

        throw new InvalidOperationException($"{value.ToString("G17", CultureInfo.InvariantCulture)} has no literal.");
    }

    private static string WithPoint(double value, string text)
    {
        // .NET Framework drops the sign of a negative zero.
        if (value == 0 && BitConverter.DoubleToInt64Bits(value) < 0 && text[0] != '-')
        {
            text = "-" + text;
        }

        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }

    private static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);
}
