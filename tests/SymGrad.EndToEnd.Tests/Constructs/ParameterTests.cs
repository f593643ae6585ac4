using System.Collections.Generic;
using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Types and marks of parameters, and losses in float.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData("int")]
    [InlineData("long")]
    [InlineData("short")]
    [InlineData("sbyte")]
    [InlineData("byte")]
    [InlineData("ushort")]
    [InlineData("uint")]
    [InlineData("ulong")]
    [InlineData("float")]
    [InlineData("double")]
    public void Data_of_a_numeric_type(string type) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, {{type}} x) => a * x + a * a * x * x - x;
        """);

    [Fact]
    public void Data_of_type_bool() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, bool isPositive) => isPositive ? a * a : -a;
        """);

    [Fact]
    public void Parameters_of_all_types_in_any_order() => Accept.Loss("""
        [Loss]
        public static double F(int n, [Theta] double a, bool flag, float f, [Theta] double b, long big, double x)
            => (flag ? a * n : b * f) + a * b * big + x;
        """);

    [Theory]
    [InlineData("theta")]
    [InlineData("θ")]
    public void Theta_by_name(string name) => Accept.Loss($$"""
        [Loss]
        public static double F(double {{name}}, double x) => {{name}} * {{name}} * x;
        """);

    [Fact]
    public void No_data() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b) => a * a + b * b * a;
        """);

    [Fact]
    public void Theta_without_effect() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x) => a * x;
        """);

    [Fact]
    public void Many_parameters()
    {
        IEnumerable<string> thetas = Enumerable.Range(0, 12).Select(i => $"[Theta] double t{i}");
        string sum = string.Join(" + ", Enumerable.Range(0, 12).Select(i => $"t{i} * t{(i + 1) % 12}"));
        Accept.Loss($"    [Loss]\n    public static double F({string.Join(", ", thetas)}, double x) => Math.Sin({sum}) * x;");
    }

    [Fact]
    public void Default_values_of_parameters() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x, double weight = 0.5, int power = 2) => weight * Math.Pow(a * x, power);
        """);

    [Fact]
    public void Loss_in_single_precision() => Accept.Loss("""
        [Loss]
        public static float F([Theta] float w, [Theta] float b, float x, float y)
        {
            float residual = y - (w * x + b);
            float weight = 1 / (1 + residual * residual);
            return weight * residual * residual + MathF.Log(1 + MathF.Exp(-w * x)) / 3;
        }
        """);

    [Fact]
    public void Loss_in_single_precision_with_branches_and_integers() => Accept.Loss("""
        [Loss]
        public static float F([Theta] float w, float x, int n)
        {
            float u = w * n;
            u += 0.1f;
            if (u > 0)
            {
                u = MathF.Sqrt(u) * x;
            }

            return n switch { 0 => u, > 0 => u * u, _ => MathF.Sin(w) * u };
        }
        """);

    [Fact]
    public void Loss_in_single_precision_with_steps_in_double() => Accept.Loss("""
        [Loss]
        public static float F([Theta] float w, float x)
        {
            double wide = (double)w * x + 0.1;
            return (float)(wide * wide) + (float)Math.Sin(w);
        }
        """);

    [Fact]
    public void Loss_in_double_of_theta_in_single_precision() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, float x)
        {
            float scale = x * 0.1f;
            return a * scale + Math.Exp(a * x * 0.2f);
        }
        """);

    [Fact]
    public void Thetas_of_both_precisions() => Accept.Loss("""
        [Loss]
        public static double F([Theta] float a, [Theta] double b, double x) => a * x * b + a * a;
        """);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Projects_that_check_overflow(bool checksOverflow) => Accept.Sources(
        [
            """
            using SymGrad;
            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, int n) => a * (n * 1_000_000_000) * 1e-9 + a * unchecked(n * 2_000_000_000) * 1e-9;
            }
            """,
        ],
        "Losses",
        "F",
        [],
        new GeneratorRunOptions { CheckOverflow = checksOverflow });

    [Fact]
    public void Projects_without_nullable_and_in_older_language_versions() => Accept.Sources(
        [
            """
            using SymGrad;
            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, double x) => a * x > 0 ? a * a : x * a;
            }
            """,
        ],
        "Losses",
        "F",
        [],
        new GeneratorRunOptions
        {
            Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
            LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13,
        });

    [Fact]
    public void Another_name_for_the_generated_members()
    {
        using LossProgram program = LossProgram.Build(
            [
                """
                using SymGrad;
                public static partial class Losses
                {
                    [Loss]
                    public static double Squared([Theta] double a, double x) => (a - x) * (a - x);

                    [Loss(Name = "SquaredWeighted")]
                    public static double Squared([Theta] double a, double x, double weight) => weight * (a - x) * (a - x);
                }
                """,
            ]);
        System.Reflection.MethodInfo weighted = program.Run.Assembly.GetType("Losses")!.GetMethod("SquaredWeightedGradient")!;
        Assert.Equal(2 * 0.5 * (3.0 - 1.0), weighted.Invoke(null, [3.0, 1.0, 0.5]));
    }
}
