using System;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>The methods of <see cref="Array"/> that copy, fill and clear: of whole arrays, of parts, and with arguments that are out of range.</summary>
public sealed class ArrayCopyTests
{
    [Fact]
    public void A_recurrence_that_copies_its_state() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, [Theta] double b, double[] x)
        {
            int n = a.Length;
            double[] h = new double[n];
            double[] next = new double[n];
            foreach (double input in x)
            {
                for (int j = 0; j < n; j++)
                {
                    next[j] = Math.Tanh(a[j] * h[(j + 1) % n] + b * input);
                }

                Array.Copy(next, h, n);
            }

            return h[0] * h[1] + h[n - 1];
        }
        """, Sample.Of(("a", 3), ("x", 4)), Sample.Of(("a", 2), ("x", 0)));

    [Fact]
    public void Arrays_into_spans() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, double[] x, int n)
        {
            double[] h = [1, 2, 3, 4];
            a.CopyTo(h.AsSpan(n));
            Span<double> part = stackalloc double[3];
            x.CopyTo(part);
            h[0] *= h[1];
            return h[0] * h[1] * h[3] + a[0] * part[2] * part[0];
        }
        """,
        Sample.Of(("a", 2), ("x", 3)).With("n", 0),
        Sample.Of(("a", 2), ("x", 2)).With("n", 2),
        Sample.Of(("a", 2), ("x", 3)).With("n", 3).Throws<ArgumentException>(),
        Sample.Of(("a", 2), ("x", 4)).With("n", 0).Throws<ArgumentException>());

    [Fact]
    public void The_first_elements() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, int n)
        {
            double[] h = new double[3];
            h[2] = a[0] * a[0];
            Array.Copy(a, h, n);
            h[0] *= h[1] + h[2];
            return h[0] * h[1] * a[0] + h[2];
        }
        """,
        Sample.Of(("a", 4)).With("n", 2),
        Sample.Of(("a", 4)).With("n", 0),
        Sample.Of(("a", 4)).With("n", 3),
        Sample.Of(("a", 4)).With("n", 4).Throws<ArgumentException>(),
        Sample.Of(("a", 2)).With("n", 3).Throws<ArgumentException>(),
        Sample.Of(("a", 2)).With("n", -1).Throws<ArgumentOutOfRangeException>());

    [Fact]
    public void A_part_onto_another() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, int from, int to, int n)
        {
            double[] h = new double[4];
            Array.Fill(h, a[0] * a[1]);
            Array.Copy(a, from, h, to, n);
            return h[0] * h[1] + h[2] * h[3] * h[3];
        }
        """,
        Sample.Of(("a", 5)).With("from", 1).With("to", 2).With("n", 2),
        Sample.Of(("a", 5)).With("from", 0).With("to", 0).With("n", 4),
        Sample.Of(("a", 5)).With("from", 5).With("to", 4).With("n", 0),
        Sample.Of(("a", 5)).With("from", 3).With("to", 0).With("n", 3).Throws<ArgumentException>(),
        Sample.Of(("a", 5)).With("from", 0).With("to", 3).With("n", 2).Throws<ArgumentException>(),
        Sample.Of(("a", 5)).With("from", 1).With("to", 1).With("n", int.MaxValue).Throws<ArgumentException>(),
        Sample.Of(("a", 5)).With("from", -1).With("to", 0).With("n", 2).Throws<ArgumentOutOfRangeException>(),
        Sample.Of(("a", 5)).With("from", 0).With("to", -1).With("n", 2).Throws<ArgumentOutOfRangeException>(),
        Sample.Of(("a", 5)).With("from", 0).With("to", 0).With("n", -1).Throws<ArgumentOutOfRangeException>());

    [Fact]
    public void Parts_of_one_array_that_overlap() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b)
        {
            double[] h = a.ToArray();
            Array.Copy(h, 0, h, 1, h.Length - 1);
            h[0] = b * h[1];
            Array.Copy(h, 1, h, 0, 2);
            h[2] *= h[0];
            Array.Copy(h, h, 2);
            return h[0] * h[1] * b + h[2] * h[3];
        }
        """, Sample.Of(("a", 4)));

    [Fact]
    public void Arguments_by_name_are_evaluated_as_written() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a)
        {
            double[] h = new double[5];
            int i = 0;
            Array.Copy(length: ++i, destinationIndex: ++i, sourceIndex: i++, sourceArray: a, destinationArray: h);
            return h[0] + h[1] * 2 + h[2] * h[2] * i + h[3] + a[0] * a[1];
        }
        """, Sample.Of(("a", 4)));

    [Fact]
    public void The_array_s_own_CopyTo() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, [Theta] float[] b, int index)
        {
            double[] h = new double[4];
            float[] g = new float[2];
            a.CopyTo(h, index);
            b.CopyTo(g, 0);
            h[1] *= h[2] + g[0];
            return h[0] + h[1] * h[2] + h[3] * h[3] * g[1] * g[1];
        }
        """,
        Sample.Of(("a", 3), ("b", 2)).With("index", 0),
        Sample.Of(("a", 3), ("b", 2)).With("index", 1),
        Sample.Of(("a", 0), ("b", 1)).With("index", 4),
        Sample.Of(("a", 3), ("b", 2)).With("index", 2).Throws<ArgumentException>(),
        Sample.Of(("a", 3), ("b", 2)).With("index", -1).Throws<ArgumentOutOfRangeException>(),
        Sample.Of(("a", 3), ("b", 3)).With("index", 0).Throws<ArgumentException>());

    [Fact]
    public void A_clone_is_a_copy() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] w, [Theta] float[] v)
        {
            var h = (double[])w.Clone();
            float[] g = (float[])v.Clone();
            h[0] *= w[1];
            g[0] += v[0] * v[1];
            return h[0] * w[0] + g[0] * g[0] + First((double[])h.Clone()) * h[1];
        }

        private static double First(double[] values)
        {
            values[0] *= values[1];
            return values[0];
        }
        """, Sample.Of(("w", 3), ("v", 2)));

    [Fact]
    public void Parts_are_filled_and_cleared() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int start, int count)
        {
            double[] h = a.ToArray();
            Array.Fill(h, a[0] * a[1], start, count);
            h[1] *= h[0];
            return h[0] * h[1] + h[2] * h[3];
        }
        """,
        Sample.Of(("a", 4)).With("start", 1).With("count", 2),
        Sample.Of(("a", 4)).With("start", 4).With("count", 0),
        Sample.Of(("a", 4)).With("start", 2).With("count", 3).Throws<ArgumentOutOfRangeException>(),
        Sample.Of(("a", 4)).With("start", -1).With("count", 2).Throws<ArgumentOutOfRangeException>(),
        Sample.Of(("a", 4)).With("start", 1).With("count", -2).Throws<ArgumentOutOfRangeException>());

    [Fact]
    public void Parts_that_are_cleared() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int start, int count)
        {
            double[] h = a.ToArray();
            Array.Clear(h, start, count);
            h[1] += h[0] * a[1];
            return h[0] * h[1] + h[2] * h[3] + h[3] * a[3];
        }
        """,
        Sample.Of(("a", 4)).With("start", 1).With("count", 2),
        Sample.Of(("a", 4)).With("start", 4).With("count", 0),
        Sample.Of(("a", 4)).With("start", 0).With("count", 4),
        Sample.Of(("a", 4)).With("start", 2).With("count", 3).Throws<IndexOutOfRangeException>(),
        Sample.Of(("a", 4)).With("start", 2).With("count", int.MaxValue).Throws<IndexOutOfRangeException>(),
        Sample.Of(("a", 4)).With("start", -1).With("count", 2).Throws<IndexOutOfRangeException>(),
        Sample.Of(("a", 4)).With("start", 1).With("count", -2).Throws<IndexOutOfRangeException>());
}
