using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>A vector of 4 numbers.</summary>
internal readonly struct Lanes256(Vector256<double> values) : ILanes<Lanes256>
{
    private readonly Vector256<double> values = values;

    public Vector256<double> Values => values;

    public static int Count => Vector256<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left.values + right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left.values - right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 left, Lanes256 right) => new(left.values * right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 left, Lanes256 right) => new(left.values / right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 operand) => new(-operand.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Create(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly double source) => new(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Widen(ref readonly float source) => new(Avx.IsSupported
        ? Avx.ConvertToVector256Double(Vector128.LoadUnsafe(in source))
        : Vector256.WidenLower(Vector128.LoadUnsafe(in source).ToVector256Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination) => values.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 FusedMultiplyAdd(Lanes256 left, Lanes256 right, Lanes256 addend)
        => new(Vector256.FusedMultiplyAdd(left.values, right.values, addend.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 value) => new(Vector256.Abs(value.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 value) => new(Vector256.Sqrt(value.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Floor(Lanes256 value) => new(Vector256.Floor(value.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 CopySign(Lanes256 value, Lanes256 sign) => new(Vector256.CopySign(value.values, sign.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LessThan(Lanes256 left, Lanes256 right) => new(Vector256.LessThan(left.values, right.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AreEqual(Lanes256 left, Lanes256 right) => new(Vector256.Equals(left.values, right.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HoldsForAll(Lanes256 mask) => mask.values.ExtractMostSignificantBits() == 0b1111;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 whenSet, Lanes256 otherwise)
        => new(Vector256.ConditionalSelect(mask.values, whenSet.values, otherwise.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Bounded(Lanes256 value, double limit)
    {
        Vector256<double> maximum = Vector256.Create(limit);
        Vector256<double> minimum = Vector256.Create(-limit);

        // These return the second number if one of them is NaN.
        return new(Avx.IsSupported
            ? Avx.Min(maximum, Avx.Max(minimum, value.values))
            : Vector256.ConditionalSelect(Vector256.LessThan(value.values, minimum), minimum, Vector256.ConditionalSelect(Vector256.LessThan(maximum, value.values), maximum, value.values)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Scale(Lanes256 value, Lanes256 exponent)
    {
        // 2ᵏ may leave the range of exponents before the result does: two factors, with exponents that are half of it.
        Vector256<long> both = (exponent.values + Vector256.Create(LaneBits.Rounder)).AsInt64() + Vector256.Create(LaneBits.TwoFactors);
        Vector256<long> first = Vector256.ShiftRightLogical(both, 1);
        return new(value.values
            * Vector256.ShiftLeft(first, LaneBits.ExponentPosition).AsDouble()
            * Vector256.ShiftLeft(both - first, LaneBits.ExponentPosition).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SelectWhereLess(Lanes256 left, Lanes256 right, Lanes256 whenLess, Lanes256 otherwise)
        => new(Vector256.ConditionalSelect(Vector256.LessThan(left.values, right.values), whenLess.values, otherwise.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SelectWhereEqual(Lanes256 left, Lanes256 right, Lanes256 whenEqual, Lanes256 otherwise)
        => new(Vector256.ConditionalSelect(Vector256.Equals(left.values, right.values), whenEqual.values, otherwise.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PowerOfTwo(Lanes256 exponent)
    {
        Vector256<long> bits = (exponent.values + Vector256.Create(LaneBits.Rounder)).AsInt64();
        return new(Vector256.ShiftLeft(bits + Vector256.Create(LaneBits.ExponentBias), LaneBits.ExponentPosition).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Decompose(Lanes256 value, out Lanes256 exponent)
    {
        Vector256<long> bits = value.values.AsInt64() + Vector256.Create(LaneBits.MantissaOffset);
        Vector256<long> field = Vector256.ShiftRightLogical(bits, LaneBits.ExponentPosition);
        exponent = new((field | Vector256.Create(LaneBits.TwoTo52Bits)).AsDouble() - Vector256.Create(LaneBits.TwoTo52AndBias));
        return new(((bits & Vector256.Create(LaneBits.MantissaMask)) + Vector256.Create(LaneBits.RootOfHalf)).AsDouble());
    }
}
