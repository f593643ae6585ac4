using System;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>How coefficients are written. Parameters are %0 θ, %1 a, %2 x, %3 y; the yields are the offset and ∂/∂θ.</summary>
public class CoefficientBuilderTests
{
    [Fact]
    public void A_square_that_cancels_leaves_the_simplest_form() => Verify(
        (s, θ, a, x, y) => ((θ - a) * (θ - a)) - (θ * θ),
        """
            %4: double = -2
            %5: double = Multiply %1 %1
            %6: double = Multiply %4 %1
            yield %5 %6
        """);

    [Fact]
    public void Opposite_terms_leave_nothing() => Verify(
        (s, θ, a, x, y) => (θ * x) - (x * θ) + y,
        """
            %4: double = 0
            yield %3 %4
        """);

    [Fact]
    public void A_difference_negates_the_coefficient() => Verify(
        (s, θ, a, x, y) => y - (θ * x),
        """
            %4: double = Negate %2
            yield %3 %4
        """);

    [Fact]
    public void A_function_and_its_inverse_leave_what_is_around_them() => Verify(
        (s, θ, a, x, y) => s.Call("Log", s.Call("Exp", θ)) * x,
        """
            %4: double = 0
            yield %4 %2
        """);

    [Fact]
    public void A_choice_by_data_is_a_branch_over_the_coefficient() => Verify(
        (s, θ, a, x, y) => s.If(x > 0, () => θ * x, () => -θ * x),
        """
            %4: double = 0
            %5: bool = Greater %2 %4
            %7: double = branch %5
                yield %2
            else
                %6: double = Negate %2
                yield %6
            yield %4 %7
        """);

    [Fact]
    public void Data_factors_stay_as_the_user_wrote_them() => Verify(
        (s, θ, a, x, y) => (x - a) * (x - y) * θ,
        """
            %4: double = 0
            %5: double = Subtract %2 %1
            %6: double = Subtract %2 %3
            %7: double = Multiply %5 %6
            yield %4 %7
        """);

    [Fact]
    public void Named_data_stay_whole_where_the_rest_cancels() => Verify(
        (s, θ, a, x, y) => ((θ - (x - a).Named("shift")) * (θ - (x - a))) - (θ * θ),
        """
            %4: double = -2
            %5 shift!: double = Subtract %2 %1
            %6: double = Multiply %5 %5
            %7: double = Multiply %4 %5
            yield %6 %7
        """);

    [Fact]
    public void Sums_are_not_multiplied_out() => Verify(
        (s, θ, a, x, y) => (θ + x - y) * a,
        """
            %4: double = Subtract %2 %3
            %5: double = Multiply %4 %1
            yield %5 %1
        """);

    [Fact]
    public void Data_that_only_cancel_when_multiplied_out_cancel() => Verify(
        (s, θ, a, x, y) => (θ * θ * (x + y)) - (θ * θ * x) - (θ * θ * y) + (θ * x / 3),
        """
            %4: double = 3
            %5: double = 0
            %6: double = Divide %2 %4
            yield %5 %6
        """);

    [Fact]
    public void Fractions_are_quotients_where_a_term_is_rebuilt() => Verify(
        (s, θ, a, x, y) => ((θ + (x / 3)) * (θ + (x / 3))) - (θ * θ),
        """
            %4: double = 3
            %5: double = 9
            %6: double = 2
            %7: double = Multiply %2 %2
            %8: double = Divide %7 %5
            %9: double = Multiply %6 %2
            %10: double = Divide %9 %4
            yield %8 %10
        """);

    [Fact]
    public void Equal_sides_need_no_branch_on_theta() => Verify(
        (s, θ, a, x, y) => s.If(θ > a, () => θ * s.Call("Exp", x + y), () => s.Call("Exp", y + x) * θ),
        """
            %4: double = 0
            %5: double = Add %2 %3
            %6: double = Math.Exp({0}) %5
            yield %4 %6
        """);

    [Fact]
    public void Choices_that_remain_after_cancellation_are_made_together() => Verify(
        (s, θ, a, x, y) => s.If(x > y, () => (θ * θ) + (x * θ), () => (θ * θ) + y) - (θ * θ),
        """
            %4: double = 0
            %5: bool = Greater %2 %3
            %6: double, %7: double = branch %5
                yield %4 %2
            else
                yield %3 %4
            yield %6 %7
        """);

    [Fact]
    public void A_float_loss_has_float_coefficients() => Verify(
        (s, θ, a, x, y) => (((θ - a) * (θ - a)) - (θ * θ)).To(ScalarType.Single),
        """
            %4: double = -2
            %5: double = Multiply %1 %1
            %6: double = Multiply %4 %1
            %7: float = Convert double %5
            %8: float = Convert double %6
            yield %7 %8
        """);

    [Fact]
    public void Guards_on_data_stay() => Verify(
        (s, θ, a, x, y) =>
        {
            s.ThrowIf(x > y, x);
            return θ * x;
        },
        """
            %4: double = 0
            %5: bool = Greater %2 %3
            guard %5 throws global::System.ArgumentException(%2)
                yield
            yield %4 %2
        """);

    [Fact]
    public void Single_precision_is_kept()
    {
        Function function = Sketch.Function(s =>
        {
            Node θ = s.Theta("θ", ScalarType.Single);
            Node a = s.Data("a", ScalarType.Single);
            return ((θ - a) * (θ - a)) - (θ * θ);
        });
        Function coefficients = CoefficientBuilder.Build(StructureAnalysis.Analyze(function));

        Assert.All(coefficients.Values.Items, v => Assert.Equal(ScalarType.Single, v.Type));
    }

    [Fact]
    public void Deeply_nested_choices_do_not_double_at_every_level()
    {
        Function function = Sketch.Function(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            Node Nested()
            {
                Node value = x;
                for (int i = 0; i < 40; i++)
                {
                    Node inner = value;
                    value = s.If(x > i, () => inner + 1, () => inner * inner);
                }

                return value * θ;
            }

            // Both sides are equal, and nothing of them is visible outside.
            return s.If(θ > x, Nested, Nested);
        });
        Function coefficients = CoefficientBuilder.Build(StructureAnalysis.Analyze(function));

        Assert.InRange(coefficients.Body.Flatten().Count(), 100, 1000);
    }

    private static void Verify(Func<Sketch, Node, Node, Node, Node, Node> body, string expected)
    {
        Function function = Sketch.Function(s => body(s, s.Theta(), s.Data("a"), s.Data("x"), s.Data("y")));
        string text = FunctionPrinter.Print(CoefficientBuilder.Build(StructureAnalysis.Analyze(function)));
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join("\n", text.TrimEnd('\n').Split('\n').Skip(1)));
    }
}
