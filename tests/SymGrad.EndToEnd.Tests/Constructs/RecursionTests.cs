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
}
