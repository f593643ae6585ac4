using System;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Indices and lengths that are out of range: the generated methods throw what the loss throws.</summary>
public sealed class ArrayBoundsTests
{
    [Fact]
    public void Indices_out_of_range() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n)
        {
            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                sum += a[i] * a[i];
            }

            return sum;
        }
        """,
        Sample.Of(("a", 3)).With("n", 3),
        Sample.Of(("a", 3)).With("n", 4).Throws<IndexOutOfRangeException>(),
        Sample.Of(("a", 0)).With("n", 1).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Indices_out_of_range_in_data() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int[] index)
        {
            Span<double> h = stackalloc double[2];
            foreach (int i in index)
            {
                h[i] += a[i];
            }

            return h[0] * h[1];
        }
        """,
        Sample.Of(("a", 2)).With("index", new[] { 0, 1, 1 }),
        Sample.Of(("a", 2)).With("index", new[] { 0, -1 }).Throws<IndexOutOfRangeException>(),
        Sample.Of(("a", 3)).With("index", new[] { 0, 2 }).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Slices_out_of_range() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int start, int length)
        {
            ReadOnlySpan<double> part = a.Slice(start, length);
            double sum = 0;
            foreach (double value in part)
            {
                sum += value * value;
            }

            return sum;
        }
        """,
        Sample.Of(("a", 4)).With("start", 1).With("length", 3),
        Sample.Of(("a", 4)).With("start", 4).With("length", 0),
        Sample.Of(("a", 4)).With("start", 2).With("length", 3).Throws<ArgumentOutOfRangeException>(),
        Sample.Of(("a", 4)).With("start", -1).With("length", 2).Throws<ArgumentOutOfRangeException>());

    [Fact]
    public void Ranges_out_of_range() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n) => a[n..][0] * a[..n][0];
        """,
        Sample.Of(("a", 4)).With("n", 2),
        Sample.Of(("a", 4)).With("n", 4).Throws<IndexOutOfRangeException>(),
        Sample.Of(("a", 4)).With("n", 5).Throws<ArgumentOutOfRangeException>());

    [Fact]
    public void Negative_lengths() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n)
        {
            double[] h = new double[n];
            h[0] = a * a;
            return h[0] * a;
        }
        """,
        Sample.Any.With("n", 2),
        Sample.Any.With("n", -1).Throws<OverflowException>(),
        Sample.Any.With("n", 0).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Copies_that_do_not_fit() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n)
        {
            double[] h = new double[n];
            a.CopyTo(h);
            return h[0] * h[1];
        }
        """, Sample.Of(("a", 2)).With("n", 3), Sample.Of(("a", 2)).With("n", 1).Throws<ArgumentException>());

    [Fact]
    public void Length_guards() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            if (a.Length != x.Length)
            {
                throw new ArgumentException("One weight for each feature.", nameof(a));
            }

            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * x[i];
            }

            return sum * sum;
        }
        """, Sample.Of(("a", 2), ("x", 2)), Sample.Of(("a", 2), ("x", 3)).Throws<ArgumentException>());
}
