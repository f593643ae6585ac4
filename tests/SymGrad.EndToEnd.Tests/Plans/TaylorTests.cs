using System;
using System.Linq;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Plans;

/// <summary>
/// Losses with arrays that are polynomials, in θ or in θ and in what is computed from it alone: their derivatives of all orders, summed once, give what a pass over the
/// items gives.
/// </summary>
public sealed class TaylorTests
{
    private const int Width = 5;
    private const int ItemCount = 400;

    public static TheoryData<string> Bodies =>
    [
        // Likelihoods with a scale of their own.
        "double r = y - Dot(w, x); return 0.5 * Math.Exp(-2 * s) * r * r + s;",
        "double z = (y - Dot(w, x)) * Math.Exp(-s); return 0.5 * z * z + s;",
        "double r = y - Dot(w, x); return (x[0] > 0 ? Math.Exp(s) : Math.Exp(-s)) * r * r - s * a[1];",
        "double sum = 0; for (int k = 0; k < a.Length; k++) { double r = y * x[k] - w[k] - w[k + 1] * x[k + 1]; sum += Math.Exp(-2 * a[k]) * r * r + a[k]; } return sum;",
        "double sum = 0; for (int k = 0; k < 3; k++) { double r = x[k] - w[k]; sum += Math.Exp(a[k]) * r * r; } return sum * Math.Exp(s) - y * s;",

        "double sigma = Math.Exp(s); double z = (y - Dot(w, x)) / sigma; return 0.5 * z * z + s;",
        "double r = y - Dot(w, x); return r * r / (2 * s * s) + Math.Log(s * s);",
        "double sum = 0; for (int k = 0; k < 3; k++) { double z = (x[k] - w[k]) / Math.Exp(a[k]); sum += z * z; } return sum / 2 + a[0] * s;",
        "double sum = 0; for (int k = 0; k < 3; k++) { double z = (x[k] - w[k]) / (2 + a[k] * a[k]); sum -= z * y; } return sum * s;",
        "double z = Dot(w, x) / (s * (y + 2)); return -z * -z / (1 + s * s) + w[0];",

        // Quadratic in θ and in what is computed from it.
        "double r = y - Dot(w, x) - Math.Exp(s); return r * r;",
        "double r = y; for (int k = 0; k < a.Length; k++) { r -= Math.Exp(a[k]) * x[k]; } return r * r + Math.Sin(s);",
        "double r = y - Dot(w, x); double norm = 0; foreach (double v in w) { norm += v * v; } return r * r + Math.Sqrt(norm + 1) * x[0] * s;",

        // Polynomials in θ.
        "double r = y - Dot(w, x); return r * r * r + s * a[0];",
        "double r = y - Dot(w, x); return r * r * r * r;",
        "double r = y - s * Dot(w, x); return r * r;",
        "double r = (y - s) * Dot(w, x) * Dot(w[1..4], a); return r * x[1];",
        "double sum = 0; for (int i = 0; i < 5; i++) { for (int j = 0; j < i; j++) { sum += w[i] * w[j] * x[i] * a[j % 3]; } } return sum - y * s * s;",
        "Span<double> h = stackalloc double[3]; for (int i = 0; i < 5; i++) { h[i % 3] += w[i] * x[i]; } return h[0] * h[1] * h[2] * a[0] + s * (h[0] - y);",
        "double p = 1; for (int k = 0; k < 3; k++) { p *= y - a[k]; } return p * Math.Exp(s) + Dot(w, w) * x[0];",
        "double c = 0; for (int i = 0; i < 5; i++) { c += x[i] > 0 ? w[i] * w[i] * w[i] : s * w[i]; } return c * Math.Exp(s) + y * a[0];",
        "if (y < 0.5) { return Math.Exp(s) * (w[0] - y) * (w[0] - y) * (w[1] - x[0]); } return Math.Sin(s) * w[0] * Dot(w, x);",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Derivatives_give_what_the_items_give(string body)
    {
        using var loss = new Loss(body);
        Objective<double> objective = loss.Over(ItemCount, scale: _ => 1);
        var random = new Random(1);
        for (int step = 0; step < 6; step++)
        {
            // The reference point is the first θ; the others are near to it, so that it stays.
            double[] theta = [.. Enumerable.Range(0, objective.ParameterCount).Select(i => 1 + (0.5 * Math.Sin(i)) + (0.02 * step * random.NextDouble()))];
            AssertAgree(objective, theta, 1e-13);
        }

        // By derivatives: had they been wrong, they would not have been confirmed, and each evaluation would have been a pass.
        Assert.DoesNotContain("by a pass", objective.Plan.ToString(), StringComparison.Ordinal);
        Assert.Equal(3 + 6, objective.DataPassCount);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Far_from_the_reference_point_they_do_too(string body)
    {
        using var loss = new Loss(body);
        Objective<double> objective = loss.Over(ItemCount, scale: _ => 1);
        for (int step = 0; step < 12; step++)
        {
            AssertAgree(objective, [.. Enumerable.Range(0, objective.ParameterCount).Select(i => 2 * Math.Sin((1.7 * i) + (5.1 * step)))], 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void On_data_of_any_scale_they_do_too(string body)
    {
        using var loss = new Loss(body);
        Objective<double> objective = loss.Over(ItemCount, scale: j => Math.ScaleB(1, (j * 11) - 20));
        for (int step = 0; step < 6; step++)
        {
            AssertAgree(objective, [.. Enumerable.Range(0, objective.ParameterCount).Select(i => (0.5 + Math.Sin((1.7 * i) + (5.1 * step))) * Math.ScaleB(1, -step * i))], 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Any_number_of_threads_gives_the_same_bits(string body)
    {
        using var loss = new Loss(body);
        double[][] results = [.. new[] { 1, 2, 3, 8 }.Select(threads =>
        {
            Objective<double> objective = loss.Over(20_000, scale: _ => 1);
            double[] theta = [.. Enumerable.Range(0, objective.ParameterCount).Select(i => Math.Cos(i))];
            double[] gradient = new double[theta.Length];
            objective.Value(theta, new EvaluationOptions { MaxDegreeOfParallelism = threads });
            double value = objective.ValueAndGradient([.. theta.Select(t => t * 1.01)], gradient, new EvaluationOptions { MaxDegreeOfParallelism = threads });
            return (double[])[value, .. gradient];
        })];
        Assert.All(results, r => Assert.Equal(results[0].Select(BitConverter.DoubleToInt64Bits), r.Select(BitConverter.DoubleToInt64Bits)));
    }

    [Fact]
    public void On_its_way_to_a_minimum_a_likelihood_makes_a_few_passes()
    {
        using var loss = new Loss("double r = y - Dot(w, x); return 0.5 * Math.Exp(-2 * s) * r * r + s + a[0] * a[0] + a[1] * a[1] + a[2] * a[2];");
        Objective<double> objective = loss.Over(20_000, scale: _ => 1);
        double[] theta = new double[objective.ParameterCount];
        double[] gradient = new double[theta.Length];
        for (int step = 0; step < 500; step++)
        {
            objective.Gradient(theta, gradient);
            for (int i = 0; i < theta.Length; i++)
            {
                theta[i] -= 0.03 * gradient[i];
            }
        }

        Assert.InRange(objective.DataPassCount, 3, 30);
        AssertAgree(objective, theta, 1e-12);
    }

    [Fact]
    public void What_is_not_finite_goes_by_the_items()
    {
        using var loss = new Loss("double r = y - Dot(w, x); return 0.5 * Math.Exp(-2 * s) * r * r + s;");
        Objective<double> objective = loss.Over(ItemCount, scale: _ => 1);
        objective.Value(new double[objective.ParameterCount]);
        double[] overflowing = [.. new double[Width], -800, .. new double[3]];
        Assert.Equal(double.PositiveInfinity, objective.Value(overflowing));
        Assert.Equal(objective.WithPlan(PlanKind.PerItem).Value([.. new double[Width], double.NaN, 0, 0, 0]), objective.Value([.. new double[Width], double.NaN, 0, 0, 0]));
        Assert.True(double.IsFinite(objective.Value(new double[objective.ParameterCount])));

        Objective<double> infinite = loss.Over(ItemCount, scale: j => j == 2 ? double.PositiveInfinity : 1);
        double[] theta = [1, 1, 1, 1, 1, 0.1, 0, 0, 0];
        Assert.Equal(infinite.WithPlan(PlanKind.PerItem).Value(theta), infinite.Value(theta));
    }

    [Fact]
    public void A_factor_that_lost_its_digits_is_left_to_the_items()
    {
        using var loss = new Loss("double z = (y - Dot(w, x)) / s; return z * z + a[0];");
        Objective<double> objective = loss.Over(ItemCount, scale: _ => 1);
        AssertAgree(objective, [1, 1, 1, 1, 1, 2, 0, 0, 0], 1e-13);
        foreach (double scale in new[] { 1e160, -1e-160, 1e200, double.Epsilon, 0.0 })
        {
            double[] theta = [scale, 1, scale, 1, 1, scale, 0, 0, 0];
            Assert.Equal(PlanData.Evaluate(objective.WithPlan(PlanKind.PerItem), theta), PlanData.Evaluate(objective, theta));
        }
    }

    [Theory]
    [InlineData("double r = y - Dot(w, x); return 0.5 * Math.Exp(-2 * s) * r * r + s;")]
    [InlineData("double z = (y - Dot(w, x)) / Math.Exp(s); return 0.5 * z * z + s;")]
    [InlineData("double r = y - Dot(w, x); return r * r / (1 + Math.Pow(s, 8)) + 10 * s;")]
    public void What_is_multiplied_with_a_factor_that_becomes_small_keeps_its_digits(string body)
    {
        using var loss = new Loss(body);
        Objective<double> objective = loss.Over(ItemCount, scale: _ => 1);
        foreach (double s in new[] { 1.0, 1.5, 3, 5, 10, 20, 5, 1, 300 })
        {
            // The value has all its digits for the sake of its last term, and cannot tell.
            double[] theta = [0.5, -0.25, 0.125, 1, -1, s, 0, 0, 0];
            double[] expected = PlanData.Evaluate(objective.WithPlan(PlanKind.PerItem), theta)[1..(1 + Width)];
            double[] actual = PlanData.Evaluate(objective, theta)[1..(1 + Width)];
            double scale = expected.Max(Math.Abs);
            Assert.All(actual, (a, i) => Assert.Equal(expected[i], a, 1e-13 * scale));
        }

        // Beside those that it is compared with: the passes are fewer than the evaluations.
        Assert.InRange(objective.DataPassCount, 3 + 9, 3 + 9 + 7);
    }

    [Theory]
    [InlineData("double r = y - Dot(w, x); return 0.5 * Math.Exp(-2 * s) * r * r + s;", 1.0, 0.0, 1.0, 20.0)]
    [InlineData("double z = (y - Dot(w, x)) / s; return 0.5 * z * z + Math.Log(s);", 1.0, 1.0, 1.0, 1e10)]
    [InlineData("double r = y - s * Dot(w, x); return r * r + 1e12;", 1e5, 1.0, 1.0, 1.0)]
    [InlineData("double r = y - Dot(w, x); return r * r * r * r + s * s + 1e25;", 1e6, 1.0, 1.0, 1.0)]
    public void A_constant_does_not_hide_digits_that_the_gradient_has_lost(string body, double weight, double scale, double nextWeight, double nextScale)
    {
        using var loss = new Loss(body);
        Objective<double> objective = loss.Over(ItemCount, scale: _ => 1);
        double[] next = ThetaOf(nextWeight, nextScale);
        PlanData.Evaluate(objective, ThetaOf(weight, scale));
        double[] expected = PlanData.Evaluate(objective.WithPlan(PlanKind.PerItem), next);
        double[] actual = PlanData.Evaluate(objective, next);
        Assert.All(actual, (a, i) => Assert.Equal(expected[i], a, 1e-11 * Math.Abs(expected[i])));

        static double[] ThetaOf(double weight, double scale) => [.. Enumerable.Repeat(weight, Width), scale, 0, 0, 0];
    }

    [Fact]
    public void Items_that_come_and_go_are_added_and_taken_away()
    {
        using var loss = new Loss("double r = y - Dot(w, x); return 0.5 * Math.Exp(-2 * s) * r * r + s * a[1];");
        Objective<double> window = loss.Over(1000, scale: _ => 1);
        Objective<double> next = loss.Over(1000, scale: _ => 1, first: 50);
        double[] theta = [0.3, -1, 2, 0.2, 0.1, 0.4, 0.1, 0.2, 0.3];
        PlanData.Evaluate(window, theta);
        next.ReuseSums(window, ..50, ^50..);
        double[] near = [.. theta.Select(t => t * 1.01)];
        double[] actual = PlanData.Evaluate(next, near);
        Assert.Equal(2, next.DataPassCount);
        double[] expected = PlanData.Evaluate(next.WithPlan(PlanKind.PerItem), near);
        Assert.All(actual.Zip(expected), p => Assert.Equal(p.Second, p.First, 1e-13 * expected.Max(Math.Abs)));
    }

    [Theory]
    [InlineData("double r = y - Dot(w, x); return r * r * r * r * r;")] // Of a higher degree than four.
    [InlineData("return Math.Log(1 + Math.Exp(-y * Dot(w, x)));")]
    [InlineData("double r = y - Dot(w, x); return Math.Exp(s) * Math.Abs(r);")]
    [InlineData("double r = y - Dot(w, x); return Math.Exp(s * y) * r * r;")]
    [InlineData("double r = w[0] > 0 ? y - Dot(w, x) : y; return Math.Exp(s) * r * r;")]
    public void Other_losses_have_no_such_plan(string body)
    {
        using var loss = new Loss(body);
        Assert.Equal([PlanKind.PerItem], loss.Create(ItemCount).AvailablePlans);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    [InlineData("double r = y - Dot(w, x); return r * r * r * r * r;")]
    [InlineData("double p = 1; for (int k = 0; k < 3; k++) { p *= y - w[k] * Math.Exp(s); } return p;")]
    [InlineData("double r = y - Dot(w, x); return r * r;")]
    [InlineData("double norm = 0; foreach (double v in w) { norm += v * v; } return Math.Sqrt(norm) * y;")]
    [InlineData("return Math.Exp(s) * y + a[0] * x[0] * Math.Pow(2, s);")]
    public void Diagnostics_promise_sums_where_there_are_some(string body)
    {
        using var loss = new Loss(body);
        Objective<double> objective = loss.Create(ItemCount);
        Assert.Equal(
            objective.AvailablePlans.Any(plan => plan != PlanKind.PerItem),
            objective.Loss.Findings.Any(f => f.Contains("sums over the data that are found in one pass", StringComparison.Ordinal)));
    }

    private static void AssertAgree(Objective<double> objective, double[] theta, double tolerance)
    {
        double[] expected = PlanData.Evaluate(objective.WithPlan(PlanKind.PerItem), theta);
        double[] actual = PlanData.Evaluate(objective, theta);
        double scale = expected.Max(Math.Abs);
        Assert.All(actual, (a, i) => Assert.Equal(expected[i], a, tolerance * scale));
    }

    /// <summary>A loss of an array, a number and another array, over rows and numbers.</summary>
    private sealed class Loss : IDisposable
    {
        private readonly GeneratorRun run;
        private readonly LoadedAssembly assembly;

        public Loss(string body)
        {
            run = GeneratorRunner.Run($$"""
                using System;
                using SymGrad;

                public static partial class Losses
                {
                    [Loss]
                    public static double F([Theta] ReadOnlySpan<double> w, [Theta] double s, [Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x, double y)
                    {
                        {{body}}
                    }

                    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
                    {
                        double sum = 0;
                        for (int i = 0; i < left.Length; i++)
                        {
                            sum += left[i] * right[i];
                        }

                        return sum;
                    }

                    public static Objective<double> Create(double[] x, double[] y) => new FObjective(Rows.Of(x, {{Width}}), y, {{Width}}, 3);
                }
                """);
            assembly = LoadedAssembly.Load(run.Output);
        }

        public Objective<double> Create(int count) => Create(count, _ => 1, 0);

        public Objective<double> Over(int count, Func<int, double> scale, int first = 0) => Create(count, scale, first).WithPlan(PlanKind.Taylor);

        public void Dispose()
        {
            assembly.Dispose();
            run.Dispose();
        }

        private Objective<double> Create(int count, Func<int, double> scale, int first)
        {
            double[] x = [.. Enumerable.Range(Width * first, Width * count).Select(i => Math.Sin((i * 0.7) + ((double)i * i % 13)) * scale(i % Width))];
            double[] y = [.. Enumerable.Range(first, count).Select(i => 0.5 + (0.5 * Math.Sin(i * i)))];
            return (Objective<double>)assembly.Assembly.GetType("Losses")!.GetMethod("Create")!.Invoke(null, [x, y])!;
        }
    }
}
