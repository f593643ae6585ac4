using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Conditions, early returns, switch and patterns.</summary>
public sealed class BranchTests
{
    [Fact]
    public void Conditional_expressions() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
        {
            double z = a * x - b;
            return (z > 0 ? z : 0.1 * z) + (x > 1 ? a : x < -1 ? b : a * b);
        }
        """);

    [Fact]
    public void Only_the_side_taken_is_computed() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => x > 0 ? Math.Log(x) * a : a * a / (x - 5);
        """);

    [Fact]
    public void Early_returns() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double w, [Theta] double b, double x, double y)
        {
            double margin = y * (w * x + b);
            if (margin >= 1)
            {
                return 0.5 * w * w;
            }

            double slack = 1 - margin;
            if (slack > 1.5)
            {
                return 2 * slack + w;
            }

            return slack * slack + 0.5 * w * w;
        }
        """);

    [Fact]
    public void If_without_braces_and_else_if_chains() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u = a;
            if (x < -1) u = a * x;
            else if (x < 0) u += x;
            else if (x < 1) return a * a * x;
            else u *= u;
            return u * 3;
        }
        """);

    [Fact]
    public void Nested_branches_that_reassign() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x, bool flag)
        {
            double u = a * x;
            double v = b;
            if (u > 0)
            {
                v = u * b;
                if (flag)
                {
                    u = Math.Sin(v);
                }
                else if (x > 1)
                {
                    return u + v;
                }

                v += u * u;
            }

            return u * v + a;
        }
        """);

    [Fact]
    public void Branch_inside_an_expression_with_shared_work() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double e = Math.Exp(-Math.Abs(a * x));
            return (a * x > 0 ? 1 / (1 + e) : e / (1 + e)) * e;
        }
        """);

    [Fact]
    public void Branch_on_theta() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            if (a < 0)
            {
                a = -a * 2;
            }

            return a * a * x;
        }
        """);

    [Fact]
    public void Switch_expression_on_an_integer() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x, int n) => n switch
        {
            0 => a,
            1 or 2 => a * x,
            < -1 => Math.Sin(a),
            > 2 and < 4 => a * a * x,
            _ => x,
        };
        """);

    [Fact]
    public void Switch_expression_on_a_real() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => (a * x) switch
        {
            < -1 => a * a,
            >= -1 and < 0.5 => a * x * x,
            0.75 => 3,
            not > 1 => Math.Exp(a),
            var z when z > 2 => z * a,
            var z => z,
        };
        """);

    [Fact]
    public void Switch_expression_on_a_bool_and_a_tuple() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x, bool flag, int n)
            => flag switch { true => a * x, false => a + x }
            + (n, flag) switch { (0, _) => a, ( > 0, true) => a * a, (_, false) => Math.Sin(a), _ => x };
        """);

    [Fact]
    public void Switch_expression_in_the_middle_of_an_expression() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x, int n)
        {
            double w = 2 * (n switch { 0 => a, 1 => x, _ => a * x }) + 1;
            return w * w;
        }
        """);

    [Fact]
    public void Switch_statement() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x, int n)
        {
            double u = a;
            switch (n)
            {
                case 0:
                    u = a * b;
                    break;
                case 1:
                case 2:
                    return Math.Cos(a * b);
                case > 2 when x > 0:
                    u += x;
                    break;
                default:
                    u *= b;
                    break;
            }

            return u * x;
        }
        """);

    [Fact]
    public void Switch_statement_without_default() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x, int n)
        {
            switch (n)
            {
                case -1:
                    a *= x;
                    break;
                case 3:
                    a += x;
                    break;
            }

            return a * a;
        }
        """);

    [Fact]
    public void Switch_statement_on_a_real() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            switch (x)
            {
                case < -1:
                    return a * a;
                case 0.5:
                    return a;
                case > 1:
                    return a * x;
                default:
                    return Math.Sin(a);
            }
        }
        """);

    [Fact]
    public void Switch_statement_where_one_section_returns() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n)
        {
            switch (n)
            {
                case 0:
                    return a;
                case 1:
                    a *= 2;
                    break;
                default:
                    a += 1;
                    break;
            }

            return a * a;
        }
        """);

    [Theory]
    [InlineData("x is > 0")]
    [InlineData("x is > 0 and < 1")]
    [InlineData("x is < -1 or > 1")]
    [InlineData("x is not < 0")]
    [InlineData("x is 0.5")]
    [InlineData("n is 1")]
    [InlineData("n is 1 or 2")]
    [InlineData("n is not 0")]
    [InlineData("n is >= -1 and <= 1")]
    [InlineData("a is > 0.5")]
    [InlineData("flag is true")]
    [InlineData("flag is false")]
    [InlineData("x is double.NaN")]
    [InlineData("(n, x) is (> 0, > 0)")]
    [InlineData("x is var copy && copy > a")]
    [InlineData("x is double number && number > 0")]
    public void Is_patterns(string condition) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, double x, int n, bool flag)
        {
            if ({{condition}})
            {
                return a * a * x;
            }

            return a + x;
        }
        """);
}
