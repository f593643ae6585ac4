using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymGrad;

/// <summary>A vector of 8 numbers.</summary>
internal readonly struct Lanes512(Vector512<double> values) : ILanes<Lanes512>
{
    private readonly Vector512<double> values = values;

    public Vector512<double> Values => values;

    public static int Count => Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left.values + right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 left, Lanes512 right) => new(left.values - right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 left, Lanes512 right) => new(left.values * right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 left, Lanes512 right) => new(left.values / right.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 operand) => new(-operand.values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Create(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref readonly double source) => new(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Widen(ref readonly float source) => new(Avx512F.IsSupported
        ? Avx512F.ConvertToVector512Double(Vector256.LoadUnsafe(in source))
        : Vector512.WidenLower(Vector256.LoadUnsafe(in source).ToVector512Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination) => values.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 FusedMultiplyAdd(Lanes512 left, Lanes512 right, Lanes512 addend)
        => new(Vector512.FusedMultiplyAdd(left.values, right.values, addend.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Abs(Lanes512 value) => new(Vector512.Abs(value.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 value) => new(Vector512.Sqrt(value.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Floor(Lanes512 value) => new(Vector512.Floor(value.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 CopySign(Lanes512 value, Lanes512 sign) => new(Vector512.CopySign(value.values, sign.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LessThan(Lanes512 left, Lanes512 right) => new(Vector512.LessThan(left.values, right.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AreEqual(Lanes512 left, Lanes512 right) => new(Vector512.Equals(left.values, right.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HoldsForAll(Lanes512 mask) => mask.values.ExtractMostSignificantBits() == 0b1111_1111;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 whenSet, Lanes512 otherwise)
        => new(Vector512.ConditionalSelect(mask.values, whenSet.values, otherwise.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Bounded(Lanes512 value, double limit)
    {
        Vector512<double> maximum = Vector512.Create(limit);
        Vector512<double> minimum = Vector512.Create(-limit);

        // These return the second number if one of them is NaN.
        return new(Avx512F.IsSupported
            ? Avx512F.Min(maximum, Avx512F.Max(minimum, value.values))
            : Vector512.ConditionalSelect(Vector512.LessThan(value.values, minimum), minimum, Vector512.ConditionalSelect(Vector512.LessThan(maximum, value.values), maximum, value.values)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Scale(Lanes512 value, Lanes512 exponent)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Scale(value.values, exponent.values));
        }

        // 2ᵏ may leave the range of exponents before the result does: two factors, with exponents that are half of it.
        Vector512<long> both = (exponent.values + Vector512.Create(LaneBits.Rounder)).AsInt64() + Vector512.Create(LaneBits.TwoFactors);
        Vector512<long> first = Vector512.ShiftRightLogical(both, 1);
        return new(value.values
            * Vector512.ShiftLeft(first, LaneBits.ExponentPosition).AsDouble()
            * Vector512.ShiftLeft(both - first, LaneBits.ExponentPosition).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SelectWhereLess(Lanes512 left, Lanes512 right, Lanes512 whenLess, Lanes512 otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThan(left.values, right.values), whenLess.values, otherwise.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SelectWhereEqual(Lanes512 left, Lanes512 right, Lanes512 whenEqual, Lanes512 otherwise)
        => new(Vector512.ConditionalSelect(Vector512.Equals(left.values, right.values), whenEqual.values, otherwise.values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PowerOfTwo(Lanes512 exponent)
    {
        Vector512<long> bits = (exponent.values + Vector512.Create(LaneBits.Rounder)).AsInt64();
        return new(Vector512.ShiftLeft(bits + Vector512.Create(LaneBits.ExponentBias), LaneBits.ExponentPosition).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Decompose(Lanes512 value, out Lanes512 exponent)
    {
        Vector512<long> bits = value.values.AsInt64() + Vector512.Create(LaneBits.MantissaOffset);
        Vector512<long> field = Vector512.ShiftRightLogical(bits, LaneBits.ExponentPosition);
        exponent = new((field | Vector512.Create(LaneBits.TwoTo52Bits)).AsDouble() - Vector512.Create(LaneBits.TwoTo52AndBias));
        return new(((bits & Vector512.Create(LaneBits.MantissaMask)) + Vector512.Create(LaneBits.RootOfHalf)).AsDouble());
    }
}
