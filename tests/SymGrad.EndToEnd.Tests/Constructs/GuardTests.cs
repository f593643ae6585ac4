using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Exceptions on guard paths: the generated methods throw the same, with the same message.</summary>
public sealed class GuardTests
{
    [Fact]
    public void Throw_statement() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            if (x < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(x), "x is negative.");
            }

            return a * Math.Sqrt(x);
        }
        """);

    [Fact]
    public void Throw_expressions() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x, int n)
        {
            double root = x > 0 ? Math.Sqrt(x) : throw new ArgumentException("not positive");
            return n switch
            {
                > 0 => a * root,
                < 0 => a * a * root,
                _ => throw new InvalidOperationException($"n is {n}."),
            };
        }
        """);

    [Fact]
    public void Message_with_values() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            if (x > 1)
            {
                throw new ArgumentException($"x = {x} is too large for a = {a}");
            }

            return a * x;
        }
        """);

    [Fact]
    public void Guard_in_a_helper() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => a * Checked(x) + Checked(a);

        private static double Checked(double value)
        {
            if (value < -1.5)
            {
                throw new ArgumentException("too small");
            }

            return value * value;
        }
        """);

    [Fact]
    public void Guards_of_the_framework() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(x);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(a, 1.5);
            return a * Math.Sqrt(x);
        }
        """);

    [Fact]
    public void Exceptions_of_the_user_and_formatted_messages() => Accept.Loss("""
        public sealed class TooLarge(double value) : Exception("value " + value);

        [Loss]
        public static double F([Theta] double a, double x, int n)
        {
            if (x > 1)
            {
                throw new TooLarge(x);
            }

            if (n > 1)
            {
                throw new ArgumentException($@"a\{x:F2}""{n,5}");
            }

            return a * x;
        }
        """);

    [Fact]
    public void Throw_at_the_end_of_a_chain() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n)
        {
            if (n > 0)
            {
                return a * n;
            }
            else if (n < 0)
            {
                return a * a;
            }

            throw new InvalidOperationException("n is zero");
        }
        """);
}
