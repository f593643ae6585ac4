using System;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>One number.</summary>
internal readonly struct ScalarLane(double value) : ILanes<ScalarLane>
{
    public double Value { get; } = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator +(ScalarLane left, ScalarLane right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator -(ScalarLane left, ScalarLane right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator *(ScalarLane left, ScalarLane right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator /(ScalarLane left, ScalarLane right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator -(ScalarLane operand) => new(-operand.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Create(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Load(ref readonly double source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Widen(ref readonly float source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination) => destination = Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane FusedMultiplyAdd(ScalarLane left, ScalarLane right, ScalarLane addend)
        => new(Math.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Abs(ScalarLane value) => new(Math.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Sqrt(ScalarLane value) => new(Math.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Floor(ScalarLane value) => new(Math.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane CopySign(ScalarLane value, ScalarLane sign) => new(Math.CopySign(value.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane LessThan(ScalarLane left, ScalarLane right) => Mask(left.Value < right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane AreEqual(ScalarLane left, ScalarLane right) => Mask(left.Value == right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HoldsForAll(ScalarLane mask) => BitConverter.DoubleToInt64Bits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Select(ScalarLane mask, ScalarLane whenSet, ScalarLane otherwise)
        => BitConverter.DoubleToInt64Bits(mask.Value) != 0 ? whenSet : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Bounded(ScalarLane value, double limit) => new(value.Value < -limit ? -limit : value.Value > limit ? limit : value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Scale(ScalarLane value, ScalarLane exponent)
    {
        long both = BitConverter.DoubleToInt64Bits(exponent.Value + LaneBits.Rounder) + LaneBits.TwoFactors;
        long first = (long)((ulong)both >> 1);
        return new(value.Value
            * BitConverter.Int64BitsToDouble(first << LaneBits.ExponentPosition)
            * BitConverter.Int64BitsToDouble((both - first) << LaneBits.ExponentPosition));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane SelectWhereLess(ScalarLane left, ScalarLane right, ScalarLane whenLess, ScalarLane otherwise)
        => left.Value < right.Value ? whenLess : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane SelectWhereEqual(ScalarLane left, ScalarLane right, ScalarLane whenEqual, ScalarLane otherwise)
        => left.Value == right.Value ? whenEqual : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane PowerOfTwo(ScalarLane exponent)
    {
        long bits = BitConverter.DoubleToInt64Bits(exponent.Value + LaneBits.Rounder);
        return new(BitConverter.Int64BitsToDouble((bits + LaneBits.ExponentBias) << LaneBits.ExponentPosition));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Decompose(ScalarLane value, out ScalarLane exponent)
    {
        long bits = BitConverter.DoubleToInt64Bits(value.Value) + LaneBits.MantissaOffset;
        long field = (long)((ulong)bits >> LaneBits.ExponentPosition);
        exponent = new(BitConverter.Int64BitsToDouble(field | LaneBits.TwoTo52Bits) - LaneBits.TwoTo52AndBias);
        return new(BitConverter.Int64BitsToDouble((bits & LaneBits.MantissaMask) + LaneBits.RootOfHalf));
    }

    private static ScalarLane Mask(bool condition) => new(BitConverter.Int64BitsToDouble(condition ? -1 : 0));
}
