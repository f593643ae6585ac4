using System;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Arrays with two and three dimensions, as data and as local variables.</summary>
public sealed class MatrixTests
{
    [Theory]
    [InlineData("double")]
    [InlineData("float")]
    [InlineData("int")]
    public void Data(string element) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> w, {{element}}[,] x)
        {
            double sum = 0;
            for (int i = 0; i < x.GetLength(0); i++)
            {
                for (int j = 0; j < x.GetLength(1); j++)
                {
                    sum += w[i] * x[i, j] * w[j];
                }
            }

            return sum * sum;
        }
        """, Sample.Of(("w", 3), ("x", 3)), Sample.Of(("w", 3), ("x.0", 2), ("x.1", 3)), Sample.Of(("w", 3), ("x", 0)));

    [Fact]
    public void Three_dimensions() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, float[,,] x)
        {
            double sum = 0;
            for (int i = 0; i < x.GetLength(0); i++)
            {
                for (int j = x.GetLength(1) - 1; j >= 0; j--)
                {
                    for (int k = 0; k <= x.GetUpperBound(2); k++)
                    {
                        sum = Math.Sin(sum + a * x[i, j, k]);
                    }
                }
            }

            return sum + x.Length + x.Rank;
        }
        """, Sample.Of(("x.0", 2), ("x.1", 3), ("x.2", 4)));

    [Fact]
    public void A_product_of_matrices() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double[,] x)
        {
            int n = x.GetLength(0);
            double[,] u = { { a, b }, { a * b, 1 } };
            double[,] product = new double[n, 2];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < 2; j++)
                {
                    for (int k = 0; k < u.GetLength(0); k++)
                    {
                        product[i, j] += x[i, k] * u[k, j];
                    }
                }
            }

            return Trace(product) * product[1, 0];
        }

        private static double Trace(double[,] m)
        {
            double sum = 0;
            for (int i = 0; i < m.GetLength(0) && i < m.GetLength(1); i++)
            {
                sum += m[i, i];
            }

            return sum;
        }
        """, Sample.Of(("x.0", 3), ("x.1", 2)));

    [Fact]
    public void An_elimination_that_overwrites_its_matrix() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double[,] x)
        {
            int n = x.GetLength(0);
            double[,] m = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    m[i, j] = a * x[i, j] + (i == j ? 9 + b : 0);
                }
            }

            double logDeterminant = 0;
            for (int k = 0; k < n; k++)
            {
                for (int i = k + 1; i < n; i++)
                {
                    double factor = m[i, k] / m[k, k];
                    for (int j = k; j < n; j++)
                    {
                        m[i, j] -= factor * m[k, j];
                    }
                }

                logDeterminant += Math.Log(m[k, k]);
            }

            return logDeterminant;
        }
        """, Sample.Of(("x", 3)), Sample.Of(("x", 4)));

    [Fact]
    public void Indices_that_data_give() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double[,] x, int i, int j)
        {
            double[,] u = new double[2, 3];
            u[i, j] = a * x[j, i];
            u[0, 0] += a;
            return u[i, j] * u[0, 0] * a;
        }
        """,
        Sample.Of(("x.0", 3), ("x.1", 2)).With("i", 1).With("j", 2),
        Sample.Of(("x.0", 3), ("x.1", 2)).With("i", 0).With("j", 0),
        // Both are the place of another element.
        Sample.Of(("x.0", 3), ("x.1", 2)).With("i", 0).With("j", 3).Throws<IndexOutOfRangeException>(),
        Sample.Of(("x.0", 3), ("x.1", 3)).With("i", 2).With("j", 1).Throws<IndexOutOfRangeException>(),
        Sample.Of(("x.0", 3), ("x.1", 2)).With("i", -1).With("j", 2).Throws<IndexOutOfRangeException>(),
        Sample.Of(("x.0", 2), ("x.1", 2)).With("i", 1).With("j", 2).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Lengths_that_data_give() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n, int m)
        {
            double[,] u = new double[n, m];
            return a * a * u.Length + u.GetLength(0);
        }
        """,
        Sample.Any.With("n", 2).With("m", 3),
        Sample.Any.With("n", 0).With("m", 3),
        Sample.Any.With("n", -1).With("m", 3).Throws<OverflowException>(),
        Sample.Any.With("n", -2).With("m", -3).Throws<OverflowException>());

    [Fact]
    public void Loops_whose_bounds_are_not_those_of_the_matrix() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double[,] x, int n)
        {
            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    sum += a * x[i, j] * x[j, i];
                }
            }

            return sum * sum;
        }
        """,
        Sample.Of(("x", 3)).With("n", 3),
        Sample.Of(("x", 3)).With("n", 2),
        Sample.Of(("x", 3)).With("n", 4).Throws<IndexOutOfRangeException>(),
        Sample.Of(("x.0", 3), ("x.1", 2)).With("n", 3).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Tables_and_references() => Accept.Loss("""
        private static readonly double[,] Table = { { 1, 2, 3 }, { 4, 5, 6 } };

        [Loss]
        public static double F([Theta] double a, int n)
        {
            double[,] u = new double[2, 3];
            for (int j = 0; j < Table.GetLength(1); j++)
            {
                u[1, j] = Table[1, j] * a;
            }

            ref double last = ref u[1, 2];
            last *= a;
            Double(ref u[1, n]);
            u[1, 0]++;
            return u[1, 0] * u[1, 1] * u[1, 2];
        }

        private static void Double(ref double x) => x += x;
        """, Sample.Any.With("n", 1), Sample.Any.With("n", 2));

    [Fact]
    public void A_matrix_in_one_branch() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, double x)
        {
            double result = a;
            if (x > 0)
            {
                double[,] u = new double[2, 2];
                u[0, 1] = a * x;
                result = u[0, 1] * u[0, 1];
            }

            return result;
        }
        """, Sample.Any);

    [Fact]
    public void An_objective_takes_one_matrix_for_each_item()
    {
        using GeneratorRun run = GeneratorRunner.Run("""
            using SymGrad;
            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, double[,] x, double y) => (a * x[0, 1] - y) * (a * x[1, 0] - y);

                public static double Use(double[] gradient)
                {
                    double[][,] x = [new double[,] { { 1, 2 }, { 3, 4 } }, new double[,] { { 0, 1 }, { 5, 0 } }];
                    return new FObjective(x, new double[] { 1, 2 }).ValueAndGradient([0.5], gradient);
                }
            }
            """);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
        double[] gradient = new double[1];
        object value = run.Assembly.GetType("Losses")!.GetMethod("Use")!.Invoke(null, [gradient])!;
        // (1 − 1)(1.5 − 1) and (0.5 − 2)(2.5 − 2); derivatives 2·0.5 + 0·3 and 1·0.5 − 1.5·5.
        Assert.Equal((0 - 0.75) / 2, (double)value, 1e-15);
        Assert.Equal((1 - 7) / 2.0, gradient[0], 1e-15);
    }

    [Theory]
    [InlineData("double F([Theta] double a, decimal[,] x) => a", "SYMG0006")]
    [InlineData("double F([Theta] double a, double[,,,] x) => a", "SYMG0006")]
    [InlineData("double F([Theta] double a, double[,] x) { x[0, 0] = a; return x[0, 0]; }", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[,] x) => a * x[0L, 1L]", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[,] x, int n) => a * x.GetLength(n)", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[,] x) => a * ((double[,])x.Clone())[0, 0]", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[,] x) { double s = 0; foreach (double u in x) { s += a * u; } return s; }", "SYMG3001")]
    [InlineData("double F([Theta] double a, bool b) { double[,] x = b ? new double[1, 1] : new double[2, 2]; return a * x[0, 0]; }", "SYMG3001")]
    public void What_is_refused(string loss, string id)
    {
        string end = loss.EndsWith('}') ? "" : ";";
        using GeneratorRun run = GeneratorRunner.Run(
            $"using SymGrad;\npublic static partial class Losses\n{{\n[Loss] public static {loss}{end}\n}}\n", new GeneratorRunOptions { RunChecks = false });
        Assert.Contains(id, System.Linq.Enumerable.Select(run.Diagnostics, d => d.Id));
    }
}
