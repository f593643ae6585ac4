using System;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>LINQ over arrays, in double and float: reductions of arrays, of selections, of pairs and of ranges.</summary>
public sealed class QueryTests
{
    [Theory]
    [InlineData("a.Sum() * a[0]")]
    [InlineData("a.Sum(w => w * w * s) - x.Sum()")]
    [InlineData("a.Average() * x.Average() + a.Average(w => w * w)")]
    [InlineData("a.Select(w => w * s).Average() * a.Select(Math.Abs).Max()")]
    [InlineData("a.Max() * x.Max() + a.Min() * a.Min()")]
    [InlineData("a.Max(w => w * x[1]) * a.Min(w => Math.Abs(w - s))")]
    [InlineData("a.Zip(x, (w, v) => w * v).Sum()")]
    [InlineData("a.Zip(x).Sum(p => p.First * Math.Exp(p.Second))")]
    [InlineData("a.Zip(x, a).Select(t => t.First * t.Second + t.Third).Sum()")]
    [InlineData("a.Select((w, i) => w * x[i] * (i + 1)).Sum()")]
    [InlineData("a.Aggregate((p, w) => p * w + s)")]
    [InlineData("a.Aggregate(s, (p, w) => Math.Sin(p + w))")]
    [InlineData("x.Aggregate((Sum: 0.0, Product: s), (t, w) => (t.Sum + w * t.Product, t.Product * w), t => t.Sum / t.Product)")]
    [InlineData("Enumerable.Range(0, a.Length).Sum(i => a[i] * x[a.Length - 1 - i])")]
    [InlineData("Enumerable.Range(1, 3).Select(k => Math.Pow(s, k) / k).Sum() * Enumerable.Repeat(a[0], 4).Sum()")]
    [InlineData("a.Select(w => w * w).ToArray()[1] * a.Count()")]
    [InlineData("Enumerable.Range(0, a.Length).Sum(i => Enumerable.Range(0, i + 1).Sum(j => a[i] * a[j] * x[j]))")]
    public void Expressions(string expression) => Accept.Queries($$"""
        [Loss]
        public static double F([Theta] double[] a, double[] x, [Theta] double s) => {{expression}};
        """, Sample.Of(("a", 4), ("x", 4)).Between("s", 0.5, 2), Sample.Of(("a", 17), ("x", 17)).Between("s", 0.5, 2));

    [Theory]
    [InlineData("a.Sum() * a[0]")]
    [InlineData("a.Sum(w => w * w) * x.Average()")]
    [InlineData("a.Average(w => w * w) * a.Select(MathF.Exp).Average()")]
    [InlineData("a.Max() - a.Min(w => w * x[0])")]
    [InlineData("a.Zip(x, (w, v) => w * v).Sum() * a.Aggregate((p, w) => p * w)")]
    public void Expressions_in_float(string expression) => Accept.Queries($$"""
        [Loss]
        public static float F([Theta] float[] a, float[] x) => {{expression}};
        """, Sample.Of(("a", 3), ("x", 3)), Sample.Of(("a", 11), ("x", 11)));

    [Fact]
    public void Queries_in_variables_run_when_they_are_gone_through() => Accept.Queries("""
        [Loss]
        public static double F([Theta] double[] a, double[] x)
        {
            double scale = 1;
            double[] h = a.ToArray();
            var errors = h.Zip(x, (w, v) => (w - v) * scale);
            scale = 3;
            h[0] = a[1] * a[1];
            IEnumerable<double> squares = errors.Select(e => e * e);
            double total = squares.Sum();
            for (int k = 0; k < 2; k++)
            {
                scale += a[k];
                total += errors.Sum() * squares.Average();
            }

            return total;
        }
        """, Sample.Of(("a", 3), ("x", 3)));

    [Fact]
    public void Helpers_over_sequences() => Accept.Queries("""
        [Loss]
        public static double F([Theta] double[] a, double[] x)
            => Spread(a) * Spread(a.Zip(x, (w, v) => w * v)) + Mean(x, v => v * a[0]) * Mean(a, Math.Tanh);

        private static double Spread(IEnumerable<double> values)
        {
            double mean = values.Average();
            return values.Sum(v => (v - mean) * (v - mean)) / values.Count();
        }

        private static double Mean(double[] values, Func<double, double> map) => values.Select(map).Average();
        """, Sample.Of(("a", 5), ("x", 5)));

    [Fact]
    public void Loops_over_queries() => Accept.Queries("""
        [Loss]
        public static double F([Theta] double[] a, double[] x)
        {
            double total = 0;
            foreach ((double First, double Second) pair in a.Zip(x))
            {
                if (pair.Second > 1.5)
                {
                    break;
                }

                total += pair.First * pair.Second * total + 1;
            }

            foreach (int i in Enumerable.Range(1, a.Length - 1))
            {
                total *= a[i];
            }

            return total;
        }
        """, Sample.Of(("a", 4), ("x", 4)));

    [Fact]
    public void In_conditions_of_loops() => Accept.Queries("""
        [Loss]
        public static double F([Theta] double[] a, double[] x)
        {
            double[] h = a.ToArray();
            double total = 1;
            while (h.Sum(e => e * e) > 0.5)
            {
                double[] next = h.Select(e => 0.5 * e).ToArray();
                next.CopyTo(h, 0);
                total += h.Zip(x, (p, q) => p * q).Sum() * total;
            }

            return total;
        }
        """, Sample.Of(("a", 3), ("x", 3)).Between("a", 0.5, 2));

    [Fact]
    public void Branches_in_lambdas() => Accept.Queries("""
        [Loss]
        public static double F([Theta] double[] a, double[] x) => a.Zip(x, (w, v) =>
        {
            double r = w - v;
            if (Math.Abs(r) <= 1)
            {
                return 0.5 * r * r;
            }

            return Math.Abs(r) - 0.5;
        }).Average();
        """, Sample.Of(("a", 5), ("x", 5)).Between("a", -3, 3));

    [Fact]
    public void Extrema_with_not_a_number() => Accept.Queries("""
        [Loss]
        public static double F([Theta] double[] a, double[] x, double[] y) => a.Sum() * x.Max() + a[0] * y.Min(v => v + 1);
        """,
        Sample.Of(("a", 2)).With("x", new[] { double.NaN, 1, double.NaN, 2, -1 }).With("y", new[] { 3.0, 1, 2 }),
        Sample.Of(("a", 2)).With("x", new[] { -0.0, 0.0 }).With("y", new[] { 0.0, -0.0 }));

    [Fact]
    public void Sequences_without_elements() => Accept.Queries("""
        [Loss]
        public static double F([Theta] double[] a, double[] x, int n)
            => n switch
            {
                0 => a.Average() * x.Sum(),
                1 => a.Max(),
                2 => a.Aggregate((p, q) => p * q),
                3 => x.Sum() + Enumerable.Range(0, n - 5).Sum(i => a[i]),
                _ => a.Sum() + x[0] * Enumerable.Range(n, 2).Sum(),
            };
        """,
        Sample.Of(("a", 0), ("x", 1)).With("n", 0).Throws<InvalidOperationException>(),
        Sample.Of(("a", 0), ("x", 1)).With("n", 1).Throws<InvalidOperationException>(),
        Sample.Of(("a", 0), ("x", 1)).With("n", 2).Throws<InvalidOperationException>(),
        Sample.Of(("a", 0), ("x", 1)).With("n", 3).Throws<ArgumentOutOfRangeException>(),
        Sample.Of(("a", 2), ("x", 1)).With("n", int.MaxValue).Throws<ArgumentOutOfRangeException>(),
        Sample.Of(("a", 2), ("x", 1)).With("n", 7));

    [Fact]
    public void Delegates_of_framework_functions_and_through_helpers() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x)
        {
            Func<double, double> activation = Math.Tanh;
            Func<double, double, double> larger = Math.Max;
            Func<double, double> scaled = v => activation(v) * b;
            return Twice(scaled, a * x) + Twice(Math.Sin, b) + larger(a, b) * Twice(Square, a);

            static double Square(double v) => v * v;
        }

        private static double Twice(Func<double, double> f, double v) => Apply(f, Apply(f, v));

        private static double Apply(Func<double, double> f, double v) => f(v) + 0.5 * v;
        """);

    [Fact]
    public void Functions_queries_and_messages_for_helpers_that_are_called_in_some_branches_too() => Accept.Queries("""
        [Loss]
        public static double F([Theta] double a, double[] x, double y)
        {
            Check(y, "at first");
            double s = Through(u => u * a, y) + Total(x.Select(u => u * a));
            for (int i = 0; i < 3; i++)
            {
                s += Through(u => Math.Sin(u), a);
                if (y > i)
                {
                    Check(y, "later");
                    s += Through(Math.Tanh, a) * Total(x.Select(u => u * s * 0.1));
                    continue;
                }

                s *= 0.5 * Through(u => u * y, a);
            }

            return s;
        }

        private static void Check(double u, string message)
        {
            if (u < -5)
            {
                throw new ArgumentException(message);
            }
        }

        private static double Total(IEnumerable<double> u) => u.Sum();

        private static double Through(Func<double, double> f, double u) => f(f(u) + 0.5);
        """, Sample.Of(("x", 3)));

    [Theory]
    [InlineData("IEnumerable<double> q = x.Select(u => u * a); if (a > 0) { q = x.Select(u => u); } return q.Sum() * a;")]
    [InlineData("IEnumerable<double> q = x.Select(u => u * a); double s = 0; for (int i = 0; i < 2; i++) { s += q.Sum() * a; q = x.Select(u => u); } return s;")]
    [InlineData("IEnumerable<double> q = x.Select(u => u * a); foreach (double u in x) { q = x.Select(v => v * u); } return q.Sum() * a;")]
    [InlineData("Func<double, double> f = u => u; double s = 0; for (int i = 0; i < 2; i++) { s += f(a); f = u => u * u; } return s * a;")]
    public void What_a_variable_holds_has_to_be_known(string body)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            $"using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing SymGrad;\npublic static partial class Losses {{ [Loss] public static double F([Theta] double a, double[] x) {{ {body} }} }}",
            new GeneratorRunOptions { RunChecks = false });
        Assert.Contains(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error && d.Id is "SYMG3001" or "SYMG3002");
    }
}
