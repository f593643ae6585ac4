using System;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Helpers, local functions and lambdas with arrays, and recursion.</summary>
public sealed class ArrayCallTests
{
    [Fact]
    public void A_helper_that_returns_a_number() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double[] b, double[] x)
            => Math.Sin(Dot(a, x)) * Dot(b, a) + Dot(a[1..], b.AsSpan(0, 1));

        private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += x[i] * y[i];
            }

            return sum;
        }
        """, Sample.Of(("a", 2), ("b", 2), ("x", 2)));

    [Fact]
    public void A_helper_that_writes_to_a_destination() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int label)
        {
            Span<double> p = stackalloc double[a.Length];
            Softmax(a, p);
            return -Math.Log(p[label]) + p[0] * p[^1];
        }

        private static void Softmax(ReadOnlySpan<double> z, Span<double> p)
        {
            double max = double.NegativeInfinity;
            foreach (double value in z)
            {
                max = Math.Max(max, value);
            }

            double sum = 0;
            for (int i = 0; i < z.Length; i++)
            {
                p[i] = Math.Exp(z[i] - max);
                sum += p[i];
            }

            for (int i = 0; i < z.Length; i++)
            {
                p[i] /= sum;
            }
        }
        """, Sample.Of(("a", 4)).Below("label", 4));

    [Fact]
    public void A_helper_that_changes_its_argument_in_place() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, double x)
        {
            double[] h = a.ToArray();
            Scale(h, x);
            Scale(h.AsSpan(1), h[0]);
            return h[0] * h[1] * h[2];
        }

        private static void Scale(Span<double> values, double factor)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] *= factor;
            }
        }
        """, Sample.Of(("a", 3)));

    [Fact]
    public void The_same_buffer_as_source_and_destination() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            Span<double> h = stackalloc double[a.Length];
            a.CopyTo(h);
            Accumulate(h, h);
            Accumulate(h[..^1], h[1..]);
            return h[0] * h[1] + h[2] * h[3];
        }

        private static void Accumulate(ReadOnlySpan<double> source, Span<double> destination)
        {
            for (int i = 1; i < source.Length; i++)
            {
                destination[i] = source[i - 1] * destination[i] + source[i];
            }
        }
        """, Sample.Of(("a", 4)));

    [Fact]
    public void Ref_and_out_beside_arrays() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            double[] h = new double[2];
            double total = 1;
            for (int i = 0; i < a.Length; i++)
            {
                Add(ref total, a[i], out double square);
                Add(ref h[i % 2], square, out h[(i + 1) % 2]);
            }

            return total * h[0] + h[1];
        }

        private static void Add(ref double sum, double value, out double square)
        {
            sum += value;
            square = sum * sum;
        }
        """, Sample.Of(("a", 3)));

    [Fact]
    public void A_helper_that_returns_an_array() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            double[] h = Squares(a);
            return h[0] * h[1] + Part(h)[0];
        }

        private static double[] Squares(ReadOnlySpan<double> values)
        {
            double[] result = new double[values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                result[i] = values[i] * values[i];
            }

            return result;
        }

        private static ReadOnlySpan<double> Part(ReadOnlySpan<double> values) => values[1..];
        """, Sample.Of(("a", 3)));

    [Fact]
    public void A_helper_with_early_return_in_a_loop() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += FirstAbove(a[i..], b) * b;
            }

            return sum;
        }

        private static double FirstAbove(ReadOnlySpan<double> values, double limit)
        {
            foreach (double value in values)
            {
                if (value > limit)
                {
                    return value * value;
                }
            }

            return limit;
        }
        """, Sample.Of(("a", 5)));

    [Fact]
    public void Local_functions_with_buffers_of_the_method() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, double x)
        {
            double[] h = new double[a.Length];
            for (int i = 0; i < a.Length; i++)
            {
                Store(i, a[i] * x);
            }

            return Product(h);

            void Store(int index, double value)
            {
                h[index] = value * value + (index > 0 ? h[index - 1] : 0);
            }

            static double Product(ReadOnlySpan<double> values)
            {
                double product = 1;
                foreach (double value in values)
                {
                    product *= value;
                }

                return product;
            }
        }
        """, Sample.Of(("a", 3)));

    [Fact]
    public void A_guard_in_a_helper_in_a_loop() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * Root(x[i]) * a[i];
            }

            return sum;
        }

        private static double Root(double value)
            => value >= 0 ? Math.Sqrt(value) : throw new ArgumentOutOfRangeException(nameof(value), "negative");
        """,
        Sample.Of(("a", 3), ("x", 3)).Between("x", 0.5, 2),
        Sample.Of(("a", 2)).With("x", new[] { 1.0, -1.0 }).Throws<ArgumentOutOfRangeException>());

    [Fact]
    public void A_helper_that_a_loop_calls_with_state() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> rates, int steps)
        {
            Span<double> state = stackalloc double[] { 1, 0.5 };
            for (int i = 0; i < steps; i++)
            {
                Step(rates, state, 0.1);
            }

            return state[0] * state[0] + state[1];
        }

        private static void Step(ReadOnlySpan<double> rates, Span<double> state, double h)
        {
            double first = state[0];
            state[0] += h * rates[0] * state[1];
            state[1] -= h * rates[1] * first * state[1];
        }
        """, Sample.Of(("rates", 2)).With("steps", 6), Sample.Of(("rates", 2)).With("steps", 0));
}
