using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Local variables and assignments to them.</summary>
public sealed class LocalsTests
{
    [Fact]
    public void The_loss_of_the_readme() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double slope, [Theta] double intercept, double x, double y)
        {
            double residual = y - (slope * x + intercept);
            return residual * residual;
        }
        """);

    [Fact]
    public void Expression_body() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => Math.Exp(a * x);
        """);

    [Fact]
    public void Var_and_several_declarators() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            var u = a * x;
            double v = u + 1, w = v * u;
            return Math.Sin(w) + v;
        }
        """);

    [Fact]
    public void Declaration_without_value_assigned_later() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u;
            if (x > 0)
            {
                u = a * a;
            }
            else
            {
                u = a * x;
            }

            return u * a;
        }
        """);

    [Fact]
    public void Local_constants() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            const double Scale = 0.3, Shift = Scale * 2;
            const int Power = 3;
            return Math.Pow(a * Scale + Shift, Power) * x;
        }
        """);

    [Fact]
    public void The_same_name_in_sibling_scopes() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double sum = 0;
            {
                double part = a * x;
                sum += part * part;
            }

            {
                double part = Math.Cos(a);
                sum += part;
            }

            if (x > 0)
            {
                double part = a + x;
                sum *= part;
            }

            return sum;
        }
        """);

    [Fact]
    public void Reassignment() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
        {
            double u = a * x;
            u = u * u + b;
            u = Math.Sin(u) * a;
            return u;
        }
        """);

    [Fact]
    public void Assignment_to_parameters() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            x = x * 2 + a;
            a = a * a + x;
            return a * x;
        }
        """);

    [Fact]
    public void Compound_assignments() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
        {
            double u = x;
            u += a;
            u -= b * x;
            u *= a;
            u /= 2 + b * b;
            u %= 3;
            return u * u;
        }
        """);

    [Fact]
    public void Assignment_as_an_expression() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u, v;
            u = v = a * x;
            double w = (u += 1) * v;
            return w + u;
        }
        """);

    [Fact]
    public void Increments_of_reals() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u = a * x;
            double before = u++;
            double after = ++u;
            u--;
            --u;
            return before * after + u * u;
        }
        """);

    [Fact]
    public void Increments_of_integers() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n)
        {
            int i = n;
            int before = i++;
            int after = --i;
            i += 3;
            return a * before + a * a * after + Math.Sin(a) * i;
        }
        """);

    [Fact]
    public void A_value_used_many_times() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u = Math.Exp(-a * x * 0.25);
            return u * u * u + u / (1 + u) - Math.Log(1 + u);
        }
        """);

    [Fact]
    public void Unused_and_constant_locals() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double unused = Math.Exp(a);
            unused = x;
            double one = 1;
            return a * one + x * unused;
        }
        """);

    [Fact]
    public void Discards() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            _ = a * x;
            (double u, _) = (a, x);
            return u * x;
        }
        """);

    [Theory]
    [InlineData("a += a++ * x; return a + ++b * b--;")]
    [InlineData("double r = a + (a = b * x) * a; return r * a;")]
    [InlineData("double u; if ((u = a * x) > 0 && (u = u * 2) < 1 || (u += b) > 3) { return u * u; } return u;")]
    [InlineData("double u = a; bool t = x > 0 && (u *= 2) > 1; bool s = x < 0 || (u += b) > 0; return t ? u : s ? u * u : u * x;")]
    [InlineData("bool t = x > 0; t &= b > 0; t |= a < -1; t ^= x > 1; return t ? a * x : b * b;")]
    [InlineData("double u, v, w; (u, (v, w)) = (a, (b, x)); return u * v * w;")]
    [InlineData("double u = default; u += default(double) + a; return u * x + new double();")]
    public void Side_effects_in_the_order_of_evaluation(string body) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
        {
            {{body}}
        }
        """);

    [Fact]
    public void Statements_without_effect_and_code_that_is_never_reached() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            ;
            if (x > 0) ;
            else a = 2 * a;
            {
                return a * x;
            }

            return x;
        }
        """);

    [Fact]
    public void Preprocessor_directives() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
        #if UNKNOWN
            return 1;
        #else
        #pragma warning disable CS0168
            double unused;
            return a * x;
        #endif
        }
        """);

    [Fact]
    public void Types_reached_by_alias() => Accept.Source("""
        using Real = double;
        using Number = System.Double;
        using SymGrad;
        public static partial class Losses
        {
            [Loss]
            public static Real F([Theta] Real a, Number x)
            {
                Number u = a * x;
                System.Double v = u * (Real)2;
                return u * v;
            }
        }
        """, "Losses");
}
