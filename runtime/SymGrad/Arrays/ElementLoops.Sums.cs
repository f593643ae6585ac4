using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <content>Sums, in 16 sums side by side, 32 in single precision, which are added up in a fixed order: the result is the same on every processor.</content>
public static partial class ElementLoops
{
    /// <summary>The sum of elements.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <returns>The sum; 0 of no elements.</returns>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static double Sum(ReadOnlySpan<double> source, int count)
        => SumOf(source, 0, count);

    /// <inheritdoc cref="Sum(ReadOnlySpan{double}, int)"/>
    public static float Sum(ReadOnlySpan<float> source, int count)
        => SumOf(source, 0, count);

    /// <summary>The sum of elements.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <returns>The sum; 0 of no elements.</returns>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static double Sum(ReadOnlySpan<double> source, int start, int count)
        => SumOf(source, start, count);

    /// <inheritdoc cref="Sum(ReadOnlySpan{double}, int, int)"/>
    public static float Sum(ReadOnlySpan<float> source, int start, int count)
        => SumOf(source, start, count);

    /// <summary>The sum of the products of elements, each rounded once together with its addition.</summary>
    /// <param name="left">The left factors.</param>
    /// <param name="right">The right factors.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <returns>The sum; 0 of no elements.</returns>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int count)
        => DotOf(left, 0, right, 0, count);

    /// <inheritdoc cref="Dot(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int count)
        => DotOf(left, 0, right, 0, count);

    /// <summary>The sum of the products of elements, each rounded once together with its addition.</summary>
    /// <param name="left">The left factors.</param>
    /// <param name="leftStart">The first of them.</param>
    /// <param name="right">The right factors.</param>
    /// <param name="rightStart">The first of them.</param>
    /// <param name="count">How many; none if it is negative.</param>
    /// <returns>The sum; 0 of no elements.</returns>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static double Dot(ReadOnlySpan<double> left, int leftStart, ReadOnlySpan<double> right, int rightStart, int count)
        => DotOf(left, leftStart, right, rightStart, count);

    /// <inheritdoc cref="Dot(ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, int)"/>
    public static float Dot(ReadOnlySpan<float> left, int leftStart, ReadOnlySpan<float> right, int rightStart, int count)
        => DotOf(left, leftStart, right, rightStart, count);

    private static T SumOf<T>(ReadOnlySpan<T> source, int start, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count <= 0)
        {
            return T.Zero;
        }

        ref T first = ref First(source, start, count);
        nuint i = 0;
        nuint end = (nuint)count;
        nuint width = (nuint)Vector256<T>.Count;
        Vector256<T> sum0 = default;
        Vector256<T> sum1 = default;
        Vector256<T> sum2 = default;
        Vector256<T> sum3 = default;
        for (; i + (4 * width) <= end; i += 4 * width)
        {
            sum0 += Vector256.LoadUnsafe(ref first, i);
            sum1 += Vector256.LoadUnsafe(ref first, i + width);
            sum2 += Vector256.LoadUnsafe(ref first, i + (2 * width));
            sum3 += Vector256.LoadUnsafe(ref first, i + (3 * width));
        }

        for (; i + width <= end; i += width)
        {
            sum0 += Vector256.LoadUnsafe(ref first, i);
        }

        T sum = Total(sum0 + sum1 + (sum2 + sum3));
        for (; i < end; i++)
        {
            sum += Unsafe.Add(ref first, i);
        }

        return sum;
    }

    private static T DotOf<T>(ReadOnlySpan<T> left, int leftStart, ReadOnlySpan<T> right, int rightStart, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count <= 0)
        {
            return T.Zero;
        }

        ref T factor = ref First(left, leftStart, count);
        ref T multiplied = ref First(right, rightStart, count);
        nuint i = 0;
        nuint end = (nuint)count;
        nuint width = (nuint)Vector256<T>.Count;
        Vector256<T> sum0 = default;
        Vector256<T> sum1 = default;
        Vector256<T> sum2 = default;
        Vector256<T> sum3 = default;
        for (; i + (4 * width) <= end; i += 4 * width)
        {
            sum0 = MultiplyAdd(Vector256.LoadUnsafe(ref factor, i), Vector256.LoadUnsafe(ref multiplied, i), sum0);
            sum1 = MultiplyAdd(Vector256.LoadUnsafe(ref factor, i + width), Vector256.LoadUnsafe(ref multiplied, i + width), sum1);
            sum2 = MultiplyAdd(Vector256.LoadUnsafe(ref factor, i + (2 * width)), Vector256.LoadUnsafe(ref multiplied, i + (2 * width)), sum2);
            sum3 = MultiplyAdd(Vector256.LoadUnsafe(ref factor, i + (3 * width)), Vector256.LoadUnsafe(ref multiplied, i + (3 * width)), sum3);
        }

        for (; i + width <= end; i += width)
        {
            sum0 = MultiplyAdd(Vector256.LoadUnsafe(ref factor, i), Vector256.LoadUnsafe(ref multiplied, i), sum0);
        }

        T sum = Total(sum0 + sum1 + (sum2 + sum3));
        for (; i < end; i++)
        {
            sum = T.FusedMultiplyAdd(Unsafe.Add(ref factor, i), Unsafe.Add(ref multiplied, i), sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd<T>(Vector256<T> left, Vector256<T> right, Vector256<T> added) => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), added.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), added.AsDouble()).As<double, T>();

    // In a fixed order: how Vector256.Sum adds is up to the processor.
    private static T Total<T>(Vector256<T> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T total = T.Zero;
        for (int i = 0; i < Vector256<T>.Count; i += 4)
        {
            total += sums[i] + sums[i + 1] + (sums[i + 2] + sums[i + 3]);
        }

        return total;
    }
}
