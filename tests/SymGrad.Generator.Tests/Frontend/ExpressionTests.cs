using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>The shape that expressions take in the intermediate representation.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("theta * n", "    %2: double = Convert int %1\n    %3: double = Multiply %0 %2\n    yield %3\n")]
    [InlineData("theta + 2", "    %2: double = 2\n    %3: double = Add %0 %2\n    yield %3\n")]
    [InlineData("(float)theta", "    %2: float = Convert double %0\n    %3: double = Convert float %2\n    yield %3\n")]
    [InlineData("checked(n * n) * theta",
        "    %2: int = Multiply checked %1 %1\n    %3: double = Convert int %2\n    %4: double = Multiply %3 %0\n    yield %4\n")]
    [InlineData("checked(theta * theta)", "    %2: double = Multiply %0 %0\n    yield %2\n")]
    [InlineData("theta * Math.PI", "    %2: double = 3.141592653589793 (Math.PI)\n    %3: double = Multiply %0 %2\n    yield %3\n")]
    [InlineData("theta * (0.5 * 4)", "    %2: double = 2\n    %3: double = Multiply %0 %2\n    yield %3\n")]
    [InlineData("-(-theta)", "    %2: double = Negate %0\n    %3: double = Negate %2\n    yield %3\n")]
    [InlineData("theta - theta", "    %2: double = Subtract %0 %0\n    yield %2\n")]
    [InlineData("Math.Log(theta, 2)", "    %2: double = 2\n    %3: double = Math.Log({0}, {1}) %0 %2\n    yield %3\n")]
    [InlineData("Math.Round(theta, MidpointRounding.ToZero)",
        "    %2: int = 2 (MidpointRounding.ToZero)\n    %3: double = Math.Round({0}, {1}) %0 %2\n    yield %3\n")]
    [InlineData("Math.SinCos(theta).Cos",
        "    %2: double = Math.SinCos({0}).Sin %0\n    %3: double = Math.SinCos({0}).Cos %0\n    yield %3\n")]
    public void An_expression_is_lowered_as_written(string expression, string expected)
        => Assert.Equal(expected, Lowering.Dump($"[Loss] public static double F(double theta, int n) => {expression};"));

    [Fact]
    public void Conditions_keep_their_short_circuit()
    {
        string dump = Lowering.Dump("[Loss] public static double F(double theta, int n) => n != 0 && 6 / n > 2 ? theta : 0;");
        Assert.Equal(
            """
                %2: int = 0
                %4: int = 6
                %6: int = 2
                %8: bool = 0
                %10: double = 0
                %3: bool = NotEqual %1 %2
                %9: bool = branch %3
                    %5: int = Divide %4 %1
                    %7: bool = Greater %5 %6
                    yield %7
                else
                    yield %8
                %11: double = branch %9
                    yield %0
                else
                    yield %10
                yield %11

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_compound_assignment_converts_in_and_out()
    {
        string dump = Lowering.Dump("[Loss] public static double F(double theta, byte b) { checked { b += 3; } return theta * b; }");
        Assert.Equal(
            """
                %2: int = 3
                %3: int = Convert byte %1
                %4: int = Add checked %3 %2
                %5 b!: byte = Convert int checked %4
                %6: double = Convert byte %5
                %7: double = Multiply %0 %6
                yield %7

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Arguments_are_evaluated_in_the_order_written()
    {
        string dump = Lowering.Dump("""
            static double Pair(double first, double second) => first / second;
            [Loss] public static double F(double theta, double x) => Pair(second: Math.Exp(theta), first: Math.Sin(x));
            """);
        Assert.Equal(
            """
                %2 second: double = Math.Exp({0}) %0
                %3 first: double = Math.Sin({0}) %1
                %4: double = Divide %3 %2
                yield %4

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Constants_are_named_as_short_as_is_safe()
    {
        string dump = Lowering.Dump("""
            const double Own = 1;
            private static class Hidden { public const double Inner = 2; internal static class Deep { public const double Deepest = 3; } }
            [Loss] public static double F(double theta) => theta + Own + Hidden.Inner + Hidden.Deep.Deepest + Elsewhere.Secret.Value + float.Epsilon;
            static class Elsewhere { internal static class Secret { internal const double Value = 4; } }
            """);
        Assert.Contains("(Losses.Own)", dump, System.StringComparison.Ordinal);
        Assert.Contains("(Hidden.Inner)", dump, System.StringComparison.Ordinal);
        Assert.Contains("(global::Losses.Hidden.Deep.Deepest)", dump, System.StringComparison.Ordinal);
        Assert.Contains("(global::Losses.Elsewhere.Secret.Value)", dump, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_named_like_one_of_the_framework_is_named_in_full()
    {
        string dump = Lowering.Dump(
            "private static class Math { public const double Two = 2; } [Loss] public static double F(double theta) => theta * Math.Two;");
        Assert.Contains("(global::Losses.Math.Two)", dump, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_that_is_out_of_reach_is_a_literal()
    {
        string dump = Lowering.Dump("""
            static class Helper { const double Hidden = 2.5; internal static double Scale(double v) => v * Hidden; }
            [Loss] public static double F(double theta) => Helper.Scale(theta);
            """);
        Assert.Equal("    %1: double = 2.5\n    %2: double = Multiply %0 %1\n    yield %2\n", dump);
    }

    [Fact]
    public void A_readonly_field_is_read_where_it_is()
    {
        string dump = Lowering.Dump("static readonly double Rate = 2; [Loss] public static double F(double theta) => theta * Rate;");
        Assert.Equal("    %1: double = field Losses.Rate\n    %2: double = Multiply %0 %1\n    yield %2\n", dump);
    }

    [Fact]
    public void Framework_guards_are_checks()
    {
        string dump = Lowering.Dump(
            "[Loss] public static double F(double theta, double x) { ArgumentOutOfRangeException.ThrowIfLessThan(x, 3); return theta; }");
        Assert.Equal(
            "    %2: double = 3\n    check global::System.ArgumentOutOfRangeException.ThrowIfLessThan(%1, %2, \"x\")\n    yield %0\n", dump);
    }

    [Fact]
    public void Patterns_match_NaN_as_the_compiler_does()
    {
        string dump = Lowering.Dump("[Loss] public static double F(double theta, float x) => x is float.NaN ? 0 : theta;");
        Assert.Contains("float.IsNaN({0}) %1", dump, System.StringComparison.Ordinal);
    }
}
