using System;

namespace SymGrad;

/// <summary>
/// Angles of 2³⁰ and more. Of x·2/π with x = m·2ᵉ, the digits of 2/π that only add multiples of 4 are left out; 192 of those after them make a product
/// with at least 60 good digits after the 76 that the closest double to a multiple of π/2 can lose.
/// </summary>
internal static class HugeAngle
{
    private const int WordLength = 64;
    private const int MantissaLength = 53;

    private static readonly Pair halfOfPi = new(1.5707963267948966, 6.123233995736766e-17);

    /// <summary>What is left of an angle without the nearest multiple of π/2, and which multiple; NaN where the angle is not finite.</summary>
    public static (Pair Angle, double Quadrant) Reduce(double x)
    {
        if (!double.IsFinite(x))
        {
            return (new Pair(double.NaN, double.NaN), 0);
        }

        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        int exponent = (int)(bits >> LaneBits.ExponentPosition) - (int)LaneBits.ExponentBias - LaneBits.ExponentPosition;
        ulong mantissa = (ulong)(bits & LaneBits.MantissaMask) | (1UL << LaneBits.ExponentPosition);

        // m·2ᵉ·2/π modulo 4 in 192 bits, of which the first two are before the point.
        int start = exponent - 2 + WordLength;
        UInt128 last = (UInt128)mantissa * Word(start + (2 * WordLength));
        UInt128 middle = ((UInt128)mantissa * Word(start + WordLength)) + (last >> WordLength);
        ulong first = (mantissa * Word(start)) + (ulong)(middle >> WordLength);
        int quadrant = (int)(first >> (WordLength - 2));

        // The fraction, with the point before its first bit; from ½ on what is missing to the next multiple.
        UInt128 fraction = (new UInt128(first, (ulong)middle) << 2) | ((ulong)last >> (WordLength - 2));
        ulong rest = (ulong)last << 2;
        bool isAbove = (fraction >> ((2 * WordLength) - 1)) != 0;
        if (isAbove)
        {
            quadrant++;
            fraction = ~fraction + (rest == 0 ? 1UL : 0UL);
            rest = 0 - rest;
        }

        Pair turns = Fraction(fraction, rest);
        Pair angle = turns * halfOfPi;
        double signed = quadrant switch
        {
            3 => -1,
            4 => 0,
            _ => quadrant,
        };
        return isAbove == x < 0 ? (angle, x < 0 ? -signed : signed) : (-angle, x < 0 ? -signed : signed);
    }

    /// <summary>64 digits of 2/π from a place on.</summary>
    private static ulong Word(int start)
    {
        int index = start / WordLength;
        int shift = start % WordLength;
        ulong word = Coefficients.TwoByPi[index] << shift;
        return shift == 0 ? word : word | (Coefficients.TwoByPi[index + 1] >> (WordLength - shift));
    }

    /// <summary>A fraction of 192 bits, of which the first that is set is among the first 128.</summary>
    private static Pair Fraction(UInt128 high, ulong low)
    {
        int zeros = (int)UInt128.LeadingZeroCount(high);
        UInt128 digits = high << zeros;
        digits |= zeros switch
        {
            0 => UInt128.Zero,
            <= WordLength => (UInt128)(low >> (WordLength - zeros)),
            _ => (UInt128)low << (zeros - WordLength),
        };
        int lowLength = (2 * WordLength) - MantissaLength;
        double leading = Math.ScaleB((double)(ulong)(digits >> lowLength), -MantissaLength - zeros);
        ulong following = (ulong)(digits >> (lowLength - WordLength));
        return Pair.Sum(leading, Math.ScaleB((double)following, -MantissaLength - WordLength - zeros));
    }
}
