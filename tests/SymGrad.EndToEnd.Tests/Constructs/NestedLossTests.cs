using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Losses that call other losses.</summary>
public sealed class NestedLossTests
{
    [Fact]
    public void A_loss_that_calls_a_loss() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x) => Error(a, x) * Error(b, a) + Ridge(b) + Smooth(a * b);

        [Loss]
        public static double Error([Theta] double slope, double x) => Math.Sin(slope * x) - slope;

        [Loss]
        public static double Ridge([Theta] double slope) => slope * slope;

        [Loss]
        public static double Smooth([Theta] double slope) => Math.Sqrt(1 + slope * slope);
        """);

    [Fact]
    public void A_loss_that_calls_a_generic_loss() => Accept.Generic("""
        [Loss]
        public static double F([Theta] double a, [Theta] float b, double x) => Smooth(a * x) * Smooth(b);

        [Loss]
        public static T Smooth<T>([Theta] T slope)
            where T : IFloatingPointIeee754<T> => T.Sqrt(T.One + slope * slope);
        """, """
        [Loss]
        public static double F([Theta] double a, [Theta] float b, double x) => Math.Sqrt(1 + a * x * (a * x)) * MathF.Sqrt(1 + b * b);
        """, Sample.Any);

    [Fact]
    public void A_penalty_on_the_gradient_of_another_loss() => Accept.Generic("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
        {
            (double byA, double byB) = EnergyGradient(a, b, x);
            return Energy(a, b, x) + 0.1 * (byA * byA + byB * byB);
        }

        [Loss]
        public static double Energy([Theta] double a, [Theta] double b, double x) => Math.Exp(a * x) * b + Math.Sin(a * b);
        """, """
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
        {
            double exp = Math.Exp(a * x);
            double cos = Math.Cos(a * b);
            double byA = cos * b + b * exp * x;
            double byB = cos * a + exp;
            return exp * b + Math.Sin(a * b) + 0.1 * (byA * byA + byB * byB);
        }
        """, Sample.Any);

    [Fact]
    public void Value_and_gradient_through_branches_and_kinks() => Accept.Generic("""
        [Loss]
        public static double F([Theta] double a, double x, double y)
        {
            var result = HuberValueAndGradient(a, x, y);
            return a > 0 ? result.Gradient * result.Gradient * a + result.Value : RobustGradient(a * a, x);
        }

        [Loss]
        public static double Huber([Theta] double a, double x, double y)
        {
            double r = y - a * a * x;
            if (Math.Abs(r) <= 1)
            {
                return 0.5 * r * r;
            }

            return Math.Abs(r) - 0.5;
        }

        [Loss]
        public static double Robust([Theta] double slope, double x) => Math.Max(slope * x, slope * slope) + Math.Abs(slope - x) * slope;
        """, """
        [Loss]
        public static double F([Theta] double a, double x, double y)
        {
            double r = y - a * a * x;
            bool isSmall = Math.Abs(r) <= 1;
            double value = isSmall ? 0.5 * r * r : Math.Abs(r) - 0.5;
            double rAdjoint = isSmall ? r : r > 0 ? 1 : -1;
            double gradient = -(2 * (rAdjoint * x * a));
            double s = a * a;
            double ofRobust = (s * x > s * s ? x : 2 * s) + (s > x ? 1 : -1) * s + Math.Abs(s - x);
            return a > 0 ? gradient * gradient * a + value : ofRobust;
        }
        """, Sample.Any);

    [Fact]
    public void The_gradient_of_a_generic_loss_and_of_one_in_float() => Accept.Generic("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x) => SmoothGradient(a * x) * b + NarrowGradient((float)b, 2f);

        [Loss]
        public static T Smooth<T>([Theta] T slope)
            where T : IFloatingPointIeee754<T> => T.Sqrt(T.One + slope * slope);

        [Loss]
        public static float Narrow([Theta] float slope, float x) => MathF.Exp(slope * x);
        """, """
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x) => a * x / Math.Sqrt(1 + a * x * (a * x)) * b + MathF.Exp((float)b * 2f) * 2f;
        """, Sample.Any);

    [Theory]
    [InlineData("RowGradient(w, x, new double[2])", "whose parameters are more than numbers, and arrays that are data")]
    [InlineData("PartsGradient(a, w)", "whose gradient has parts of arrays")]
    [InlineData("LocalGradient(a)", "whose gradient has arrays of its own")]
    [InlineData("LineGradient(new Line(a, x)).Slope", "whose parameters are more than numbers, and arrays that are data")]
    [InlineData("DotGradient(a, w)", "whose gradient has functions of arrays")]
    [InlineData("RecursiveGradient(a)", "whose gradient has recursion")]
    [InlineData("Twice(a)", "in a helper")]
    [InlineData("SelfGradient(a)", "which is being differentiated")]
    [InlineData("GammaGradient(a)", "whose own derivative is not known")]
    [InlineData("StoppedGradient(a)", "which stops gradients")]
    [InlineData("PowerGradient(a)", "whose gradient has records of its loops")]
    public void What_can_not_be_differentiated_twice_is_refused(string expression, string reason)
    {
        using GeneratorRun run = GeneratorRunner.Run($$"""
            using System;
            using SymGrad;

            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, ReadOnlySpan<double> w, double x)
                {
                    {{(expression.StartsWith("Row", StringComparison.Ordinal) ? expression + "; return a;" : $"return {expression};")}}
                }

                [Loss]
                public static double Row([Theta] ReadOnlySpan<double> w, double x) => w[0] * x;

                [Loss]
                public static double Self([Theta] double a) => SelfGradient(a) * a;

                [Loss]
                public static double Gamma([Theta] double a) => SpecialFunctions.Digamma(a);

                [Loss]
                public static double Stopped([Theta] double a) => Loss.StopGradient(a) * a;

                [Loss]
                public static double Power([Theta] double a)
                {
                    double p = 1;
                    for (int i = 0; i < 3; i++)
                    {
                        p *= a;
                    }

                    return p;
                }

                [Loss]
                public static double Parts([Theta] double a, ReadOnlySpan<double> w) => Math.Exp(a * w[1..][0]);

                [Loss]
                public static double Local([Theta] double a)
                {
                    double[] u = new double[3];
                    for (int i = 0; i < 3; i++)
                    {
                        u[i] = Math.Exp(a * i);
                    }

                    return u[0] * u[2];
                }

                public readonly record struct Line(double Slope, double Offset);

                [Loss]
                public static double OfLine([Theta] Line line) => line.Slope * line.Slope;

                [Loss(Name = "Line")]
                public static double LineLoss([Theta] Line line) => line.Slope * line.Slope * line.Offset;

                [Loss]
                public static double Dot([Theta] double a, ReadOnlySpan<double> w) => Math.Exp(a * System.Numerics.Tensors.TensorPrimitives.Sum(w));

                private static double Raised(double u, int k) => k <= 0 ? 1 : u * Raised(u, k - 1);

                [Loss]
                public static double Recursive([Theta] double a) => Raised(a, 3);

                private static double Twice(double a) => 2 * PowerGradient(a);
            }
            """, Accept.TensorOptions with { RunChecks = false });
        Assert.Contains(
            run.Diagnostics, d => d.Id == "SYMG3001" && d.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(reason, StringComparison.Ordinal));
        Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>Differences of the first gradient, as the user's method calls it, against the second derivative in the gradient of the loss that calls it.</summary>
    [Theory]
    [InlineData("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, ReadOnlySpan<double> x)
        {
            double slope = SumGradient(a, x);
            return Sum(b, x) + 0.1 * slope * slope;
        }

        [Loss]
        public static double Sum([Theta] double a, ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += Math.Exp(a * x[i]) * x[i];
            }

            return sum;
        }
        """)]
    [InlineData("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, ReadOnlySpan<double> x)
        {
            double penalty = 0;
            for (int i = 0; i < x.Length; i++)
            {
                (double byA, double byB) = EnergyGradient(a * x[i], b, x[i]);
                penalty += byA * byA + Math.Abs(byB);
            }

            return Energy(a, b, x[0]) + penalty;
        }

        [Loss]
        public static double Energy([Theta] double a, [Theta] double b, double x) => Math.Tanh(a * x + b) * b;
        """)]
    [InlineData("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, ReadOnlySpan<double> x)
        {
            double penalty = 0;
            for (int i = 1; i < x.Length; i++)
            {
                double g = CurveGradient(a, b, x);
                if (g > x[i])
                {
                    break;
                }

                penalty += g * g * x[i];
            }

            return penalty + a * a;
        }

        [Loss]
        public static double Curve([Theta] double a, double b, ReadOnlySpan<double> x)
        {
            double sum = 0;
            foreach (double u in x)
            {
                double r = Math.Sin(a * u) - b;
                sum += r > 0 ? r * r : -r;
            }

            return Math.Sqrt(1 + sum * sum);
        }
        """)]
    [InlineData("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, ReadOnlySpan<double> x)
        {
            (double value, (double a, double b) gradient) = PlaneValueAndGradient(a, b, x, 2);
            return value * gradient.a - gradient.b * gradient.b * b;
        }

        [Loss]
        public static double Plane([Theta] double a, [Theta] double b, ReadOnlySpan<double> x, int n)
        {
            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = n - 1; j >= 0; j--)
                {
                    sum += Math.Log(2 + Math.Cos(a * x[i] + b * x[j]));
                }
            }

            return sum * sum;
        }
        """)]
    [InlineData("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, ReadOnlySpan<double> x)
        {
            double[] own = new double[3];
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = x[i] * b;
            }

            double first = SumGradient(a, own);
            own[1] = a * a;
            return first * SumGradient(b, own) + own[1];
        }

        [Loss]
        public static double Sum([Theta] double a, double[] x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += Math.Exp(a * x[i]) / (1 + a * a * x[i] * x[i]);
            }

            return sum;
        }
        """)]
    [InlineData("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, ReadOnlySpan<double> x) => InnerGradient(a, x[0]) * b + MiddleGradient(b, x[1]);

        [Loss]
        public static double Middle([Theta] double a, double x) => InnerGradient(a, x) * a + Math.Cos(a);

        [Loss]
        public static double Inner([Theta] double a, double x) => Math.Exp(a * x) * Math.Sin(a);
        """)]
    [InlineData("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, ReadOnlySpan<double> x) => UntilGradient(a, b, x) * a;

        [Loss]
        public static double Until([Theta] double a, double b, ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                if (x[i] > 1.5)
                {
                    break;
                }

                if (x[i] < -1)
                {
                    continue;
                }

                sum += Math.Exp(a * b * x[i]);
            }

            return sum;
        }
        """)]
    public void Second_derivatives_through_loops_and_arrays_of_data(string members)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            $"using System;\nusing SymGrad;\n\nnamespace Sample;\n\npublic static partial class Losses\n{{\n{members}\n}}\n");
        Assert.Empty(run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        Type type = run.Assembly.GetType("Sample.Losses")!;
        var loss = LossMethod.Bind(type, type, "F", "F", run);
        foreach (object[] point in SamplePoints.Of(loss, 5, Sample.Of(("x", 3))))
        {
            (double value, ImmutableArray<double> gradient) = loss.ValueAndGradient(point).Result;
            Assert.Equal(loss.Value(point).Result, value);
            Assert.Equal(gradient.ToArray(), loss.Gradient(point).Result.ToArray());
            Assert.All(gradient, (g, i) => Assert.True(
                CentralDifferences.IsClose(loss, point, loss.ElementsAt(point)[i], new Dual<double>(value, g, default, isActive: true)),
                $"{loss.ElementsAt(point)[i].Name} at {GradientOracle.Describe(loss, point)}: {g}\n{loss.GeneratedText}"));
        }
    }
}
