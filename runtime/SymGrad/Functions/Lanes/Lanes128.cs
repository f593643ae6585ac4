using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>A vector of 2 numbers.</summary>
internal readonly struct Lanes128(Vector128<double> values) : ILanes<Lanes128>
{
    private readonly Vector128<double> values = values;

    public static int Count => Vector128<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 left, Lanes128 right) => new(left.values + right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 left, Lanes128 right) => new(left.values - right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 left, Lanes128 right) => new(left.values * right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 left, Lanes128 right) => new(left.values / right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 operand) => new(-operand.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Create(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly double source) => new(Vector128.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Widen(ref readonly float source) => new(Vector128.WidenLower(Vector64.LoadUnsafe(in source).ToVector128Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination) => values.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 FusedMultiplyAdd(Lanes128 left, Lanes128 right, Lanes128 addend)
        => new(Vector128.FusedMultiplyAdd(left.values, right.values, addend.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 value) => new(Vector128.Abs(value.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 value) => new(Vector128.Sqrt(value.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Floor(Lanes128 value) => new(Vector128.Floor(value.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 CopySign(Lanes128 value, Lanes128 sign) => new(Vector128.CopySign(value.values, sign.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LessThan(Lanes128 left, Lanes128 right) => new(Vector128.LessThan(left.values, right.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AreEqual(Lanes128 left, Lanes128 right) => new(Vector128.Equals(left.values, right.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HoldsForAll(Lanes128 mask) => mask.values.ExtractMostSignificantBits() == 0b11;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Lanes128 mask, Lanes128 whenSet, Lanes128 otherwise)
        => new(Vector128.ConditionalSelect(mask.values, whenSet.values, otherwise.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Bounded(Lanes128 value, double limit)
    {
        Vector128<double> maximum = Vector128.Create(limit);
        Vector128<double> minimum = Vector128.Create(-limit);

        // These return the second number if one of them is NaN.
        return new(Sse2.IsSupported
            ? Sse2.Min(maximum, Sse2.Max(minimum, value.values))
            : Vector128.ConditionalSelect(Vector128.LessThan(value.values, minimum), minimum, Vector128.ConditionalSelect(Vector128.LessThan(maximum, value.values), maximum, value.values)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Scale(Lanes128 value, Lanes128 exponent)
    {
        // 2ᵏ may leave the range of exponents before the result does: two factors, with exponents that are half of it.
        Vector128<long> both = (exponent.values + Vector128.Create(LaneBits.Rounder)).AsInt64() + Vector128.Create(LaneBits.TwoFactors);
        Vector128<long> first = Vector128.ShiftRightLogical(both, 1);
        return new(value.values
            * Vector128.ShiftLeft(first, LaneBits.ExponentPosition).AsDouble()
            * Vector128.ShiftLeft(both - first, LaneBits.ExponentPosition).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SelectWhereLess(Lanes128 left, Lanes128 right, Lanes128 whenLess, Lanes128 otherwise)
        => new(Vector128.ConditionalSelect(Vector128.LessThan(left.values, right.values), whenLess.values, otherwise.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SelectWhereEqual(Lanes128 left, Lanes128 right, Lanes128 whenEqual, Lanes128 otherwise)
        => new(Vector128.ConditionalSelect(Vector128.Equals(left.values, right.values), whenEqual.values, otherwise.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 PowerOfTwo(Lanes128 exponent)
    {
        Vector128<long> bits = (exponent.values + Vector128.Create(LaneBits.Rounder)).AsInt64();
        return new(Vector128.ShiftLeft(bits + Vector128.Create(LaneBits.ExponentBias), LaneBits.ExponentPosition).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Decompose(Lanes128 value, out Lanes128 exponent)
    {
        Vector128<long> bits = value.values.AsInt64() + Vector128.Create(LaneBits.MantissaOffset);
        Vector128<long> field = Vector128.ShiftRightLogical(bits, LaneBits.ExponentPosition);
        exponent = new((field | Vector128.Create(LaneBits.TwoTo52Bits)).AsDouble() - Vector128.Create(LaneBits.TwoTo52AndBias));
        return new(((bits & Vector128.Create(LaneBits.MantissaMask)) + Vector128.Create(LaneBits.RootOfHalf)).AsDouble());
    }
}
