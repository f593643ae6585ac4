using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Arrays and spans as parameters and as local buffers.</summary>
public sealed class ArrayTests
{
    [Theory]
    [InlineData("ReadOnlySpan<double>", "ReadOnlySpan<double>")]
    [InlineData("double[]", "double[]")]
    [InlineData("ReadOnlySpan<double>", "double[]")]
    [InlineData("ReadOnlySpan<float>", "ReadOnlySpan<double>")]
    [InlineData("float[]", "float[]")]
    [InlineData("ReadOnlySpan<double>", "ReadOnlySpan<int>")]
    [InlineData("ReadOnlySpan<double>", "long[]")]
    [InlineData("ReadOnlySpan<float>", "ReadOnlySpan<byte>")]
    public void Parameter_types(string theta, string data) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] {{theta}} a, {{data}} x)
        {
            double sum = 1;
            for (int i = 0; i < a.Length; i++)
            {
                sum = sum * a[i] + x[i];
            }

            return sum;
        }
        """, Sample.Of(("a", 3), ("x", 3)), Sample.Of(("a", 0), ("x", 0)));

    [Fact]
    public void Only_numbers_are_theta() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, ReadOnlySpan<double> x)
        {
            double y = 0;
            foreach (double value in x)
            {
                y += Math.Exp(a * value) * b;
            }

            return y;
        }
        """, Sample.Of(("x", 3)), Sample.Of(("x", 0)));

    [Fact]
    public void Numbers_and_arrays_of_theta_in_any_order() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, ReadOnlySpan<double> x, [Theta] ReadOnlySpan<double> b, [Theta] double c, [Theta] double[] d)
            => a * b[0] + c * d[1] * x[0] + b[1] * d[0] * a;
        """, Sample.Of(("x", 1), ("b", 2), ("d", 2)));

    [Fact]
    public void An_array_named_theta() => Accept.Loss("""
        [Loss]
        public static double F(ReadOnlySpan<double> theta, double x) => theta[0] * Math.Sin(theta[1] * x);
        """, Sample.Of(("theta", 2)));

    [Fact]
    public void Elements_that_are_not_read() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] ReadOnlySpan<double> unused, double x) => a[1] * a[1] * x;
        """, Sample.Of(("a", 4), ("unused", 2)));

    [Fact]
    public void Length_in_expressions() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, double[] x)
        {
            double sum = 0;
            foreach (double value in a)
            {
                sum += value;
            }

            return sum * sum / a.Length + x.Length * a[^1] * (a.IsEmpty ? 0 : 2);
        }
        """, Sample.Of(("a", 3), ("x", 5)));

    [Theory]
    [InlineData("Span<double> h = stackalloc double[a.Length];")]
    [InlineData("Span<double> h = new double[a.Length];")]
    [InlineData("double[] h = new double[a.Length];")]
    [InlineData("var h = new double[a.Length + 2];")]
    [InlineData("Span<double> h = stackalloc double[8];")]
    public void Local_buffers(string declaration) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b)
        {
            {{declaration}}
            for (int i = 0; i < a.Length; i++)
            {
                h[i] = Math.Sin(a[i] * b);
            }

            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += h[i] * h[a.Length - 1 - i];
            }

            return sum;
        }
        """, Sample.Of(("a", 4)), Sample.Of(("a", 0)));

    [Fact]
    public void Elements_that_were_never_stored_are_zero() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            Span<double> h = stackalloc double[5];
            double[] k = new double[5];
            h[1] = a[0] * a[1];
            k[2] = h[1] + h[3];
            double sum = 1;
            for (int i = 0; i < 5; i++)
            {
                sum += (h[i] + 1) * (k[i] + a[0]);
            }

            return sum;
        }
        """, Sample.Of(("a", 2)));

    [Fact]
    public void Array_initialisers() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, double x)
        {
            double[] first = { a[0], 2, x };
            double[] second = [a[1] * a[1], x, 1.5];
            Span<double> third = stackalloc double[] { a[0] * x, a[1], 3 };
            ReadOnlySpan<double> fourth = [0.5, -1, 2];
            var fifth = new[] { a[1], 1.0, x };
            double sum = 0;
            for (int i = 0; i < 3; i++)
            {
                sum += first[i] * second[i] * third[i] * fourth[i] + fifth[i] * third[i];
            }

            return sum;
        }
        """, Sample.Of(("a", 2)));

    [Fact]
    public void Buffers_in_a_loop() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int rows)
        {
            double sum = 0;
            int columns = a.Length / rows;
            for (int i = 0; i < rows; i++)
            {
                double[] squares = new double[columns];
                for (int j = 0; j < columns; j++)
                {
                    squares[j] += a[i * columns + j] * a[i * columns + j];
                }

                for (int j = 1; j < columns; j++)
                {
                    sum += squares[j] * squares[j - 1];
                }
            }

            return sum;
        }
        """, Sample.Of(("a", 6)).With("rows", 2));

    [Fact]
    public void Integer_and_boolean_buffers() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<int> labels)
        {
            Span<int> counts = stackalloc int[3];
            bool[] isSeen = new bool[3];
            foreach (int label in labels)
            {
                counts[label]++;
                isSeen[label] = true;
            }

            double sum = 0;
            for (int i = 0; i < 3; i++)
            {
                sum += isSeen[i] ? a[i] * a[i] * counts[i] : a[i];
            }

            return sum;
        }
        """, Sample.Of(("a", 3), ("labels", 4)).Below("labels", 3));

    [Fact]
    public void Single_precision_buffers() => Accept.Loss("""
        [Loss]
        public static float F([Theta] ReadOnlySpan<float> a, float x)
        {
            Span<float> h = stackalloc float[a.Length];
            float sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                h[i] = MathF.Sin(a[i] * x);
                sum += h[i] * h[i / 2];
            }

            return sum;
        }
        """, Sample.Of(("a", 3)));

    [Theory]
    [InlineData("double[] h = new double[n]; Span<double> g = h;")]
    [InlineData("Span<double> h = n <= 16 ? stackalloc double[n] : new double[n]; Span<double> g = h;")]
    public void Buffers_of_any_size(string declaration) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, int n)
        {
            {{declaration}}
            for (int i = 0; i < n; i++)
            {
                h[i] = Math.Sin(a * i);
            }

            double sum = 0;
            foreach (double value in g)
            {
                sum += value * value;
            }

            return sum;
        }
        """, Sample.Any.With("n", 3), Sample.Any.With("n", 100));
}
