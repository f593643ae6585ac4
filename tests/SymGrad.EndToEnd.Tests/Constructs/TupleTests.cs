using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Tuples and deconstruction.</summary>
public sealed class TupleTests
{
    [Fact]
    public void Deconstruction_into_new_variables() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            var (u, v) = (a * x, a + x);
            (double p, var q) = (u * v, u - v);
            return p * q;
        }
        """);

    [Fact]
    public void Deconstruction_into_existing_variables() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u = a, v = x;
            (u, v) = (v * a, u + 1);
            (u, double w) = (u * v, u);
            return u + w * v;
        }
        """);

    [Fact]
    public void Swap() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b)
        {
            (a, b) = (b, a);
            return a * a * b;
        }
        """);

    [Fact]
    public void Tuple_variables_with_and_without_names() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            (double First, double Second) pair = (a * x, a);
            var other = (pair.Second, Sum: pair.First + x);
            return pair.First * other.Item1 + other.Sum * pair.Item2;
        }
        """);

    [Fact]
    public void Assignment_to_tuple_elements() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            var pair = (U: a, V: x);
            pair.U += pair.V;
            pair.Item2 = pair.U * a;
            return pair.U * pair.V;
        }
        """);

    [Fact]
    public void Helper_that_returns_a_tuple() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            var (sin, cos) = Rotate(a, x);
            (double s, double c) = Rotate(cos, sin);
            return s * c + Rotate(a, a).Cosine;
        }

        private static (double Sine, double Cosine) Rotate(double angle, double scale) => (Math.Sin(angle) * scale, Math.Cos(angle) * scale);
        """);

    [Fact]
    public void Sine_and_cosine_at_once() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            var (sin, cos) = Math.SinCos(a * x);
            return sin * cos + double.SinCosPi(a).CosPi;
        }
        """);

    [Fact]
    public void Nested_tuples() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            var nested = (a, (x, a * x));
            var (u, (v, w)) = nested;
            return u * v + w * nested.Item2.Item1;
        }
        """);

    [Fact]
    public void Tuples_through_branches() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            (double u, double v) = x > 0 ? (a, x) : (x, a * a);
            return u * v + u;
        }
        """);

    [Fact]
    public void Tuples_of_mixed_types() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n)
        {
            (double u, int k, bool negative) = (a, n + 1, n < 0);
            return negative ? u * k : u * u;
        }
        """);
}
