using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Operators, conversions, checked and unchecked.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData("a + b * x")]
    [InlineData("a - b - x")]
    [InlineData("a * b * x * a")]
    [InlineData("a / (3 + b * b) / (x + 5)")]
    [InlineData("(a * 5 + 0.3) % 1.7")]
    [InlineData("7.3 % (a * a + 1)")]
    [InlineData("-a * +b - -x")]
    [InlineData("-(a - b)")]
    [InlineData("(a * b) * (a * b)")]
    [InlineData("2 * a + a * 2 - a / 2")]
    [InlineData("1 / (1 + Math.Exp(-a * x))")]
    [InlineData("a * 0 + b * 1 + 0 * x")]
    [InlineData("x * y + 1")]
    public void Arithmetic(string expression) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x, double y) => {{expression}};
        """);

    [Theory]
    [InlineData("a < x")]
    [InlineData("a <= x")]
    [InlineData("a > x")]
    [InlineData("a >= x")]
    [InlineData("a == x")]
    [InlineData("a != x")]
    [InlineData("n == 2")]
    [InlineData("n != 2")]
    [InlineData("n < 0")]
    [InlineData("!(a < x)")]
    [InlineData("a < x && b < x")]
    [InlineData("a < x || b < x")]
    [InlineData("a < x & b < x")]
    [InlineData("a < x | b < x")]
    [InlineData("a < x ^ b < x")]
    [InlineData("flag")]
    [InlineData("flag == a < x")]
    [InlineData("flag != a < x")]
    [InlineData("!flag && (n > 0 || a > 0)")]
    [InlineData("double.IsNaN(a) || double.IsInfinity(x)")]
    [InlineData("true")]
    [InlineData("1 > 2")]
    public void Conditions(string condition) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x, int n, bool flag)
            => {{condition}} ? a * b : a + b * b;
        """);

    [Theory]
    [InlineData("n + m * 2 - 3")]
    [InlineData("n / 2 + n % 2")]
    [InlineData("-n * +m")]
    [InlineData("n & m")]
    [InlineData("n | m")]
    [InlineData("n ^ m")]
    [InlineData("~n")]
    [InlineData("n << 2")]
    [InlineData("n >> 1")]
    [InlineData("n >>> 30")]
    [InlineData("Math.Max(n, m) + Math.Abs(n)")]
    [InlineData("Math.Min(n, 3) * Math.Sign(m)")]
    [InlineData("n > m ? n : m")]
    [InlineData("checked(n * m)")]
    [InlineData("unchecked(n * m + int.MaxValue)")]
    [InlineData("int.MaxValue")]
    [InlineData("(int)MidpointRounding.AwayFromZero")]
    public void Integer_arithmetic(string expression) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, int n, int m)
        {
            int k = {{expression}};
            return a * k * 1e-3 + Math.Sin(a);
        }
        """);

    [Theory]
    [InlineData("k += 2;")]
    [InlineData("k -= m;")]
    [InlineData("k *= m;")]
    [InlineData("k /= 3;")]
    [InlineData("k %= 3;")]
    [InlineData("k &= m;")]
    [InlineData("k |= m;")]
    [InlineData("k ^= m;")]
    [InlineData("k <<= 2;")]
    [InlineData("k >>= 1;")]
    [InlineData("k >>>= 30;")]
    [InlineData("k += 2.7;", "double")]
    public void Integer_compound_assignments(string statement, string type = "int") => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, int n, int m)
        {
            {{type}} k = n + m * 0;
            {{statement}}
            return a * k;
        }
        """);

    [Fact]
    public void Compound_assignment_that_narrows() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n, double x)
        {
            int k = n;
            k += (int)(x * 3);
            k *= 2;
            short s = (short)n;
            s += 3;
            float f = (float)x;
            f *= 2;
            return a * k + a * a * s + a * f;
        }
        """);

    [Theory]
    [InlineData("(double)n")]
    [InlineData("(int)x")]
    [InlineData("(int)(a * 3)")]
    [InlineData("(long)x + n")]
    [InlineData("(uint)n % 7")]
    [InlineData("(byte)n")]
    [InlineData("(sbyte)(n * 50)")]
    [InlineData("(short)n")]
    [InlineData("(ushort)n * 1e-4")]
    [InlineData("(ulong)Math.Abs(n)")]
    [InlineData("unchecked((byte)(n + 250))")]
    [InlineData("checked((byte)Math.Abs(n))")]
    [InlineData("unchecked((int)(x * 1e12)) * 1e-9")]
    public void Casts_between_numbers(string expression) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, double x, int n) => a * a * ({{expression}}) + a;
        """);

    [Fact]
    public void Casts_between_precisions() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            float narrow = (float)(x * 3);
            double wide = narrow;
            return a * wide + a * a * (double)narrow;
        }
        """);

    [Fact]
    public void Checked_and_unchecked_statements() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n)
        {
            int k;
            checked
            {
                k = n * 1000;
            }

            unchecked
            {
                k = k * 1000003 + int.MaxValue;
            }

            return a * k * 1e-9;
        }
        """);

    [Fact]
    public void Checked_overflow_throws_as_in_the_loss() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n) => a * checked(n * 1_000_000_000);
        """);

    [Fact]
    public void Integer_division_by_zero_throws_as_in_the_loss() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n) => a * (7 / n) + a * (9 % n);
        """);

    [Fact]
    public void Literals_of_all_kinds() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
            => a * 1e-3 + a * 0x1F + a * 1_000 + a * 0b101 + a * 3L + a * 2U + a * 1.5f + a * .5 + a * 1d + a * Math.PI + a * double.Epsilon + x * 'b';
        """);

    [Fact]
    public void Extreme_constants() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
            => Math.Min(a, double.MaxValue) + Math.Max(a * a, double.NegativeInfinity) + (x > double.PositiveInfinity ? a : -0.0) + a * 1e-300 + a * 123456789.123456789;
        """);
}
