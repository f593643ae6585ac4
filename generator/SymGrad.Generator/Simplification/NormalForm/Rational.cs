using System;
using System.Globalization;
using System.Numerics;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>
/// An exact rational number in lowest terms. A floating-point constant stands for the exact rational that it is, so that 0.1·θ² − θ²/10 is
/// not taken for zero.
/// </summary>
internal readonly struct Rational : IEquatable<Rational>
{
    private const int MantissaBits = 52;
    private const int SmallestExponent = -1074;

    // Numbers that outgrow this have stopped being a person's constants: polynomials that hold them are not worth the time.
    private static readonly BigInteger Limit = BigInteger.One << 4096;
    private static readonly BigInteger MinusLimit = -Limit;

    // Zero in default(Rational), which is zero too.
    private readonly BigInteger denominator;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        this.denominator = denominator;
    }

    public static Rational Zero => default;

    public static Rational One { get; } = new(BigInteger.One, BigInteger.One);

    public BigInteger Numerator { get; }

    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    public bool IsZero => Numerator.IsZero;

    public bool IsOne => Numerator.IsOne && IsInteger;

    public bool IsInteger => denominator.IsOne || denominator.IsZero;

    public int Sign => Numerator.Sign;

    public bool IsTooLarge => Numerator > Limit || Numerator < MinusLimit || denominator > Limit;

    /// <summary>Whether it is the quotient of two numbers that single precision has.</summary>
    public bool IsQuotientOfSingles => IsSingle(Numerator) && IsSingle(Denominator);

    /// <summary>Whether it is the quotient of two numbers that double precision has.</summary>
    public bool IsQuotientOfDoubles => IsDouble(Numerator) && IsDouble(Denominator);

    public static Rational operator +(Rational left, Rational right) => left.IsInteger && right.IsInteger
        ? new(left.Numerator + right.Numerator, BigInteger.One)
        : Reduced((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    public static Rational operator -(Rational left, Rational right) => left + -right;

    public static Rational operator *(Rational left, Rational right) => left.IsInteger && right.IsInteger
        ? new(left.Numerator * right.Numerator, BigInteger.One)
        : Reduced(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Rational operator /(Rational left, Rational right) => left * right.Inverse();

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    public static Rational FromInteger(BigInteger value) => new(value, BigInteger.One);

    /// <summary>The number that a finite double is.</summary>
    public static Rational FromDouble(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A finite number is expected.");
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int biasedExponent = (int)((bits >> MantissaBits) & 0x7FF);
        long mantissa = bits & ((1L << MantissaBits) - 1);
        int exponent = SmallestExponent;
        if (biasedExponent != 0)
        {
            mantissa |= 1L << MantissaBits;
            exponent += biasedExponent - 1;
        }

        BigInteger numerator = bits < 0 ? -mantissa : mantissa;
        return exponent >= 0
            ? new(numerator << exponent, BigInteger.One)
            : Reduced(numerator, BigInteger.One << -exponent);
    }

    public Rational Inverse()
    {
        if (IsZero)
        {
            throw new DivideByZeroException();
        }

        return Sign < 0 ? new(-Denominator, -Numerator) : new(Denominator, Numerator);
    }

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The nearest double, ties to even; infinite when beyond the largest.</summary>
    public double ToDouble()
    {
        if (IsZero)
        {
            return 0;
        }

        BigInteger magnitude = BigInteger.Abs(Numerator);
        BigInteger divisor = Denominator;
        int exponent = BitLength(magnitude) - BitLength(divisor);
        if (exponent >= 0 ? magnitude < divisor << exponent : magnitude << -exponent < divisor)
        {
            exponent--;
        }

        int unit = Math.Max(exponent - MantissaBits, SmallestExponent);
        BigInteger mantissa = BigInteger.DivRem(
            unit < 0 ? magnitude << -unit : magnitude,
            unit < 0 ? divisor : divisor << unit,
            out BigInteger remainder);
        int half = (remainder << 1).CompareTo(unit < 0 ? divisor : divisor << unit);
        if (half > 0 || (half == 0 && !mantissa.IsEven))
        {
            mantissa++;
        }

        // Bits of a normal number: the exponent field counts from the unit; the leading bit of the mantissa adds one to it. A carry out of
        // the mantissa moves into the exponent by itself, and a number below the smallest normal one has no leading bit.
        long field = (long)(unit - SmallestExponent) << MantissaBits;
        long bits = field + (long)mantissa;
        bool isTooLarge = exponent > 1023 || bits >= 0x7FFL << MantissaBits;
        double result = isTooLarge ? double.PositiveInfinity : BitConverter.Int64BitsToDouble(bits);
        return Sign < 0 ? -result : result;
    }

    public bool Equals(Rational other)
        => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => unchecked((Numerator.GetHashCode() * 397) ^ Denominator.GetHashCode());

    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : Numerator.ToString(CultureInfo.InvariantCulture) + "/" + Denominator.ToString(CultureInfo.InvariantCulture);

    private static bool IsSingle(BigInteger integer) => (float)integer is var rounded
        && !float.IsInfinity(rounded) && new BigInteger(rounded) == integer;

    private static bool IsDouble(BigInteger integer) => (double)integer is var rounded
        && !double.IsInfinity(rounded) && new BigInteger(rounded) == integer;

    private static Rational Reduced(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsOne)
        {
            return new(numerator, denominator);
        }

        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor.IsOne ? new(numerator, denominator) : new(numerator / divisor, denominator / divisor);
    }

    private static int BitLength(BigInteger positive)
    {
        byte[] bytes = positive.ToByteArray();
        int last = bytes.Length - 1;
        while (last > 0 && bytes[last] == 0)
        {
            last--;
        }

        int length = 8 * last;
        for (int top = bytes[last]; top != 0; top >>= 1)
        {
            length++;
        }

        return length;
    }
}
