using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Helpers that are generic or extensions, and static members of interfaces whose types are known.</summary>
public sealed class GenericTests
{
    private const string Plain = """
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += Activate(a[i] * x[i]);
            }

            return sum * (1 + (double)Activate((float)x[0]) * a[0]);
        }

        private static double Activate(double z) => z > 0 ? z / (1 + Math.Exp(-z)) : -0.5 * z * Math.PI + Math.Max(z, -1);

        private static float Activate(float z) => z > 0 ? z / (1 + MathF.Exp(-z)) : -0.5f * z * MathF.PI + MathF.Max(z, -1);
        """;

    [Fact]
    public void A_helper_for_double_and_float() => Accept.Generic("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += Activate(a[i] * x[i]);
            }

            return sum * (1 + (double)Activate((float)x[0]) * a[0]);
        }

        private static T Activate<T>(T z)
            where T : IFloatingPointIeee754<T>
            => z > T.Zero ? z / (T.One + T.Exp(-z)) : -T.CreateChecked(0.5) * z * T.Pi + T.Max(z, T.NegativeOne);
        """, Plain, Sample.Of(("a", 3), ("x", 3)));

    [Fact]
    public void Helpers_that_call_one_another_with_spans_of_T() => Accept.Generic("""
        [Loss]
        public static float F([Theta] float[] a, float[] x)
        {
            Span<float> h = stackalloc float[3];
            Scale<float>(a, x[0], h);
            h[1]++;
            return Mean<float>(h) * Mean<float>(a);
        }

        private static void Scale<T>(ReadOnlySpan<T> from, T factor, Span<T> to)
            where T : unmanaged, INumber<T>
        {
            T previous = default;
            for (int i = 0; i < from.Length; i++)
            {
                previous += from[i] * factor;
                to[i] = T.Abs(previous) % T.CreateChecked(7);
            }
        }

        private static T Mean<T>(ReadOnlySpan<T> values)
            where T : INumber<T>
        {
            T[] squares = new T[values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                squares[i] = Square(values[i]);
            }

            T sum = T.Zero;
            foreach (T square in squares)
            {
                sum += square;
            }

            return sum / T.CreateTruncating(values.Length);
        }

        private static T Square<T>(T value)
            where T : IMultiplyOperators<T, T, T> => value * value;
        """, """
        [Loss]
        public static float F([Theta] float[] a, float[] x)
        {
            Span<float> h = stackalloc float[3];
            float previous = 0;
            for (int i = 0; i < a.Length; i++)
            {
                previous += a[i] * x[0];
                h[i] = MathF.Abs(previous) % 7;
            }

            h[1]++;
            return Mean(h) * Mean(a);
        }

        private static float Mean(ReadOnlySpan<float> values)
        {
            float sum = 0;
            foreach (float value in values)
            {
                sum += value * value;
            }

            return sum / values.Length;
        }
        """, Sample.Of(("a", 3), ("x", 3)));

    [Fact]
    public void Static_members_of_the_users_own_interfaces() => Accept.Generic("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x) => Chain<Softly, Sharply>(a * x) * Chain<Sharply, Softly>(b) + Softly.Slope;

        public interface IActivation
        {
            static abstract double Of(double z);

            static abstract double Slope { get; }

            static virtual double Twice(double z) => 2 * z;
        }

        public readonly struct Softly : IActivation
        {
            public static double Of(double z) => z / (1 + Math.Abs(z));

            public static double Slope => 0.5;
        }

        public sealed class Sharply : IActivation
        {
            public static double Of(double z) => z > 0 ? z : 0.1 * z;

            public static double Slope => 2;

            public static double Twice(double z) => z + z * z;
        }

        private static double Chain<TFirst, TSecond>(double z)
            where TFirst : IActivation
            where TSecond : IActivation
            => TSecond.Of(TFirst.Of(z) * TSecond.Slope) + TFirst.Twice(z) * Apply(TSecond.Of, z);

        private static double Apply(Func<double, double> f, double z) => f(z) + z;
        """, """
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
            => (Sharp(Soft(a * x) * 2) + 2 * (a * x) * (Sharp(a * x) + a * x)) * (Soft(Sharp(b) * 0.5) + (b + b * b) * (Soft(b) + b)) + 0.5;

        private static double Soft(double z) => z / (1 + Math.Abs(z));

        private static double Sharp(double z) => z > 0 ? z : 0.1 * z;
        """, Sample.Any);

    [Fact]
    public void Generic_types_and_queries() => Accept.Generic("""
        [Loss]
        public static double F([Theta] double[] a, double[] x)
            => Reductions<double>.Total(a, x, v => v * v) + TensorPrimitives.Dot<double>(Shift(a, 1.5), x);

        private static class Reductions<T>
            where T : INumber<T>
        {
            public static T Total(T[] a, T[] x, Func<T, T> map) => a.Zip(x, (p, q) => map(p) * q).Aggregate(T.Zero, (sum, v) => sum + v);
        }

        private static T[] Shift<T>(T[] values, T by)
            where T : INumber<T> => values.Select(v => v + by).ToArray();
        """, """
        [Loss]
        public static double F([Theta] double[] a, double[] x)
        {
            double sum = 0;
            double[] shifted = new double[a.Length];
            for (int i = 0; i < a.Length; i++)
            {
                sum += (a[i] * a[i]) * x[i];
                shifted[i] = a[i] + 1.5;
            }

            return sum + TensorPrimitives.Dot<double>(shifted, x);
        }
        """, Sample.Of(("a", 5), ("x", 5)));

    [Fact]
    public void Extension_methods() => Accept.Generic("""
        [Loss]
        public static double F([Theta] double[] a, double[] x) => a.Times(x).Squared() + a[0].Squared() * a.AsSpan().First();
        """ + Extensions, """
        [Loss]
        public static double F([Theta] double[] a, double[] x)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * x[i];
            }

            return sum * sum + a[0] * a[0] * a[0];
        }
        """, Sample.Of(("a", 3), ("x", 3)));

    private const string Extensions = """
        }

        public static class Extensions
        {
            public static double Times(this double[] a, ReadOnlySpan<double> x)
            {
                double sum = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    sum += a[i] * x[i];
                }

                return sum;
            }

            public static T Squared<T>(this T value) where T : INumber<T> => value * value;

            public static double First(this Span<double> values) => values[0];
        """;
}
