using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>Properties of the normal form, checked in exact arithmetic on random losses.</summary>
public class RandomLossTests
{
    private const int LossCount = 1000;
    private const int PointCount = 3;

    private static readonly Interpreter<Rational> Exact = new(new ExactArithmetic());
    private static readonly Interpreter<double> Rounded = new(new DoubleArithmetic());
    private static readonly (Function Function, LossStructureInfo Structure, Rational[][] Points)[] Samples = [.. CreateSamples()];

    [Fact]
    public void The_normal_form_is_the_loss() => ForEach((function, structure, point) =>
    {
        Polynomial form = structure.Forms[function.Body.Yields[0]];
        Assert.Equal(Exact.Run(function, point)[0], Exact.Evaluate(form, point));
    });

    [Fact]
    public void The_grouped_normal_form_is_the_loss() => ForEach((function, structure, point) =>
    {
        Polynomial form = Normalizer.Group(function, structure.Forms)[function.Body.Yields[0]];
        Assert.Equal(Exact.Run(function, point)[0], Exact.Evaluate(form, point));
    });

    [Fact]
    public void A_loss_that_is_called_affine_is_the_mean_of_itself_at_two_points_half_way_between()
    {
        int affine = 0;
        ForEach((function, structure, point) =>
        {
            if (structure.Rung > StructureRung.Affine)
            {
                return;
            }

            affine++;
            Rational three = Rational.FromInteger(3);
            Rational[] other = [point[0] + three, point[1] - three, .. point.Skip(2)];
            var half = Rational.FromDouble(0.5);
            Rational[] between = [(point[0] + other[0]) * half, (point[1] + other[1]) * half, .. point.Skip(2)];
            Rational mean = (Exact.Run(function, point)[0] + Exact.Run(function, other)[0]) * half;
            Assert.Equal(mean, Exact.Run(function, between)[0]);
            if (structure.Rung == StructureRung.Constant)
            {
                Assert.Equal(mean, Exact.Run(function, other)[0]);
            }
        });

        Assert.InRange(affine, LossCount * PointCount / 10, LossCount * PointCount);
    }

    [Fact]
    public void A_degree_that_is_claimed_is_never_exceeded()
    {
        int claims = 0;
        ForEach((function, structure, point) =>
        {
            IEnumerable<(StructureClaim Claim, int[] Moved)> all =
                [(structure.ClaimOfValue, new[] { 0, 1 }), .. structure.Thetas.Items.Select(t => (t.Claim, new[] { t.Index }))];
            foreach ((StructureClaim claim, int[] moved) in all.Where(c => c.Claim.Degree is >= 2))
            {
                claims++;
                Assert.True(Difference(function, point, moved, claim.Degree!.Value + 1).IsZero, FunctionPrinter.Print(function));
            }
        });

        Assert.InRange(claims, LossCount, 3 * LossCount * PointCount);
    }

    [Fact]
    public void A_loss_of_K_products_has_no_more_than_K_of_them()
    {
        const int MostProducts = 4;
        int claims = 0;
        foreach ((Function function, LossStructureInfo structure, Rational[][] points) in Samples)
        {
            if (structure.Claim is { Rung: StructureRung.Separable, SumCount: <= MostProducts and { } count })
            {
                // Losses at K + 1 values of θ and as many items: a matrix of rank K or less.
                claims++;
                var random = new Random(claims);
                Rational[][] samples = [.. Enumerable.Range(0, count + 1).SelectMany(_ => Points(random).Take(1))];
                Rational[][] matrix = [.. Enumerable.Range(0, count + 1).Select(_ => new Rational[count + 1])];
                for (int i = 0; i <= count; i++)
                {
                    for (int j = 0; j <= count; j++)
                    {
                        matrix[i][j] = Exact.Run(function, [samples[i][0], samples[i][1], samples[j][2], samples[j][3]])[0];
                    }
                }

                Assert.True(IsSingular(matrix), FunctionPrinter.Print(function));
            }
        }

        Assert.InRange(claims, 20, LossCount);
    }

    [Fact]
    public void The_lifted_form_keeps_theta_and_data_apart() => ForEach((function, structure, point) =>
    {
        if (structure.Lifted is not { } lifted)
        {
            return;
        }

        Rational five = Rational.FromInteger(5);
        Rational[] otherData = [point[0], point[1], point[2] + five, point[3] - five];
        Rational[] otherTheta = [point[0] + five, point[1] - five, point[2], point[3]];
        Rational sum = Rational.Zero;
        foreach (LiftedTerm term in lifted.Terms)
        {
            var theta = Polynomial.Of(term.Theta, Rational.One);
            Rational φ = Exact.Evaluate(theta, point);
            Rational h = Exact.Evaluate(term.Data, point);
            Assert.Equal(φ, Exact.Evaluate(theta, otherData));
            Assert.Equal(h, Exact.Evaluate(term.Data, otherTheta));
            sum += φ * h;
        }

        Assert.Equal(Exact.Run(function, point)[0], sum);
    });

    [Fact]
    public void A_parameter_without_effect_has_none() => ForEach((function, structure, point) =>
    {
        foreach (ThetaStructure theta in structure.Thetas.Items.Where(t => t.Effect == ThetaEffect.None))
        {
            Rational[] moved = [.. point];
            moved[theta.Index] += Rational.FromInteger(5);
            Assert.Equal(Exact.Run(function, point)[0], Exact.Run(function, moved)[0]);
        }
    });

    [Fact]
    public void Coefficients_are_those_of_the_loss() => ForEach((function, structure, point) =>
    {
        if (structure.Affine is null)
        {
            return;
        }

        Function coefficients = CoefficientBuilder.Build(structure);
        Rational[] parts = Exact.Run(coefficients, [Rational.FromInteger(77), Rational.FromInteger(-77), .. point.Skip(2)]);
        double expected = Exact.Run(function, point)[0].ToDouble();
        double actual = (parts[0] + (parts[1] * point[0]) + (parts[2] * point[1])).ToDouble();
        double scale = parts.Max(p => Math.Abs(p.ToDouble())) + Math.Abs(expected) + 1;

        // Numbers that no double or quotient of doubles is are rounded.
        Assert.True(Math.Abs(expected - actual) <= 1e-12 * scale, FunctionPrinter.Print(function) + FunctionPrinter.Print(coefficients));
        Assert.All(Rounded.Run(coefficients, [double.NaN, double.NaN, 0.5, -0.25]), part => Assert.False(double.IsNaN(part)));
    });

    /// <summary>The difference of the given order on a line from a point on which the given parameters move.</summary>
    private static Rational Difference(Function function, Rational[] start, int[] moved, int order)
    {
        Rational difference = Rational.Zero;
        var binomial = Rational.One;
        for (int step = 0; step <= order; step++)
        {
            Rational[] point = [.. start];
            foreach (int parameter in moved)
            {
                point[parameter] += Rational.FromInteger(step * (parameter + 1));
            }

            Rational term = binomial * Exact.Run(function, point)[0];
            difference += step % 2 == 0 ? term : -term;
            binomial *= Rational.FromInteger(order - step) / Rational.FromInteger(step + 1);
        }

        return difference;
    }

    private static bool IsSingular(Rational[][] matrix)
    {
        int size = matrix.Length;
        for (int k = 0; k < size; k++)
        {
            int pivot = Enumerable.Range(k, size - k).FirstOrDefault(i => !matrix[i][k].IsZero, -1);
            if (pivot < 0)
            {
                return true;
            }

            for (int j = k; j < size; j++)
            {
                (matrix[k][j], matrix[pivot][j]) = (matrix[pivot][j], matrix[k][j]);
            }

            for (int i = k + 1; i < size; i++)
            {
                Rational factor = matrix[i][k] / matrix[k][k];
                for (int j = k; j < size; j++)
                {
                    matrix[i][j] -= factor * matrix[k][j];
                }
            }
        }

        return false;
    }

    private static void ForEach(Action<Function, LossStructureInfo, Rational[]> property)
    {
        foreach ((Function function, LossStructureInfo structure, Rational[][] points) in Samples)
        {
            foreach (Rational[] point in points)
            {
                property(function, structure, point);
            }
        }
    }

    private static IEnumerable<(Function Function, LossStructureInfo Structure, Rational[][] Points)> CreateSamples()
    {
        var random = new Random(20260202);
        for (int i = 0; i < LossCount; i++)
        {
            Function function = RandomLoss.Create(random);
            yield return (function, StructureAnalysis.Analyze(function), [.. Points(random)]);
        }
    }

    private static IEnumerable<Rational[]> Points(Random random)
    {
        for (int i = 0; i < PointCount; i++)
        {
            yield return
            [
                .. Enumerable.Range(0, 4).Select(_ => Rational.FromInteger(random.Next(-20, 21)) / Rational.FromInteger(random.Next(1, 8))),
            ];
        }
    }
}
