using System;
using System.Numerics;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>An exact number m·2ᵉ: what sums and products of doubles are. Nothing is rounded until it is converted back.</summary>
internal readonly struct Dyadic
{
    private readonly BigInteger mantissa;
    private readonly int exponent;

    private Dyadic(BigInteger mantissa, int exponent)
    {
        this.mantissa = mantissa;
        this.exponent = exponent;
    }

    public static Dyadic operator +(Dyadic left, Dyadic right)
    {
        int exponent = Math.Min(left.exponent, right.exponent);
        return new((left.mantissa << (left.exponent - exponent)) + (right.mantissa << (right.exponent - exponent)), exponent);
    }

    public static Dyadic operator -(Dyadic value) => new(-value.mantissa, value.exponent);

    public static Dyadic operator -(Dyadic left, Dyadic right) => left + -right;

    public static Dyadic operator *(Dyadic left, Dyadic right) => new(left.mantissa * right.mantissa, left.exponent + right.exponent);

    public static implicit operator Dyadic(double value)
    {
        if (value == 0)
        {
            return default;
        }

        int exponent = Math.ILogB(value) - 52;
        return new((BigInteger)Math.ScaleB(value, -exponent), exponent);
    }

    /// <summary>Rounded to a double; right to its last bit but one.</summary>
    public double ToDouble()
    {
        int excess = (int)Math.Max(0, BigInteger.Abs(mantissa).GetBitLength() - 60);
        return Math.ScaleB((double)(mantissa >> excess), exponent + excess);
    }
}
