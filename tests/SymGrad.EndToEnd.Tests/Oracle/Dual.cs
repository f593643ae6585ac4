using System;
using System.Globalization;
using System.Numerics;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// A value of a loss with its derivative in one direction: forward-mode differentiation, independent of the generator in method and code.
/// The value is computed in the loss's own precision, the derivative in double.
/// </summary>
/// <typeparam name="T">double or float.</typeparam>
public readonly struct Dual<T> : IEquatable<Dual<T>>, IFormattable
    where T : struct, IFloatingPointIeee754<T>
{
    public Dual(T value)
        : this(value, 0, default, false)
    {
    }

    internal Dual(T value, double tangent, Magnitude magnitude, bool isActive)
    {
        Value = value;
        Tangent = tangent;
        Magnitude = magnitude;
        IsActive = isActive;
    }

    /// <summary>What the loss computes.</summary>
    public T Value { get; }

    /// <summary>Its derivative.</summary>
    public double Tangent { get; }

    /// <summary>What the rounding errors of <see cref="Tangent"/> are relative to.</summary>
    internal Magnitude Magnitude { get; }

    /// <summary>Whether it depends on any θ, whatever the direction: what decides how a tie of a kink is shared.</summary>
    public bool IsActive { get; }

    /// <summary>A parameter θ: the one differentiated with respect to has the seed 1.</summary>
    public static Dual<T> Parameter(T value, bool isSeed) => new(
        value, isSeed ? 1 : 0, isSeed ? new Magnitude(1, 0).In<T>() : default, true);

    /// <summary>A constant given by its bits, so that text does not round it.</summary>
    public static Dual<T> FromBits(long bits)
        => new(T.CreateTruncating(BitConverter.Int64BitsToDouble(bits)));

    public static implicit operator Dual<T>(T value) => new(value);

    public static implicit operator Dual<T>(sbyte value) => new(T.CreateTruncating(value));

    public static implicit operator Dual<T>(byte value) => new(T.CreateTruncating(value));

    public static implicit operator Dual<T>(short value) => new(T.CreateTruncating(value));

    public static implicit operator Dual<T>(ushort value) => new(T.CreateTruncating(value));

    public static implicit operator Dual<T>(int value) => new(T.CreateTruncating(value));

    public static implicit operator Dual<T>(uint value) => new(T.CreateTruncating(value));

    public static implicit operator Dual<T>(long value) => new(T.CreateTruncating(value));

    public static implicit operator Dual<T>(ulong value) => new(T.CreateTruncating(value));

    /// <summary>Widening is implicit, as from float to double.</summary>
    public static implicit operator Dual<double>(Dual<T> value)
        => new(double.CreateTruncating(value.Value), value.Tangent, value.Magnitude, value.IsActive);

    /// <summary>Narrowing is explicit, as from double to float.</summary>
    public static explicit operator Dual<T>(Dual<double> value)
        => new(T.CreateTruncating(value.Value), value.Tangent, value.Magnitude.In<T>(), value.IsActive);

    public static explicit operator sbyte(Dual<T> value) => unchecked((sbyte)value.Wide);

    public static explicit operator byte(Dual<T> value) => unchecked((byte)value.Wide);

    public static explicit operator short(Dual<T> value) => unchecked((short)value.Wide);

    public static explicit operator ushort(Dual<T> value) => unchecked((ushort)value.Wide);

    public static explicit operator int(Dual<T> value) => unchecked((int)value.Wide);

    public static explicit operator uint(Dual<T> value) => unchecked((uint)value.Wide);

    public static explicit operator long(Dual<T> value) => unchecked((long)value.Wide);

    public static explicit operator ulong(Dual<T> value) => unchecked((ulong)value.Wide);

    public static explicit operator checked sbyte(Dual<T> value) => checked((sbyte)value.Wide);

    public static explicit operator checked byte(Dual<T> value) => checked((byte)value.Wide);

    public static explicit operator checked short(Dual<T> value) => checked((short)value.Wide);

    public static explicit operator checked ushort(Dual<T> value) => checked((ushort)value.Wide);

    public static explicit operator checked int(Dual<T> value) => checked((int)value.Wide);

    public static explicit operator checked uint(Dual<T> value) => checked((uint)value.Wide);

    public static explicit operator checked long(Dual<T> value) => checked((long)value.Wide);

    public static explicit operator checked ulong(Dual<T> value) => checked((ulong)value.Wide);

    public static Dual<T> operator +(Dual<T> value) => value;

    public static Dual<T> operator -(Dual<T> value) => value.Map(-value.Value, -1);

    public static Dual<T> operator ++(Dual<T> value) => value.Map(value.Value + T.One, 1);

    public static Dual<T> operator --(Dual<T> value) => value.Map(value.Value - T.One, 1);

    public static Dual<T> operator +(Dual<T> left, Dual<T> right) => Combine(left.Value + right.Value, left, 1, right, 1);

    public static Dual<T> operator -(Dual<T> left, Dual<T> right) => Combine(left.Value - right.Value, left, 1, right, -1);

    public static Dual<T> operator *(Dual<T> left, Dual<T> right)
        => Combine(left.Value * right.Value, left, right.Wide, right, left.Wide);

    public static Dual<T> operator /(Dual<T> left, Dual<T> right)
        => Combine(left.Value / right.Value, left, 1 / right.Wide, right, -left.Wide / right.Wide / right.Wide);

    public static Dual<T> operator %(Dual<T> left, Dual<T> right)
        => Combine(left.Value % right.Value, left, 1, right, -Math.Truncate(left.Wide / right.Wide));

    public static bool operator ==(Dual<T> left, Dual<T> right) => ComparisonLog.Record(left.Value == right.Value);

    public static bool operator !=(Dual<T> left, Dual<T> right) => ComparisonLog.Record(left.Value != right.Value);

    public static bool operator <(Dual<T> left, Dual<T> right) => ComparisonLog.Record(left.Value < right.Value);

    public static bool operator <=(Dual<T> left, Dual<T> right) => ComparisonLog.Record(left.Value <= right.Value);

    public static bool operator >(Dual<T> left, Dual<T> right) => ComparisonLog.Record(left.Value > right.Value);

    public static bool operator >=(Dual<T> left, Dual<T> right) => ComparisonLog.Record(left.Value >= right.Value);

    public bool Equals(Dual<T> other) => Value.Equals(other.Value);

    public override bool Equals(object? obj) => obj is Dual<T> other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString(null, CultureInfo.CurrentCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    /// <summary>The value as a double.</summary>
    internal double Wide => double.CreateTruncating(Value);

    /// <summary>A function of this value with the given result and derivative.</summary>
    internal Dual<T> Map(T result, double partial) => Map(result, partial, Math.Abs(partial));

    /// <summary>The same, with what the rounding errors of the derivative's usual formulas are relative to.</summary>
    internal Dual<T> Map(T result, double partial, double scale)
        => new(result, Times(partial, Tangent), Magnitude.Times(scale), IsActive);

    /// <summary>A function of two values with the given result and partial derivatives.</summary>
    internal static Dual<T> Combine(T result, Dual<T> first, double firstPartial, Dual<T> second, double secondPartial) => new(
        result,
        Times(firstPartial, first.Tangent) + Times(secondPartial, second.Tangent),
        first.Magnitude.Times(firstPartial) + second.Magnitude.Times(secondPartial),
        first.IsActive || second.IsActive);

    /// <summary>What doesn't change contributes nothing, even where the partial derivative is infinite.</summary>
    private static double Times(double partial, double tangent) => tangent == 0 ? 0 : partial * tangent;
}
