using System;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

public class NormalFormTests
{
    [Fact]
    public void Sums_and_products_are_multiplied_out_in_a_stable_order()
        => Assert.Equal("θ^2 - 2*θ*x + x^2", Form((s, θ, x, y) => (θ - x) * (θ - x)));

    [Fact]
    public void Doubles_are_the_rationals_that_they_are()
        => Assert.Equal(
            "1/180143985094819840*θ^2",
            Form((s, θ, x, y) => (0.1 * θ * θ) - (θ * θ / 10)));

    [Fact]
    public void Division_by_data_leaves_negative_exponents_and_reciprocals()
        => Assert.Equal(
            "-θ*(1/(x + y)) + θ*y^-1 + 3*y^-1*(1/(x + y))",
            Form((s, θ, x, y) => ((θ * x) + 3) / ((2 * x * y) + (2 * y * y)) * 2.0));

    [Fact]
    public void Reciprocals_reduce_wherever_they_meet_their_divisor()
        => Assert.Equal("θ*x - θ*y", Form((s, θ, x, y) => ((x * x) - (y * y)) * (θ / (x + y))));

    [Fact]
    public void Choices_by_data_are_made_for_each_power_of_theta()
        => Assert.Equal(
            "θ*(Greater(x, y) ? x : -x) + y",
            Form((s, θ, x, y) => s.If(x > y, () => (θ * x) + y, () => y - (θ * x))));

    [Fact]
    public void Choices_by_theta_keep_what_both_sides_share()
        => Assert.Equal(
            "θ*x + (Greater(θ, y) ? y : -y)",
            Form((s, θ, x, y) => s.If(θ > y, () => (θ * x) + y, () => (θ * x) - y)));

    [Fact]
    public void Data_expressions_stay_whole_in_the_grouped_form()
    {
        Function function = Sketch.Function(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            Node y = s.Data("y");
            Node difference = x - y;
            return ((θ - difference) * (θ - difference)) - (2 * -difference * x);
        });
        NormalForms grouped = Normalizer.Group(function, Normalizer.Expand(function));

        Assert.Equal("θ^2 - 2*θ*[x - y] + [x - y]^2 - [-2*x^2 + 2*x*y]", PolynomialText.Of(grouped[function.Body.Yields[0]], function));
    }

    [Fact]
    public void Large_powers_and_numbers_end_in_an_atom()
    {
        LossStructureInfo structure = Sketch.Analyze(s =>
        {
            Node θ = s.Theta();
            Node power = s.Data("x");
            for (int i = 0; i < 200; i++)
            {
                power = power * power * 1.1;
            }

            return power * θ;
        });

        Assert.Equal(StructureRung.Affine, structure.Rung);
    }

    [Fact]
    public void A_power_of_a_long_sum_of_data_keeps_the_loss_affine()
    {
        LossStructureInfo structure = Sketch.Analyze(s =>
        {
            Node θ = s.Theta();
            Node[] x = [.. Enumerable.Range(0, 40).Select(i => s.Data($"x{i}"))];
            Node sum = x.Aggregate((left, right) => left + right);
            return (sum * sum * sum * θ) + (θ * sum) - θ;
        });

        Assert.Equal(StructureRung.Affine, structure.Rung);
    }

    [Fact]
    public void A_product_of_200_variables_takes_no_time() => IsFast(StructureRung.Polynomial, s =>
    {
        Node[] θ = [.. Enumerable.Range(0, 200).Select(i => s.Theta($"θ{i}"))];
        return θ.Aggregate((product, factor) => product * factor);
    });

    [Fact]
    public void A_sum_of_100_squares_takes_no_time() => IsFast(StructureRung.Quadratic, s =>
    {
        Node slope = s.Theta("slope");
        Node intercept = s.Theta("intercept");
        Node[] data = [.. Enumerable.Range(0, 200).Select(i => s.Data($"x{i}"))];
        Node Residual(int i) => data[i] - ((slope * data[i + 100]) + intercept);
        return Enumerable.Range(0, 100).Select(i => Residual(i) * Residual(i)).Aggregate((sum, square) => sum + square);
    });

    [Fact]
    public void A_nested_composition_takes_no_time() => IsFast(StructureRung.General, s =>
    {
        Node θ = s.Theta();
        Node x = s.Data("x");
        return Enumerable.Range(0, 30).Aggregate(θ, (inner, _) => s.Call("Sin", inner * x) + (inner * inner));
    });

    [Fact]
    public void A_thousand_statements_take_no_time() => IsFast(StructureRung.General, s =>
    {
        Node[] θ = [.. Enumerable.Range(0, 3).Select(i => s.Theta($"θ{i}"))];
        Node[] x = [.. Enumerable.Range(0, 3).Select(i => s.Data($"x{i}"))];
        Node value = θ[0];
        for (int i = 0; i < 1000; i++)
        {
            value = (i % 4) switch
            {
                0 => value + (θ[i % 3] * x[(i + 1) % 3]),
                1 => value * x[i % 3],
                2 => value - (x[i % 3] / x[(i + 2) % 3]),
                _ => value * (θ[i % 3] + x[i % 3]),
            };
        }

        return value;
    });

    [Fact]
    public void A_long_affine_sum_takes_no_time() => IsFast(StructureRung.Affine, s =>
    {
        Node[] θ = [.. Enumerable.Range(0, 200).Select(i => s.Theta($"θ{i}"))];
        Node[] x = [.. Enumerable.Range(0, 200).Select(i => s.Data($"x{i}"))];
        Node y = s.Data("y");
        return θ.Zip(x, (a, b) => a * b).Aggregate((sum, term) => sum + term) - y;
    });

    private static void IsFast(StructureRung rung, Func<Sketch, Node> body)
    {
        Function function = Sketch.Function(body);
        Assert.Equal(rung, StructureAnalysis.Analyze(function).Rung);

        // On an idle machine of 2020 a tenth of a second is spent on allocating some 50 MB; the amount does not change with other load.
        long before = GC.GetAllocatedBytesForCurrentThread();
        StructureAnalysis.Analyze(function);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 50_000_000);
    }

    private static string Form(Func<Sketch, Node, Node, Node, Node> body)
    {
        Function function = Sketch.Function(s => body(s, s.Theta(), s.Data("x"), s.Data("y")));
        return PolynomialText.Of(Normalizer.Expand(function)[function.Body.Yields[0]], function);
    }
}
