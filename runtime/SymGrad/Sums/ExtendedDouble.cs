using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// A number with twice the digits of a <see cref="double"/>, as the sum of two, and with it the magnitude of the terms that it was added up
/// from, which says how many of its digits are right. Generated code computes with it where sums over the data are put together: there
/// large terms cancel.
/// </summary>
/// <remarks>
/// Each operation is right to 2⁻¹⁰³ of the magnitude of its result. Dekker, A floating-point technique for extending the available
/// precision, 1971; Joldes, Muller and Popescu, Tight and rigorous error bounds for basic building blocks of double-word arithmetic, 2017.
/// Beyond the finite range there are no further digits, and the value is infinite or NaN.
/// </remarks>
[SuppressMessage("Usage", "CA2225", Justification = "Generated formulas use the operators; a method for each would only repeat them.")]
public readonly record struct ExtendedDouble
{
    internal ExtendedDouble(double high, double low, double magnitude)
    {
        High = high;
        Low = low;
        Magnitude = magnitude;
    }

    /// <summary>The number rounded to a double.</summary>
    public double Value => High + Low;

    /// <summary>What the number is when all that it was computed from is taken by its absolute value.</summary>
    public double Magnitude { get; }

    internal double High { get; }

    internal double Low { get; }

    /// <summary>The number that a double is.</summary>
    /// <param name="value">Any value.</param>
    public static implicit operator ExtendedDouble(double value) => new(value, 0, Math.Abs(value));

    /// <summary>The nearest double.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator double(ExtendedDouble value) => value.Value;

    /// <summary>The number with the other sign.</summary>
    /// <param name="value">The number.</param>
    public static ExtendedDouble operator -(ExtendedDouble value) => new(-value.High, -value.Low, value.Magnitude);

    /// <summary>The sum of two numbers.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ExtendedDouble operator +(ExtendedDouble left, ExtendedDouble right)
    {
        (double high, double lost) = TwoSum(left.High, right.High);
        (double low, double lowLost) = TwoSum(left.Low, right.Low);
        (high, lost) = Normalize(high, lost + low);
        (high, lost) = Normalize(high, lost + lowLost);
        return new(high, lost, left.Magnitude + right.Magnitude);
    }

    /// <summary>The difference of two numbers.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">What is taken from it.</param>
    public static ExtendedDouble operator -(ExtendedDouble left, ExtendedDouble right) => left + -right;

    /// <summary>The product of two numbers.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ExtendedDouble operator *(ExtendedDouble left, ExtendedDouble right)
    {
        double product = left.High * right.High;
        double lost = Math.FusedMultiplyAdd(left.High, right.High, -product) + ((left.High * right.Low) + (left.Low * right.High));
        (double high, double low) = Normalize(product, lost);
        return new(high, low, left.Magnitude * right.Magnitude);
    }

    /// <summary>The quotient of two numbers.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    public static ExtendedDouble operator /(ExtendedDouble left, ExtendedDouble right)
    {
        // Long division, a double's worth of digits at a time.
        double first = left.High / right.High;
        ExtendedDouble rest = left - (right * first);
        double second = rest.High / right.High;
        rest -= right * second;
        (double high, double low) = Normalize(first, second);
        (high, low) = Normalize(high, low + (rest.High / right.High));
        double divisor = Math.Abs(right.High);
        return new(high, low, left.Magnitude / divisor * (right.Magnitude / divisor));
    }

    /// <summary>The value as invariant text.</summary>
    /// <returns>The shortest text that reads back as <see cref="Value"/>.</returns>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The sum of two doubles and, exactly, what rounding it lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (double Sum, double Lost) TwoSum(double left, double right)
    {
        double sum = left + right;
        double other = sum - left;
        return (sum, (left - (sum - other)) + (right - other));
    }

    /// <summary>The same for a first number that is zero or not the smaller one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (double Sum, double Lost) Normalize(double large, double small)
    {
        double sum = large + small;
        return (sum, small - (sum - large));
    }
}
