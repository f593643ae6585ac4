using System;
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

    private static double SumOf(ReadOnlySpan<double> source, int start, int count)
    {
        if (count <= 0)
        {
            return 0;
        }

        ref double first = ref First(source, start, count);
        nuint i = 0;
        nuint end = (nuint)count;
        nuint width = (nuint)Vector256<double>.Count;
        Vector256<double> sum0 = default;
        Vector256<double> sum1 = default;
        Vector256<double> sum2 = default;
        Vector256<double> sum3 = default;
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

        double sum = Total(sum0 + sum1 + (sum2 + sum3));
        for (; i < end; i++)
        {
            sum += Unsafe.Add(ref first, i);
        }

        return sum;
    }

    private static double DotOf(ReadOnlySpan<double> left, int leftStart, ReadOnlySpan<double> right, int rightStart, int count)
    {
        if (count <= 0)
        {
            return 0;
        }

        ref double factor = ref First(left, leftStart, count);
        ref double multiplied = ref First(right, rightStart, count);
        nuint i = 0;
        nuint end = (nuint)count;
        nuint width = (nuint)Vector256<double>.Count;
        Vector256<double> sum0 = default;
        Vector256<double> sum1 = default;
        Vector256<double> sum2 = default;
        Vector256<double> sum3 = default;
        for (; i + (4 * width) <= end; i += 4 * width)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i), Vector256.LoadUnsafe(ref multiplied, i), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i + width), Vector256.LoadUnsafe(ref multiplied, i + width), sum1);
            sum2 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i + (2 * width)), Vector256.LoadUnsafe(ref multiplied, i + (2 * width)), sum2);
            sum3 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i + (3 * width)), Vector256.LoadUnsafe(ref multiplied, i + (3 * width)), sum3);
        }

        for (; i + width <= end; i += width)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i), Vector256.LoadUnsafe(ref multiplied, i), sum0);
        }

        double sum = Total(sum0 + sum1 + (sum2 + sum3));
        for (; i < end; i++)
        {
            sum = Math.FusedMultiplyAdd(Unsafe.Add(ref factor, i), Unsafe.Add(ref multiplied, i), sum);
        }

        return sum;
    }

    private static float SumOf(ReadOnlySpan<float> source, int start, int count)
    {
        if (count <= 0)
        {
            return 0;
        }

        ref float first = ref First(source, start, count);
        nuint i = 0;
        nuint end = (nuint)count;
        nuint width = (nuint)Vector256<float>.Count;
        Vector256<float> sum0 = default;
        Vector256<float> sum1 = default;
        Vector256<float> sum2 = default;
        Vector256<float> sum3 = default;
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

        float sum = Total(sum0 + sum1 + (sum2 + sum3));
        for (; i < end; i++)
        {
            sum += Unsafe.Add(ref first, i);
        }

        return sum;
    }

    private static float DotOf(ReadOnlySpan<float> left, int leftStart, ReadOnlySpan<float> right, int rightStart, int count)
    {
        if (count <= 0)
        {
            return 0;
        }

        ref float factor = ref First(left, leftStart, count);
        ref float multiplied = ref First(right, rightStart, count);
        nuint i = 0;
        nuint end = (nuint)count;
        nuint width = (nuint)Vector256<float>.Count;
        Vector256<float> sum0 = default;
        Vector256<float> sum1 = default;
        Vector256<float> sum2 = default;
        Vector256<float> sum3 = default;
        for (; i + (4 * width) <= end; i += 4 * width)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i), Vector256.LoadUnsafe(ref multiplied, i), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i + width), Vector256.LoadUnsafe(ref multiplied, i + width), sum1);
            sum2 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i + (2 * width)), Vector256.LoadUnsafe(ref multiplied, i + (2 * width)), sum2);
            sum3 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i + (3 * width)), Vector256.LoadUnsafe(ref multiplied, i + (3 * width)), sum3);
        }

        for (; i + width <= end; i += width)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref factor, i), Vector256.LoadUnsafe(ref multiplied, i), sum0);
        }

        float sum = Total(sum0 + sum1 + (sum2 + sum3));
        for (; i < end; i++)
        {
            sum = MathF.FusedMultiplyAdd(Unsafe.Add(ref factor, i), Unsafe.Add(ref multiplied, i), sum);
        }

        return sum;
    }

    // In a fixed order: how Vector256.Sum adds is up to the processor.
    private static double Total(Vector256<double> sums) => sums[0] + sums[1] + (sums[2] + sums[3]);

    private static float Total(Vector256<float> sums)
        => sums[0] + sums[1] + (sums[2] + sums[3]) + (sums[4] + sums[5] + (sums[6] + sums[7]));
}
