using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Nist;

/// <summary>
/// Least squares on the linear regression data of NIST: how many digits of the certified values come out, by sums and by passes over the items,
/// and how many of the exact value and gradient near them. docs/nist.md has the figures.
/// </summary>
public sealed class NistTests
{
    // Certified values have fifteen digits, and belong to decimal numbers: where the data are none that doubles have, fewer digits of them can be
    // found by anyone who computes with doubles.
    private const double Certified = 15;

    public static TheoryData<string, double> Sets => new()
    {
        { "Norris", 14.0 },
        { "Pontius", 13.4 },
        { "Longley", 14.5 },
        { "Filip", 12.9 },
        { "Wampler1", 15 },
        { "Wampler2", 13.1 },
        { "Wampler3", 15 },
        { "Wampler4", 15 },
        { "Wampler5", 15 },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_minimum_has_the_certified_digits(string name, double floor)
    {
        NistData data = NistData.Load(name);
        QuadraticMinimum<double> minimum = Objective(data).FindMinimum();
        Assert.Equal(MinimumKind.Unique, minimum.Kind);
        Assert.Equal(data.Certified.Length, minimum.Rank);
        double digits = minimum.Theta.Zip(data.Certified, Digits).Min();
        Assert.True(digits >= floor, $"{name}: {digits:F1} digits");
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Sums_are_no_less_accurate_than_a_pass_over_the_items(string name, double floor)
    {
        _ = floor;
        NistData data = NistData.Load(name);
        (double[] bySums, double[] byPass, double[] exact) = Compare(data);
        for (int i = 0; i < exact.Length; i++)
        {
            Assert.True(
                Math.Abs(bySums[i] - exact[i]) <= Math.Max(Math.Abs(byPass[i] - exact[i]), 4e-16 * Math.Abs(exact[i])),
                $"{name}, result {i}: {bySums[i]:R} by sums, {byPass[i]:R} by a pass, exactly {exact[i]:R}");
        }
    }

    [Fact]
    public void The_page_says_how_many_digits()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Digits on reference data

            Written by `NistTests`; do not edit by hand. The data are those for linear regression of the [NIST Statistical Reference
            Datasets](https://www.itl.nist.gov/div898/strd/lls/lls.shtml), each with a least-squares loss of its scalar coefficients, such as
            `r = y - (b0 + x * (b1 + x * b2))` and `r * r`.

            ```sh
            dotnet test tests/SymGrad.EndToEnd.Tests --filter "FullyQualifiedName~Nist"
            ```

            Numbers of right decimal digits, −log₁₀ of the relative error, of which certified values have 15. **Minimum**: the worst coefficient of
            `FindMinimum()` against the certified ones; where it has fewer, rounding the data to doubles has moved the minimum. **Value** and **gradient** (the worst component): of the objective at the certified
            coefficients, against exact arithmetic on the same doubles, by sums and by a pass over the items. ∞ stands for exact.

            | data | items | θ | minimum | value, sums | value, pass | gradient, sums | gradient, pass |
            |---|---:|---:|---:|---:|---:|---:|---:|

            """);
        foreach (string name in Sets.Select(s => (string)((object[])s)[0]))
        {
            NistData data = NistData.Load(name);
            (double[] bySums, double[] byPass, double[] exact) = Compare(data);
            double minimum = Objective(data).FindMinimum().Theta.Zip(data.Certified, Digits).Min();
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {data.Items.Length} | {data.Certified.Length} | {minimum:F1} | {Print(Value(bySums))} | {Print(Value(byPass))} | {Print(Gradient(bySums))} | {Print(Gradient(byPass))} |\n");

            double Value(double[] results) => Exactly(results[0], exact[0]);
            double Gradient(double[] results) => Enumerable.Range(1, exact.Length - 1).Min(i => Exactly(results[i], exact[i]));
        }

        page.Append(
            """

            Where a fit is perfect, as it is for the first two data sets of Wampler, the sums cancel to nothing and the evaluation goes over the items
            by itself ([plans](plans.md)), so that both columns are the same.

            """);
        DocumentationPages.Verify(Path.Combine("docs", "nist.md"), page.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>The value and the gradient at the certified coefficients by both plans, and in exact arithmetic.</summary>
    private static (double[] BySums, double[] ByPass, double[] Exact) Compare(NistData data)
    {
        Objective<double> objective = Objective(data);
        return (Evaluate(objective.WithPlan(PlanKind.Sums)), Evaluate(objective.WithPlan(PlanKind.PerItem)), Exact(data));

        double[] Evaluate(Objective<double> planned)
        {
            double[] gradient = new double[data.Certified.Length];
            double value = planned.ValueAndGradient(data.Certified, gradient);
            return [value * data.Items.Length, .. gradient.Select(g => g * data.Items.Length)];
        }
    }

    private static double[] Exact(NistData data)
    {
        var sums = new Dyadic[1 + data.Certified.Length];
        foreach (double[] item in data.Items)
        {
            List<Dyadic> powers = [1.0];
            for (int j = 1; j < data.Certified.Length; j++)
            {
                powers.Add(data.IsPolynomial ? powers[j - 1] * item[1] : item[j]);
            }

            Dyadic residual = item[0];
            for (int j = 0; j < powers.Count; j++)
            {
                residual -= powers[j] * data.Certified[j];
            }

            sums[0] += residual * residual;
            for (int j = 0; j < powers.Count; j++)
            {
                sums[1 + j] -= residual * powers[j] * 2.0;
            }
        }

        return [.. sums.Select(s => s.ToDouble())];
    }

    private static Objective<double> Objective(NistData data)
    {
        int count = data.Certified.Length;
        string theta = string.Join(", ", Enumerable.Range(0, count).Select(j => $"[Theta] double b{j}"));
        string columns = string.Join(", ", Enumerable.Range(1, data.Items[0].Length - 1).Select(j => $"double x{j}"));
        string prediction = data.IsPolynomial
            ? Enumerable.Range(0, count - 1).Reverse().Aggregate($"b{count - 1}", (tail, j) => $"(b{j} + x1 * {tail})")
            : string.Join(" + ", Enumerable.Range(1, count - 1).Select(j => $"b{j} * x{j}").Prepend("b0"));
        using LossProgram program = LossProgram.Build(
        [
            $$"""
            using SymGrad;
            public static partial class Losses
            {
                [Loss]
                public static double Squared({{theta}}, double y, {{columns}})
                {
                    double residual = y - ({{prediction}});
                    return residual * residual;
                }
            }
            """,
        ]);
        return (Objective<double>)program.Method("Losses", "Squared").CreateObjective(
            [.. data.Items.Select(item => new object[count].Concat(item.Cast<object>()).ToArray())]);
    }

    private static double Digits(double actual, double certified)
        => Math.Min(Certified, actual == certified ? Certified : -Math.Log10(Math.Abs((actual - certified) / certified)));

    private static double Exactly(double actual, double exact)
        => actual == exact ? double.PositiveInfinity : exact == 0 ? 0 : Math.Max(0, -Math.Log10(Math.Abs((actual - exact) / exact)));

    private static string Print(double digits)
        => double.IsInfinity(digits) ? "∞" : digits.ToString("F1", CultureInfo.InvariantCulture);
}
