using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Instances;

/// <summary>Losses that are instance methods: what the instance holds is data that all items share.</summary>
public sealed class InstanceLossTests
{
    [Fact]
    public void Fields_and_properties_of_a_class() => Accept.Source(File("""
        public sealed partial class Model
        {
            private readonly double strength = 0.3;
            private float _mutable = 0.5f;
            public int Degree { get; set; } = 2;
            public bool IsBent { get; init; } = true;
            public string Name { get; } = "not read";
            public static Model Instance { get; } = new() { Degree = 3 };

            [Loss]
            public double F([Theta] double a, [Theta] double b, double x, double y)
            {
                double r = a * x + b - y;
                double bent = IsBent ? Math.Sqrt(1 + r * r) : r * r;
                return bent * this.strength * Degree + Math.Exp(_mutable * a);
            }
        }
        """), "Sample.Model");

    [Fact]
    public void A_quadratic_loss_whose_sums_hold_what_the_instance_does() => Accept.Source(File("""
        public sealed partial class Model
        {
            public double Scale { get; set; } = 2.5;
            public double Weight = 0.75;
            public static Model Instance { get; } = new();

            [Loss]
            public double F([Theta] double a, [Theta] double b, double x, double y)
            {
                double r = a * x + b - y * Scale;
                return Weight * r * r;
            }
        }
        """), "Sample.Model");

    [Fact]
    public void An_affine_loss() => Accept.Source(File("""
        public sealed partial class Model
        {
            public double Scale { get; set; } = 2.5;
            public static Model Instance { get; } = new();

            [Loss]
            public double F([Theta] double a, double x) => Scale - a * x * Scale;
        }
        """), "Sample.Model");

    [Fact]
    public void Losses_without_data() => Accept.Source(File("""
        public sealed partial class Model
        {
            private readonly double strength = 0.25;
            private readonly double[] centre = [0.5, -0.25];
            public static Model Instance { get; } = new();

            [Loss]
            public double F([Theta] double a, [Theta] double b)
                => strength * ((a - centre[0]) * (a - centre[0]) + (b - centre[1]) * (b - centre[1]));
        }
        """), "Sample.Model");

    [Fact]
    public void Arrays_in_fields() => Accept.Arrays([File("""
        public sealed partial class Model
        {
            private readonly double[] prior = [0.5, -0.5, 0.25];
            private readonly int[] order = [2, 0, 1];
            public float[] Weights { get; } = [0.5f, 1.5f, 2.5f];
            public static Model Instance { get; } = new();

            [Loss]
            public double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x, double y, int k)
            {
                double p = 0, penalty = 0;
                for (int i = 0; i < w.Length; i++)
                {
                    p += w[order[i]] * x[i];
                    double d = w[i] - prior[i];
                    penalty += Weights[i] * d * d;
                }

                return Math.Tanh(p - y) + 0.5 * penalty * prior[k] + prior.AsSpan(1)[0];
            }
        }
        """)], "Sample.Model", "F", [Sample.Of(("w", 3), ("x", 3)).Below("k", 3)]);

    [Fact]
    public void A_quadratic_loss_of_arrays() => Accept.Arrays([File("""
        public sealed partial class Model
        {
            private readonly double[] prior = [0.5, -0.5, 0.25];
            public double Strength { get; set; } = 0.125;
            public static Model Instance { get; } = new();

            [Loss]
            public double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x, double y)
            {
                double r = -y, penalty = 0;
                for (int i = 0; i < w.Length; i++)
                {
                    r += w[i] * x[i];
                    penalty += (w[i] - prior[i]) * (w[i] - prior[i]);
                }

                return r * r + Strength * penalty;
            }
        }
        """)], "Sample.Model", "F", [Sample.Of(("w", 3), ("x", 3))]);

    [Fact]
    public void Work_on_parameters_alone_that_is_done_once_for_a_pass() => Accept.Arrays([File("""
        public sealed partial class Model(double floor)
        {
            private readonly double[] knots = [0.5, 1.5];
            public static Model Instance { get; } = new(0.25);

            [Loss]
            public double F([Theta] ReadOnlySpan<double> w, [Theta] double rate, double x, double y)
            {
                double[] scales = new double[w.Length];
                for (int i = 0; i < w.Length; i++)
                {
                    scales[i] = Math.Exp(w[i]);
                }

                double r = y - Math.Exp(rate) * x * knots[0] * scales[0];
                return Math.Sqrt(floor + r * r) + scales[1] * x;
            }
        }
        """)], "Sample.Model", "F", [Sample.Of(("w", 2))]);

    [Fact]
    public void Matrices_in_fields() => Accept.Source(File("""
        public sealed partial class Model(int[,] order)
        {
            private readonly double[,] kernel = { { 0.5, 1.5 }, { 2.5, -0.5 } };
            private readonly double[,] unread = new double[1, 1];
            private double[,]? absent;
            public static Model Instance { get; } = new(new int[,] { { 0, 1 } });

            [Loss]
            public double F([Theta] double a, [Theta] double b, double x)
            {
                double sum = 0;
                for (int i = 0; i < kernel.GetLength(0); i++)
                {
                    sum += kernel[i, order[0, 1]] * Math.Exp(a * kernel[i, 0]);
                }

                return sum * x + b * b * order.GetLength(1);
            }

            public double Unread => unread[0, 0] + (absent is null ? 0 : 1);
        }
        """), "Sample.Model");

    [Fact]
    public void Parameters_of_primary_constructors() => Accept.Source(File("""
        public readonly record struct Kernel(double Width, double[] Knots);

        public sealed partial class Model(double width, double[] knots, Kernel kernel)
        {
            public double Offset { get; } = 2 * width;
            public static Model Instance { get; } = new(2.0, [0.5, 0.25], new(0.5, [1.5]));
            private double Scaled(double u) => u / width + Offset;

            [Loss]
            public double F([Theta] double slope, double x, double y)
            {
                double r = Scaled(y - slope * x);
                return Math.Sqrt(1 + r * r) * knots[1] + Math.Exp(-kernel.Width * slope * kernel.Knots[0]) * width;
            }
        }
        """), "Sample.Model");

    [Fact]
    public void Nested_members_and_computed_properties() => Accept.Source(File("""
        public enum Link { Exponential, Linear }
        public sealed record Settings(double Rate, double[] Offsets) { public double Total => Offsets[0] + Offsets[1]; }
        public struct Bounds { public double Low, High; public readonly double Middle => (Low + High) / 2; }

        public sealed partial class Model
        {
            public Settings Settings { get; init; } = new(0.5, [0.25, 0.75]);
            public Link Link { get; init; } = Link.Exponential;
            private Bounds bounds = new() { Low = 1, High = 2 };
            private double Rate => Settings.Rate * bounds.Middle;
            public static Model Instance { get; } = new();

            [Loss]
            public double F([Theta] double a, double x)
                => (Link == Link.Exponential ? Math.Exp(a * Rate) : a * a) * x + Settings.Total * a * a * Settings.Offsets[1];
        }
        """), "Sample.Model");

    [Fact]
    public void Members_of_base_classes() => Accept.Source(File("""
        public abstract class Base
        {
            protected double rate = 0.5;
            public double Floor { get; set; } = 0.125;
            protected double Damped(double u) => u * rate + Floor;
            protected double Double => 2 * rate;
        }

        public sealed partial class Model : Base
        {
            public double Own { get; } = 1.5;
            public static Model Instance { get; } = new();

            [Loss]
            public double F([Theta] double a, double x) => Math.Exp(Damped(a * x)) * Own + a * Double * rate + this.Floor * a * a;
        }
        """), "Sample.Model");

    [Fact]
    public void Structs_and_records() => Accept.Source(File("""
        public partial record struct Model(double Mean, double Sigma)
        {
            public double Shift = 0;
            public static Model Instance { get; } = new(0.25, 2) { Shift = 0.5 };

            private readonly double Standard(double u) => (u - Mean) / Sigma;

            [Loss]
            public double F([Theta] double a, double x)
            {
                Model other = this with { Mean = 0.75 };
                return Math.Exp(-Standard(a * x + Shift)) + other.Standard(a);
            }
        }
        """), "Sample.Model");

    [Fact]
    public void Records() => Accept.Source(File("""
        public sealed partial record Model(double Mean, double[] Knots)
        {
            public static Model Instance { get; } = new(0.25, [0.5, 1.5]);

            [Loss]
            public double F([Theta] double a, double x) => Math.Exp(a * Mean) * Knots[1] + Knots[0] * a * x;
        }
        """), "Sample.Model");

    [Fact]
    public void Structs_with_primary_constructors() => Accept.Source(File("""
        public readonly partial struct Model(double mean, float scale)
        {
            public static Model Instance { get; } = new(0.25, 1.5f);

            [Loss]
            public double F([Theta] double a, double x) => Math.Exp(a * mean) * scale * x;
        }
        """), "Sample.Model");

    [Fact]
    public void Lambdas_local_functions_and_queries_that_use_the_instance() => Accept.Source("using System.Linq;\n" + File("""
        public sealed partial class Model(double gain)
        {
            private readonly double[] knots = [0.5, 1.5, 2.5];
            private double rate = 0.25;
            public static Model Instance { get; } = new(1.25);
            private double Through(Func<double, double> f, double u) => f(u) * rate;

            [Loss]
            public double F([Theta] double a, double x)
            {
                double Bent(double u) => u * rate * gain;
                return knots.Sum(k => Math.Exp(a * k * rate)) + Through(u => u * gain * a, x) + Bent(a) * Through(Bent, a);
            }
        }
        """), "Sample.Model");

    [Fact]
    public void Names_that_meet_those_of_generated_code() => Accept.Source(File("""
        public sealed partial class Model
        {
            private readonly double instance = 0.5, sum = 1.5, x = 2.5, parameters = 0.25, valueSum = 1;
            public double A { get; } = 1.25;
            public double workspace = 0.75;
            public static Model Instance { get; } = new();

            [Loss]
            public double F([Theta] double a, double x, double @this)
                => Math.Exp(a * instance + sum * this.x) * x + @this * parameters * a * a * A * workspace + valueSum * a;
        }
        """), "Sample.Model");

    [Fact]
    public void Recursive_helpers() => Accept.Source(File("""
        public sealed partial class Model
        {
            public double Rate { get; } = 0.5;
            public static Model Instance { get; } = new();
            private static double Power(double u, int k) => k <= 0 ? 1 : u * Power(u, k - 1);

            [Loss]
            public double F([Theta] double a, double x) => Power(a * Rate, 3) * x;
        }
        """), "Sample.Model");

    private static string File(string types) => $"using System;\nusing SymGrad;\n\nnamespace Sample;\n\n{types}\n";
}
