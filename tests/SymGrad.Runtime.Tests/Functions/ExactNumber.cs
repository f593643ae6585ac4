using System;
using System.Globalization;
using System.Numerics;

namespace SymGrad.Runtime.Tests.Functions;

/// <summary>A decimal number as a multiple of 2⁻¹²⁰⁰, which is far below the last bit of any double.</summary>
internal readonly record struct ExactNumber(BigInteger Units)
{
    private const int Scale = 1200;

    /// <summary>The exponent of the last bit of the smallest doubles.</summary>
    private const int DoubleMinimum = -1074;

    private const int DoubleMantissa = 52;

    /// <summary>From here on, numbers round to infinity.</summary>
    private static readonly BigInteger Overflow = (BigInteger.One << (1024 + Scale)) - (BigInteger.One << (970 + Scale));

    private const int SingleMinimum = -149;

    private const int SingleMantissa = 23;

    public static ExactNumber Parse(string text)
    {
        string[] parts = text.Split('e');
        int exponent = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        string digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : parts[0].Length - point - 1;
        BigInteger number = BigInteger.Parse(digits, CultureInfo.InvariantCulture) << Scale;
        return new(exponent >= 0 ? number * BigInteger.Pow(10, exponent) : number / BigInteger.Pow(10, -exponent));
    }

    public static ExactNumber Of(double value)
    {
        if (double.IsInfinity(value))
        {
            return new((value > 0 ? BigInteger.One : BigInteger.MinusOne) << (1024 + Scale));
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int field = (int)(bits >> DoubleMantissa) & 0x7ff;
        long mantissa = (bits & ((1L << DoubleMantissa) - 1)) | (field == 0 ? 0 : 1L << DoubleMantissa);
        BigInteger units = new BigInteger(mantissa) << (Math.Max(field, 1) - 1075 + Scale);
        return new(bits < 0 ? -units : units);
    }

    /// <summary>How far a double is from this, in units of the last place of this, or of something greater.</summary>
    public double UlpsTo(double value, double atLeast = 0) => Distance(value, atLeast, DoubleMantissa, DoubleMinimum);

    /// <summary>The same for a float.</summary>
    public double SingleUlpsTo(float value, float atLeast = 0)
        => float.IsInfinity(value) && BigInteger.Abs(Units) >> Scale > (BigInteger)float.MaxValue
            ? 0
            : Distance(value, atLeast, SingleMantissa, SingleMinimum);

    private double Distance(double value, double atLeast, int mantissa, int minimum)
    {
        if (double.IsInfinity(value) && BigInteger.Abs(Units) >= Overflow)
        {
            return 0;
        }

        BigInteger magnitude = BigInteger.Max(BigInteger.Abs(Units), BigInteger.Abs(Of(atLeast).Units));
        int last = Math.Max((int)(magnitude.GetBitLength() - 1) - Scale - mantissa, minimum);
        BigInteger difference = BigInteger.Abs(Of(value).Units - Units);
        return (double)((difference << 30) / (BigInteger.One << (last + Scale))) / (1 << 30);
    }
}
