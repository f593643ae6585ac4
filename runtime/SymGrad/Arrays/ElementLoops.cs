using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>
/// Loops over the elements of arrays, several elements at once. Elements that are stored are computed as the loop does it, with the same bits. For generated code.
/// </summary>
/// <remarks>
/// Where starts are given, the first element is the one at the start. All throw an <see cref="IndexOutOfRangeException"/> where the elements are not within the
/// arrays, before anything is changed; of a negative count there are none.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ElementLoops
{
    /// <summary>Adds elements: <c>target[i] += source[i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="source">The elements.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void Add(Span<double> target, ReadOnlySpan<double> source, int count)
        => AddOf(target, 0, source, 0, count, isSubtracted: false);

    /// <inheritdoc cref="Add(Span{double}, ReadOnlySpan{double}, int)"/>
    public static void Add(Span<float> target, ReadOnlySpan<float> source, int count)
        => AddOf(target, 0, source, 0, count, isSubtracted: false);

    /// <summary>Adds elements: <c>target[targetStart + i] += source[sourceStart + i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="targetStart">Its first element.</param>
    /// <param name="source">The elements.</param>
    /// <param name="sourceStart">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void Add(Span<double> target, int targetStart, ReadOnlySpan<double> source, int sourceStart, int count)
        => AddOf(target, targetStart, source, sourceStart, count, isSubtracted: false);

    /// <inheritdoc cref="Add(Span{double}, int, ReadOnlySpan{double}, int, int)"/>
    public static void Add(Span<float> target, int targetStart, ReadOnlySpan<float> source, int sourceStart, int count)
        => AddOf(target, targetStart, source, sourceStart, count, isSubtracted: false);

    /// <summary>Subtracts elements: <c>target[i] -= source[i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="source">The elements.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void Subtract(Span<double> target, ReadOnlySpan<double> source, int count)
        => AddOf(target, 0, source, 0, count, isSubtracted: true);

    /// <inheritdoc cref="Subtract(Span{double}, ReadOnlySpan{double}, int)"/>
    public static void Subtract(Span<float> target, ReadOnlySpan<float> source, int count)
        => AddOf(target, 0, source, 0, count, isSubtracted: true);

    /// <summary>Subtracts elements: <c>target[targetStart + i] -= source[sourceStart + i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="targetStart">Its first element.</param>
    /// <param name="source">The elements.</param>
    /// <param name="sourceStart">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void Subtract(Span<double> target, int targetStart, ReadOnlySpan<double> source, int sourceStart, int count)
        => AddOf(target, targetStart, source, sourceStart, count, isSubtracted: true);

    /// <inheritdoc cref="Subtract(Span{double}, int, ReadOnlySpan{double}, int, int)"/>
    public static void Subtract(Span<float> target, int targetStart, ReadOnlySpan<float> source, int sourceStart, int count)
        => AddOf(target, targetStart, source, sourceStart, count, isSubtracted: true);

    /// <summary>Adds multiples of elements: <c>target[i] += factor * source[i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="source">The elements.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void AddMultiples(Span<double> target, double factor, ReadOnlySpan<double> source, int count)
        => AddMultiplesOf(target, 0, factor, source, 0, count);

    /// <inheritdoc cref="AddMultiples(Span{double}, double, ReadOnlySpan{double}, int)"/>
    public static void AddMultiples(Span<float> target, float factor, ReadOnlySpan<float> source, int count)
        => AddMultiplesOf(target, 0, factor, source, 0, count);

    /// <summary>Adds multiples of elements: <c>target[targetStart + i] += factor * source[sourceStart + i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="targetStart">Its first element.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="source">The elements.</param>
    /// <param name="sourceStart">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void AddMultiples(Span<double> target, int targetStart, double factor, ReadOnlySpan<double> source, int sourceStart, int count)
        => AddMultiplesOf(target, targetStart, factor, source, sourceStart, count);

    /// <inheritdoc cref="AddMultiples(Span{double}, int, double, ReadOnlySpan{double}, int, int)"/>
    public static void AddMultiples(Span<float> target, int targetStart, float factor, ReadOnlySpan<float> source, int sourceStart, int count)
        => AddMultiplesOf(target, targetStart, factor, source, sourceStart, count);

    /// <summary>Adds products of elements: <c>target[i] += left[i] * right[i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="left">The left factors.</param>
    /// <param name="right">The right factors.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void AddProducts(Span<double> target, ReadOnlySpan<double> left, ReadOnlySpan<double> right, int count)
        => AddProductsOf(target, 0, left, 0, right, 0, count, isSubtracted: false);

    /// <inheritdoc cref="AddProducts(Span{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    public static void AddProducts(Span<float> target, ReadOnlySpan<float> left, ReadOnlySpan<float> right, int count)
        => AddProductsOf(target, 0, left, 0, right, 0, count, isSubtracted: false);

    /// <summary>Adds products of elements: <c>target[targetStart + i] += left[leftStart + i] * right[rightStart + i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="targetStart">Its first element.</param>
    /// <param name="left">The left factors.</param>
    /// <param name="leftStart">The first of them.</param>
    /// <param name="right">The right factors.</param>
    /// <param name="rightStart">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void AddProducts(Span<double> target, int targetStart, ReadOnlySpan<double> left, int leftStart, ReadOnlySpan<double> right, int rightStart, int count)
        => AddProductsOf(target, targetStart, left, leftStart, right, rightStart, count, isSubtracted: false);

    /// <inheritdoc cref="AddProducts(Span{double}, int, ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, int)"/>
    public static void AddProducts(Span<float> target, int targetStart, ReadOnlySpan<float> left, int leftStart, ReadOnlySpan<float> right, int rightStart, int count)
        => AddProductsOf(target, targetStart, left, leftStart, right, rightStart, count, isSubtracted: false);

    /// <summary>Subtracts products of elements: <c>target[i] -= left[i] * right[i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="left">The left factors.</param>
    /// <param name="right">The right factors.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void SubtractProducts(Span<double> target, ReadOnlySpan<double> left, ReadOnlySpan<double> right, int count)
        => AddProductsOf(target, 0, left, 0, right, 0, count, isSubtracted: true);

    /// <inheritdoc cref="SubtractProducts(Span{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    public static void SubtractProducts(Span<float> target, ReadOnlySpan<float> left, ReadOnlySpan<float> right, int count)
        => AddProductsOf(target, 0, left, 0, right, 0, count, isSubtracted: true);

    /// <summary>Subtracts products of elements: <c>target[targetStart + i] -= left[leftStart + i] * right[rightStart + i]</c> for each i below the count.</summary>
    /// <param name="target">What is changed; it shares no memory with the others.</param>
    /// <param name="targetStart">Its first element.</param>
    /// <param name="left">The left factors.</param>
    /// <param name="leftStart">The first of them.</param>
    /// <param name="right">The right factors.</param>
    /// <param name="rightStart">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IndexOutOfRangeException">The elements are not within the arrays.</exception>
    public static void SubtractProducts(Span<double> target, int targetStart, ReadOnlySpan<double> left, int leftStart, ReadOnlySpan<double> right, int rightStart, int count)
        => AddProductsOf(target, targetStart, left, leftStart, right, rightStart, count, isSubtracted: true);

    /// <inheritdoc cref="SubtractProducts(Span{double}, int, ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, int)"/>
    public static void SubtractProducts(Span<float> target, int targetStart, ReadOnlySpan<float> left, int leftStart, ReadOnlySpan<float> right, int rightStart, int count)
        => AddProductsOf(target, targetStart, left, leftStart, right, rightStart, count, isSubtracted: true);

    private static void AddOf<T>(Span<T> target, int targetStart, ReadOnlySpan<T> source, int sourceStart, int count, bool isSubtracted)
        where T : unmanaged, INumberBase<T>
    {
        if (count <= 0)
        {
            return;
        }

        ref T sum = ref First(target, targetStart, count);
        ref T added = ref First(source, sourceStart, count);
        nuint i = 0;
        nuint end = (nuint)count;
        for (nuint width = (nuint)Vector<T>.Count; i + width <= end; i += width)
        {
            Vector<T> before = Vector.LoadUnsafe(ref sum, i);
            (isSubtracted ? before - Vector.LoadUnsafe(ref added, i) : before + Vector.LoadUnsafe(ref added, i)).StoreUnsafe(ref sum, i);
        }

        for (; i < end; i++)
        {
            Unsafe.Add(ref sum, i) += isSubtracted ? -Unsafe.Add(ref added, i) : Unsafe.Add(ref added, i);
        }
    }

    private static void AddMultiplesOf<T>(Span<T> target, int targetStart, T factor, ReadOnlySpan<T> source, int sourceStart, int count)
        where T : unmanaged, INumberBase<T>
    {
        if (count <= 0)
        {
            return;
        }

        ref T sum = ref First(target, targetStart, count);
        ref T multiplied = ref First(source, sourceStart, count);
        nuint i = 0;
        nuint end = (nuint)count;
        if (count >= Vector<T>.Count)
        {
            nuint width = (nuint)Vector<T>.Count;
            var factors = new Vector<T>(factor);
            for (; i + (2 * width) <= end; i += 2 * width)
            {
                (Vector.LoadUnsafe(ref sum, i) + (factors * Vector.LoadUnsafe(ref multiplied, i))).StoreUnsafe(ref sum, i);
                (Vector.LoadUnsafe(ref sum, i + width) + (factors * Vector.LoadUnsafe(ref multiplied, i + width))).StoreUnsafe(ref sum, i + width);
            }

            if (i + width <= end)
            {
                (Vector.LoadUnsafe(ref sum, i) + (factors * Vector.LoadUnsafe(ref multiplied, i))).StoreUnsafe(ref sum, i);
                i += width;
            }
        }

        for (; i < end; i++)
        {
            Unsafe.Add(ref sum, i) += factor * Unsafe.Add(ref multiplied, i);
        }
    }

    private static void AddProductsOf<T>(
        Span<T> target, int targetStart, ReadOnlySpan<T> left, int leftStart, ReadOnlySpan<T> right, int rightStart, int count, bool isSubtracted)
        where T : unmanaged, INumberBase<T>
    {
        if (count <= 0)
        {
            return;
        }

        ref T sum = ref First(target, targetStart, count);
        ref T factor = ref First(left, leftStart, count);
        ref T multiplied = ref First(right, rightStart, count);
        nuint i = 0;
        nuint end = (nuint)count;
        for (nuint width = (nuint)Vector<T>.Count; i + width <= end; i += width)
        {
            Vector<T> before = Vector.LoadUnsafe(ref sum, i);
            Vector<T> product = Vector.LoadUnsafe(ref factor, i) * Vector.LoadUnsafe(ref multiplied, i);
            (isSubtracted ? before - product : before + product).StoreUnsafe(ref sum, i);
        }

        for (; i < end; i++)
        {
            T product = Unsafe.Add(ref factor, i) * Unsafe.Add(ref multiplied, i);
            Unsafe.Add(ref sum, i) += isSubtracted ? -product : product;
        }
    }

    /// <summary>The first of so many elements, which have to be there: a loop throws where it reaches one that is not.</summary>
    [SuppressMessage("Usage", "CA2201", Justification = "What stands in the place of a loop throws what the loop does.")]
    private static ref T First<T>(ReadOnlySpan<T> array, int start, int count)
        where T : unmanaged
    {
        if (start < 0 || start > array.Length - count)
        {
            throw new IndexOutOfRangeException();
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetReference(array), start);
    }
}
