using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Names that collide with those a generator would choose, or that are hard to write.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("value")]
    [InlineData("gradient")]
    [InlineData("result")]
    [InlineData("residualAdjoint")]
    [InlineData("Math")]
    [InlineData("MathF")]
    [InlineData("System")]
    [InlineData("SymGrad")]
    [InlineData("Pullback")]
    [InlineData("Objective")]
    [InlineData("Losses")]
    [InlineData("F")]
    [InlineData("FGradient")]
    [InlineData("FValueAndGradient")]
    [InlineData("Value")]
    [InlineData("Gradient")]
    [InlineData("Rest")]
    [InlineData("ToString")]
    [InlineData("GetHashCode")]
    [InlineData("theta")]
    [InlineData("θ")]
    [InlineData("start")]
    [InlineData("count")]
    [InlineData("sums")]
    [InlineData("columns")]
    [InlineData("aggregation")]
    [InlineData("i")]
    [InlineData("@double")]
    [InlineData("@return")]
    [InlineData("@this")]
    [InlineData("@var")]
    [InlineData("@await")]
    [InlineData("_")]
    [InlineData("__")]
    [InlineData("e̲")]
    [InlineData("ﬁ")]
    public void Names_of_parameters(string name) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double {{name}}, [Theta] double other, double x)
        {
            double residual = {{name}} * x - other;
            return residual * residual + global::System.Math.Exp({{name}} * 0.1) * {{name}};
        }
        """);

    [Theory]
    [InlineData("value")]
    [InlineData("gradient")]
    [InlineData("Math")]
    [InlineData("start")]
    [InlineData("count")]
    [InlineData("sums")]
    [InlineData("theta")]
    [InlineData("item")]
    [InlineData("i")]
    [InlineData("aggregation")]
    [InlineData("columns")]
    [InlineData("LossDescription")]
    [InlineData("@object")]
    [InlineData("aAdjoint")]
    [InlineData("Item1")]
    [InlineData("Item2")]
    public void Names_of_data(string name) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double {{name}})
        {
            double u = a * {{name}};
            return u * u * b + global::System.Math.Abs({{name}});
        }
        """);

    [Theory]
    [InlineData("value", "gradient")]
    [InlineData("aAdjoint", "bAdjoint")]
    [InlineData("uAdjoint", "valueAdjoint")]
    [InlineData("Math", "System")]
    [InlineData("result", "returned")]
    [InlineData("@int", "@new")]
    [InlineData("F", "FGradient")]
    [InlineData("δ", "ε")]
    public void Names_of_locals(string first, string second) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
        {
            double {{first}} = a * x;
            double {{second}} = {{first}} * b;
            {{first}} += {{second}} * {{second}};
            return {{first}} * {{second}} + global::System.Math.Sin({{first}});
        }
        """);

    [Theory]
    [InlineData("Value")]
    [InlineData("Square")]
    [InlineData("@operator")]
    [InlineData("Gradient")]
    public void Names_of_losses(string name) => Accept.Sources(
        [
            $$"""
            using SymGrad;
            public static partial class Losses
            {
                [Loss]
                public static double {{name}}([Theta] double a, double x) => a * a * x;
            }
            """,
        ],
        "Losses",
        name.TrimStart('@'),
        []);

    [Theory]
    [InlineData("Item1", "Item2")]
    [InlineData("Item2", "Item1")]
    [InlineData("Item3", "b")]
    public void Names_of_tuple_elements_that_C_sharp_reserves(string first, string second) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double {{first}}, [Theta] double {{second}}, double x) => {{first}} * {{first}} * {{second}} * x;
        """);

    [Fact]
    public void A_user_type_called_Math() => Accept.Source("""
        using SymGrad;
        namespace Sample;

        internal static class Math
        {
            internal static double Sin(double value) => value * 3;
        }

        internal static class Pullback
        {
            internal static double Abs(double value, double other) => value + other;
        }

        public static partial class Losses
        {
            [Loss]
            public static double F([Theta] double a, double x) => System.Math.Exp(a * x * 0.2) * Math.Sin(a) + System.Math.Abs(a);
        }
        """, "Sample.Losses");

    [Fact]
    public void A_namespace_called_System_inside() => Accept.Source("""
        using SymGrad;
        namespace Sample.System
        {
            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, double x) => global::System.Math.Cos(a * x) + global::System.Math.Max(a, x);
            }
        }
        """, "Sample.System.Losses");

    [Fact]
    public void Names_that_differ_in_case_only() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double w, [Theta] double W, double x, double X) => w * W * x + W * X * W;
        """);

    [Fact]
    public void Functions_reached_by_using_static_and_alias() => Accept.Source("""
        using static System.Math;
        using M = System.Math;
        using SymGrad;
        public static partial class Losses
        {
            [Loss]
            public static double F([Theta] double a, double x) => Sin(a) * M.Cos(x * a) + System.Math.Tanh(a) + PI * a;
        }
        """, "Losses");

    [Fact]
    public void Documentation_that_needs_escaping() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x) => a * x < 1 && a > x || x > 1 ? a * a : a * x;
        """);

    [Theory]
    [InlineData("DataPart", "RunDataPart")]
    [InlineData("DataPartOf", "ParameterCount")]
    [InlineData("UsesLanes", "UsesDataLanes")]
    [InlineData("AccumulateValueLanes", "AccumulateValueAndGradientLanes")]
    public void Work_on_data_that_is_called_like_a_member_of_the_objective(string first, string second) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, double x, double y)
        {
            double {{first}} = SpecialFunctions.LogGamma(x * x + 1);
            double {{second}} = Math.Sinh(y * y);
            return Math.Exp(a * {{first}} * 0.1) + Math.Cos(a * {{second}});
        }
        """);

    [Theory]
    [InlineData("ParameterCount", "ItemValue")]
    [InlineData("Prologue", "PrologueAdjoint")]
    [InlineData("ItemValueAndGradient", "ParameterCount")]
    public void Work_on_theta_that_is_called_like_a_member_of_the_objective(string first, string second) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, double x, double y)
        {
            double {{first}} = Math.Exp(a);
            double {{second}} = Math.Log({{first}} + 2);
            return Math.Exp({{first}} * x * 0.1) + Math.Cos({{second}} * y);
        }
        """);

    [Fact]
    public void Values_between_stages_that_are_called_like_a_stage() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double Stage1, double x)
        {
            double Stage2 = Math.Exp(a * x);
            double Stage3 = Math.Exp(-Math.Sin(Stage2 * Stage1) * x);
            return Math.Log(1 + Stage3) * Stage2;
        }
        """);

    [Theory]
    [InlineData("UsesLanes", "AccumulateValueLanes", "AccumulateValueAndGradientLanes")]
    [InlineData("ParameterCount", "UsesLanes", "Stage1")]
    [InlineData("Flatten", "DataPartOf", "UsesDataLanes")]
    public void Parameters_that_are_called_like_a_member_of_the_objective(string theta, string first, string second) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double {{theta}}, double {{first}}, double {{second}})
            => Math.Exp({{theta}} * {{first}}) + Math.Sin({{theta}} * SpecialFunctions.LogGamma(2 + {{second}} * {{second}}));
        """);

    [Fact]
    public void Functions_of_the_users_own_between_stages() => Accept.Loss("""
        private static double Bent(double u) => u * u * u;
        [DerivativeOf(typeof(Losses), nameof(Bent))]
        private static double BentDerivative(double u) => 3 * u * u;

        [Loss]
        public static double F([Theta] double a, double x, double y) => Bent(a * x) + Bent(y) * Math.Exp(a) + Math.Exp(Bent(y) * a * 0.1);
        """);
}
