using System;
using System.Linq;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Plans;

/// <summary>Quadratic losses with arrays in every form of loop, slice, store and choice: the Hessian gives what a pass over the items gives.</summary>
public sealed class HessianTests
{
    private const int Width = 6;
    private const int ItemCount = 400;

    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < w.Length; i++) { s += w[i] * x[i]; } return (y - s) * (y - s);")]
    [InlineData("double s = 0; for (int i = w.Length - 1; i >= 0; i--) { s = s + w[i] * x[i] - b; } return s * s + y * s;")]
    [InlineData("double s = 0; for (int i = 0; i < w.Length; i++) { double d = w[i] - x[i]; s += d * d; } return s / (1 + y * y) + b * b;")]
    [InlineData("double s = b; foreach (double v in w) { s -= v; } return s * s * x[0] + w[1] * w[2] * x[3];")]
    [InlineData("double s = 0; int i = 0; while (i < w.Length && x[i] < 0.9) { s += w[i] * x[i]; i++; } return (s - y) * (s + b);")]
    [InlineData("double s = 0; for (int i = 0; i < w.Length; i++) { if (x[i] > 0.2) { continue; } s += w[i]; } return s * s;")]
    [InlineData("double s = 0; for (int i = 0; i < w.Length; i++) { if (x[i] > 0.8) { break; } s += w[i] * b; } return s;")]
    [InlineData("double s = 0; for (int i = 0; i < w.Length; i++) { s += x[i] > 0 ? w[i] * w[i] : b * w[i]; } return s;")]
    [InlineData("if (x[0] > 0) { return (w[0] - y) * (w[0] - y); } return w[1] * w[1] * x[1] + b * b;")]
    [InlineData("var h = new double[w.Length]; for (int i = 0; i < h.Length; i++) { h[i] = w[i] * x[i] + b; } double s = 0; foreach (double v in h) { s += v * v; } return s;")]
    [InlineData("Span<double> h = stackalloc double[3]; for (int i = 0; i < w.Length; i++) { h[i % 3] += w[i] * x[i]; } return h[0] * h[1] + h[2] * h[2] - y * h[0];")]
    [InlineData("Span<double> h = stackalloc double[4]; h[0] = b; for (int k = 1; k < 4; k++) { h[k] = h[k - 1] * x[k] + w[k]; } return h[3] * h[3];")]
    [InlineData("Span<double> h = stackalloc double[2]; h[0] = w[0]; h[1] = h[0] + w[1]; h[0] = h[1] * y - h[0]; return h[0] * h[1];")]
    [InlineData("double s = Dot(w[1..4], x[2..5]); return s * s - Dot(w, x) * y;")]
    [InlineData("double a = 0, c = 1; for (int i = 0; i < w.Length; i++) { (a, c) = (c * 1.0, a + w[i] * x[i]); } return a * a + c * c;")]
    [InlineData("double s = 0; for (int i = 0; i < w.Length; i++) { for (int j = 0; j < i; j++) { s += (w[i] - w[j]) * (w[i] - w[j]) * x[j]; } } return s + b * y;")]
    [InlineData("double s = 0; for (int i = 0; i < w.Length; i++) { s += w[i] * Math.Exp(x[i]) / (2 + Math.Sin(y)); } return s * (s - b);")]
    [InlineData("double s = 0; for (int k = 0; k < 3; k++) { double p = b; for (int i = 0; i < w.Length; i++) { p += w[i] * x[i] * k; } s += p * p; } return s;")]
    public void The_Hessian_gives_what_the_items_give(string body)
    {
        using GeneratorRun run = GeneratorRunner.Run($$"""
            using System;
            using SymGrad;

            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] ReadOnlySpan<double> w, [Theta] double b, ReadOnlySpan<double> x, double y)
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

                public static Objective<double> Create(double[] x, double[] y) => new FObjective(Rows.Of(x, {{Width}}), y, {{Width}});
            }
            """);
        using var assembly = LoadedAssembly.Load(run.Output);
        var random = new Random(1);
        double[] x = [.. Enumerable.Range(0, Width * ItemCount).Select(_ => (2 * random.NextDouble()) - 1)];
        double[] y = [.. Enumerable.Range(0, ItemCount).Select(_ => random.NextDouble())];
        var objective = (Objective<double>)assembly.Assembly.GetType("Losses")!.GetMethod("Create")!.Invoke(null, [x, y])!;

        Assert.Equal(LossStructure.Quadratic, objective.Loss.Structure);
        Objective<double> byHessian = objective.WithPlan(PlanKind.Hessian);
        for (int step = 0; step < 5; step++)
        {
            // The reference point is the first θ; the others are near to it, so that it stays.
            double[] theta = [.. Enumerable.Range(0, Width + 1).Select(i => 1 + (0.1 * random.NextDouble()))];
            double[] expected = PlanData.Evaluate(objective.WithPlan(PlanKind.PerItem), theta);
            double[] actual = PlanData.Evaluate(byHessian, theta);
            double scale = expected.Max(Math.Abs);
            Assert.All(actual, (a, i) => Assert.Equal(expected[i], a, 1e-13 * scale));
        }

        // By sums: had the Hessian been wrong, it would not have been confirmed, and each evaluation would have been a pass.
        Assert.DoesNotContain("by a pass", byHessian.Plan.ToString(), StringComparison.Ordinal);
        Assert.Equal(3 + 5, byHessian.DataPassCount);
    }
}
