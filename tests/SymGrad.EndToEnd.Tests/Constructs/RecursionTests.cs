using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Helpers that call themselves.</summary>
public sealed class RecursionTests
{
    [Fact]
    public void Recursion_over_numbers() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, int n) => Power(a * b, n) + Power(b, 2);

        private static double Power(double x, int n)
            => n == 0 ? 1 : n % 2 == 1 ? x * Power(x, n - 1) : Power(x * x, n / 2);
        """, Sample.Any.With("n", 7), Sample.Any.With("n", 0));

    [Fact]
    public void Recursion_over_slices() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a) => Sum(a) * Sum(a[1..]);

        private static double Sum(ReadOnlySpan<double> values)
        {
            if (values.Length <= 1)
            {
                return values.Length == 0 ? 0 : Math.Sin(values[0]);
            }

            int middle = values.Length / 2;
            return Sum(values[..middle]) + Sum(values[middle..]) * values[0];
        }
        """, Sample.Of(("a", 5)), Sample.Of(("a", 1)));

    [Fact]
    public void Mutual_recursion() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n) => Even(a, n);

        private static double Even(double x, int n) => n == 0 ? x : Odd(x * x, n - 1);

        private static double Odd(double x, int n) => n == 0 ? -x : Even(Math.Sin(x) + 1, n - 1);
        """, Sample.Any.With("n", 5));

    [Fact]
    public void A_determinant_by_minors() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n) => Math.Log(1.5 + Math.Sin(Determinant(a, n))) * Determinant(a, 1);

        private static double Determinant(ReadOnlySpan<double> matrix, int size)
        {
            if (size == 1)
            {
                return matrix[0];
            }

            Span<double> minor = stackalloc double[(size - 1) * (size - 1)];
            double sum = 0.5 * matrix[0];
            double sign = 1;
            for (int column = 0; column < size; column++)
            {
                int next = 0;
                for (int row = 1; row < size; row++)
                {
                    for (int other = 0; other < size; other++)
                    {
                        if (other != column)
                        {
                            minor[next++] = matrix[row * size + other];
                        }
                    }
                }

                sum += sign * matrix[column] * Determinant(minor, size - 1);
                sign = -sign;
            }

            return sum / matrix[0] - matrix[^1];
        }
        """, Sample.Of(("a", 9)).With("n", 3), Sample.Of(("a", 16)).With("n", 4), Sample.Of(("a", 1)).With("n", 1));

    [Fact]
    public void Sums_of_multiples_of_several_calls() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, int n) => Weighted(a, b * b, n) * b;

        private static double Weighted(double x, double y, int n)
        {
            double shifted = x + y;
            return n <= 0
                ? x * y
                : -(3 * shifted * Weighted(x * y, y, n - 1) - Math.Sin(x) * Weighted(y, shifted, n - 2) / y) + x * x;
        }
        """, Sample.Any.With("n", 4), Sample.Any.With("n", 0));

    [Fact]
    public void Sums_of_multiples_in_nested_loops_and_branches() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n) => Tree(a, a[0], n) + Tree(a, 2, 0);

        private static double Tree(ReadOnlySpan<double> weights, double x, int depth)
        {
            double sum = x * weights[depth];
            for (int i = 0; i < depth; i++)
            {
                double scale = x + weights[i];
                for (int j = 0; j <= i; j++)
                {
                    if (j != 1)
                    {
                        sum += scale * Tree(weights, x * weights[j], depth - 1 - j);
                    }
                    else
                    {
                        sum -= scale;
                    }
                }
            }

            return 2 * sum - x;
        }
        """, Sample.Of(("a", 4)).With("n", 3));

    [Theory]
    [InlineData("Product(x * 0.5, n - 1) * Product(y, n - 2) + x")]
    [InlineData("Math.Sin(Product(x * 0.5, n - 1)) + y")]
    [InlineData("Product(Product(x, n - 1), n - 2) + y * y")]
    [InlineData("y / (3 + Product(x, n - 1) * Product(x, n - 1))")]
    [InlineData("Product(x, n - 1) > y ? x * Product(y, n - 2) : y")]
    [InlineData("Math.Max(Product(x, n - 1), y)")]
    public void What_is_not_a_sum_of_multiples(string result) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, int n) => Product(a, n) * a;

        private static double Product(double x, int n)
        {
            double y = x * x + 0.1;
            return n <= 0 ? x : {{result}};
        }
        """, Sample.Any.With("n", 4), Sample.Any.With("n", 1));

    [Fact]
    public void A_call_in_a_loop_whose_array_goes_on_to_change() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n) => Scan(a, n) * a[0];

        private static double Scan(ReadOnlySpan<double> values, int depth)
        {
            if (depth == 0)
            {
                return values[0] * values[1];
            }

            Span<double> h = stackalloc double[values.Length];
            double sum = 0;
            for (int i = 0; i < values.Length; i++)
            {
                h[i] += values[i] * values[0];
                sum += h[i] * Scan(h, depth - 1);
                h[0] *= h[i];
            }

            double factor = 1;
            for (int i = 0; i < 2; i++)
            {
                h[i] = h[i] * values[i];
                sum += Scan(h, depth - 1);
                factor *= values[i];
            }

            return sum * factor;
        }
        """, Sample.Of(("a", 3)).With("n", 2));

    [Fact]
    public void A_single_precision_recursion() => Accept.Loss("""
        [Loss]
        public static float F([Theta] ReadOnlySpan<float> a) => Horner(a, 0.5f) * a[0];

        private static float Horner(ReadOnlySpan<float> values, float x)
            => values.Length == 0 ? 0 : values[0] + x * Horner(values[1..], x * values[0]);
        """, Sample.Of(("a", 4)));
}
