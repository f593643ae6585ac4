using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Calls of helpers, local functions, constants and fields.</summary>
public sealed class CallTests
{
    [Fact]
    public void Helpers_of_the_same_type() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => Square(Residual(a, x)) + Square(a);

        private static double Square(double value) => value * value;

        private static double Residual(double slope, double input)
        {
            double product = slope * input;
            return product - 1;
        }
        """);

    [Fact]
    public void Helper_with_branches_and_early_returns() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => Huber(a - x, 0.5) * Huber(a * x, 1);

        private static double Huber(double r, double delta)
        {
            double magnitude = Math.Abs(r);
            if (magnitude <= delta)
            {
                return 0.5 * r * r;
            }

            return delta * (magnitude - 0.5 * delta);
        }
        """);

    [Fact]
    public void Helper_in_another_type_and_file() => Accept.Sources(
        [
            """
            using SymGrad;
            namespace Sample;
            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, double x) => Mathematics.Numbers.Square(a * x) + Numbers.Scale * a;
            }
            """,
            """
            namespace Sample.Mathematics
            {
                internal static class Numbers
                {
                    internal static double Square(double value) => value * value;
                }
            }

            namespace Sample
            {
                public static class Numbers
                {
                    public const double Scale = 1.25;
                }
            }
            """,
        ],
        "Sample.Losses",
        "F",
        []);

    [Fact]
    public void Helper_in_another_part_of_the_type() => Accept.Sources(
        [
            """
            using SymGrad;
            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, double x) => Cube(a) * x;
            }
            """,
            "public static partial class Losses { private static double Cube(double value) => value * value * value; }",
        ],
        "Losses",
        "F",
        []);

    [Fact]
    public void Named_and_optional_arguments() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
            => Scaled(a) + Scaled(factor: a, value: x) + Scaled(x, shift: a) + Scaled(a, 3, 0.5) + Power(power: 3, value: a) + Math.Pow(y: 2, x: a);

        private static double Scaled(double value, double factor = 2.5, double shift = 0) => value * factor + shift * shift;

        private static double Power(double value, int power = 2) => Math.Pow(value, power);
        """);

    [Fact]
    public void Arguments_are_evaluated_in_the_order_written() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u = a;
            return Difference(right: u *= x, left: u += 1) + u;
        }

        private static double Difference(double left, double right) => left * 2 - right;
        """);

    [Fact]
    public void Helper_that_changes_its_parameters() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u = a * x;
            double v = Bend(u, x);
            return u * v;
        }

        private static double Bend(double value, double amount)
        {
            value *= amount;
            value += 1;
            return value * value;
        }
        """);

    [Fact]
    public void Helper_of_integers_and_bools() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x, int n) => IsOutlier(x, 1) ? Weight(n) * a : a * a * Weight(n + 1);

        private static bool IsOutlier(double value, double limit) => value > limit || value < -limit;

        private static int Weight(int count) => count % 2 == 0 ? count * 2 : 1;
        """);

    [Fact]
    public void Another_loss_as_a_helper() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => Squared(a, x) * Squared(x, a);

        [Loss]
        public static double Squared([Theta] double a, double x) => (a - x) * (a - x);
        """);

    [Fact]
    public void Extension_methods() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => (a * x).Squared() + a.Squared();

        private static double Squared(this double value) => value * value;
        """);

    [Fact]
    public void Helper_of_a_helper_that_passes_a_value_on() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => Twice(a * x) * a;

        private static double Twice(double value) => Once(value) + Once(value);

        private static double Once(double value) => value;
        """);

    [Fact]
    public void Local_functions() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            static double Square(double value) => value * value;

            double Scaled(double value)
            {
                if (value > 1)
                {
                    return a * value;
                }

                return value * x;
            }

            return Square(a) + Scaled(Square(x)) * After(a);

            double After(double value) => Scaled(value) + 1;
        }
        """);

    [Fact]
    public void Local_function_that_sees_later_values_of_a_captured_variable() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u = a;
            double Current() => u * x;
            double before = Current();
            u = a * a;
            return before + Current();
        }
        """);

    [Fact]
    public void Local_function_that_assigns_a_captured_variable() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double total = 0;
            void Add(double value) => total += value * value;
            Add(a);
            Add(a * x);
            return total;
        }
        """);

    [Fact]
    public void Constants_and_static_readonly_fields() => Accept.Loss("""
        private const double Scale = 0.1, Twice = Scale * 2;
        private const int Order = 3;
        private static readonly double Rate = 1.7;
        private static readonly int Count = 4;
        private static readonly double Derived = Rate * Count;

        [Loss]
        public static double F([Theta] double a, double x) => a * Scale * Rate + Math.Pow(a, Order) * x * Twice + a * a * Count + Derived * a;
        """);

    [Fact]
    public void Constants_of_other_types() => Accept.Source("""
        using System;
        using SymGrad;

        internal static class Settings
        {
            internal const float Narrow = 0.1f;
            internal static readonly double Wide = Math.Sqrt(2);

            internal static class Inner
            {
                internal const long Big = 1L << 40;
            }
        }

        internal static partial class Losses
        {
            [Loss]
            internal static double F([Theta] double a, double x) => a * Settings.Narrow + a * a * Settings.Wide + a * x / Settings.Inner.Big + Math.Tau * a + double.Pi;
        }
        """, "Losses");

    [Fact]
    public void Enums_as_constants() => Accept.Loss("""
        private enum Kind { None, Some = 3 }

        [Loss]
        public static double F([Theta] double a, double x) => a * (int)Kind.Some + Math.Round(x, 1, MidpointRounding.ToZero) * a;
        """);

    [Fact]
    public void Arguments_by_reference() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double u = x;
            Raise(ref u, a);
            Split(in u, out double half, out double rest);
            return half * rest * u;
        }

        private static void Raise(ref double value, double by) => value = value * by + 1;

        private static void Split(in double value, out double half, out double rest)
        {
            half = value / 2;
            rest = value - half * half;
        }
        """);

    [Fact]
    public void Local_functions_within_local_functions() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
        {
            double Outer(double z)
            {
                double Inner(double w) => w * a;
                return Inner(z) + Inner(b);
            }

            return Outer(x) * Outer(a);
        }
        """);

    [Fact]
    public void Static_properties() => Accept.Loss("""
        private static double Scale => 2.5;

        private static double Rate { get; } = 1.5;

        [Loss]
        public static double F([Theta] double a, double x) => a * Scale * x + a * a * Rate;
        """);

    [Fact]
    public void Overloads() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x, int n) => Of(a) + Of(n) * a + Of(1f) * x * a;

        private static double Of(double z) => z * z;

        private static int Of(int z) => z + 1;

        private static float Of(float z) => z * 2;
        """);
}
