namespace SymGrad;

/// <summary>The bits that computations in lanes work with.</summary>
internal static class LaneBits
{
    /// <summary>1.5·2⁵²: a number of magnitude below 2⁵¹ added to it is rounded to an integer, which then stands in the low bits.</summary>
    public const double Rounder = 6755399441055744.0;

    public const int ExponentPosition = 52;

    public const long ExponentBias = 1023;

    /// <summary>What makes the bits of an integer k added to <see cref="Rounder"/> k and twice the bias of the exponent: the exponent fields of two factors of 2ᵏ.</summary>
    public const long TwoFactors = (2 * ExponentBias) - 0x4338_0000_0000_0000;

    public const long MantissaMask = 0x000f_ffff_ffff_ffff;

    /// <summary>The bits of √½.</summary>
    public const long RootOfHalf = 0x3fe6_a09e_667f_3bcd;

    /// <summary>What makes the exponent field that of numbers of which the mantissa starts at √½.</summary>
    public const long MantissaOffset = 0x3ff0_0000_0000_0000 - RootOfHalf;

    /// <summary>The bits of 2⁵²: a small integer written into its low bits makes 2⁵² plus that integer.</summary>
    public const long TwoTo52Bits = 0x4330_0000_0000_0000;

    /// <summary>2⁵² and the bias of the exponent, to be subtracted.</summary>
    public const double TwoTo52AndBias = 4503599627370496.0 + 1023;
}
