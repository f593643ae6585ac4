using System;
using System.Linq;
using System.Reflection;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Arrays of arrays, as data and as θ, alone and as members of a type. A row is a part of the elements, whatever the user calls it.</summary>
public sealed class JaggedArrayTests
{
    private const string Layers = """
        [Loss]
        public static double F([Theta] double[][] w, ReadOnlySpan<double> x, double y)
        {
            double sum = 0;
            for (int l = 0; l < w.Length; l++)
            {
                double z = 0;
                for (int j = 0; j < w[l].Length; j++)
                {
                    z += w[l][j] * x[j];
                }

                sum += Math.Tanh(z);
            }

            return (sum - y) * (sum - y);
        }
        """;

    [Fact]
    public void Theta() => Accept.Loss(
        Layers,
        Sample.Of(("w", 3), ("x", 3)),
        Sample.Of(("w", 2), ("w.0", 4), ("w.1", 0), ("x", 4)),
        Sample.Of(("w", 1), ("w.0", 2), ("x", 2)),
        Sample.Of(("w", 3), ("x", 2)).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Theta_with_numbers_beside_it_in_single_precision() => Accept.Loss("""
        [Loss]
        public static float F([Theta] float a, [Theta] float[][] w, float x, [Theta] float[] v)
        {
            float sum = a;
            foreach (float[] row in w)
            {
                foreach (float weight in row)
                {
                    sum += MathF.Sin(weight * x);
                }
            }

            return sum * sum * v[0];
        }
        """, Sample.Of(("w", 3), ("v", 2)), Sample.Of(("w", 0), ("v", 1)));

    [Fact]
    public void Data() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double[][] x, int[][] k)
        {
            double sum = b;
            foreach (double[] row in x)
            {
                double product = 1;
                for (int i = row.Length - 1; i >= 0; i--)
                {
                    product *= a * row[i];
                }

                sum += product * k[^1][row.Length % k[^1].Length];
            }

            return sum * sum + x[1][^1];
        }
        """, Sample.Of(("x", 3), ("k", 2)), Sample.Of(("x", 2), ("x.0", 0), ("x.1", 3), ("k", 1), ("k.0", 5)));

    [Fact]
    public void Rows_as_spans_and_arguments() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[][] w, double[][] x)
        {
            double sum = 0;
            for (int l = 0; l < w.Length; l++)
            {
                ReadOnlySpan<double> row = w[l];
                double[] item = x[l];
                sum += Math.Exp(Dot(row[1..], item) - Dot(w[l], x[l].AsSpan(0, 1)));
                double[] copy = w[l].AsSpan().ToArray();
                copy[0] *= item[0];
                sum *= copy[0];
            }

            return sum + First(w, 0);
        }

        private static double First(double[][] rows, int row) => rows[row][0] * rows[row][0];

        private static double Dot(ReadOnlySpan<double> u, ReadOnlySpan<double> v)
        {
            double sum = 0;
            for (int i = 0; i < u.Length && i < v.Length; i++)
            {
                sum += u[i] * v[i];
            }

            return sum;
        }
        """, Sample.Of(("w", 2), ("x", 2)), Sample.Of(("w", 3), ("x", 3), ("w.0", 2)));

    [Fact]
    public void Indices_that_data_give() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[][] w, int i, int j) => Math.Exp(w[i][j]) * w[0][0];
        """,
        Sample.Of(("w", 3)).With("i", 2).With("j", 1),
        // The place of an element of the next row, of the row before, and of none.
        Sample.Of(("w", 3)).With("i", 1).With("j", 2).Throws<IndexOutOfRangeException>(),
        Sample.Of(("w", 3)).With("i", 1).With("j", -1).Throws<IndexOutOfRangeException>(),
        Sample.Of(("w", 3)).With("i", 3).With("j", 0).Throws<IndexOutOfRangeException>(),
        Sample.Of(("w", 3)).With("i", -1).With("j", 0).Throws<IndexOutOfRangeException>(),
        Sample.Of(("w", 3)).With("i", int.MaxValue).With("j", 0).Throws<IndexOutOfRangeException>());

    [Fact]
    public void An_early_return() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[][] w, [Theta] double a, double x)
        {
            if (x < 0)
            {
                return a * w[0][0];
            }

            double sum = 0;
            for (int j = 0; j < w[1].Length; j++)
            {
                if (w[1][j] > 1)
                {
                    return sum * a;
                }

                sum += Math.Exp(w[1][j] * x);
            }

            return sum;
        }
        """, Sample.Of(("w", 2), ("w.1", 5)));

    [Theory]
    [InlineData("public sealed record Weights(double[][] Layers, double Bias, double[] Output);")]
    [InlineData("public readonly record struct Weights(double[][] Layers, double Bias, double[] Output);")]
    [InlineData("public sealed class Weights { public required double[][] Layers { get; init; } public double Bias; public double[] Output { get; set; } = []; }")]
    public void Members(string type) => Accept.Loss($$"""
        {{type}}
        public sealed record Item(double[][] Input, double Target);
        [Loss]
        public static double F([Theta] Weights weights, Item item)
        {
            double output = weights.Bias;
            for (int l = 0; l < weights.Layers.Length; l++)
            {
                double z = 0;
                for (int j = 0; j < weights.Layers[l].Length; j++)
                {
                    z += weights.Layers[l][j] * item.Input[l][j];
                }

                output += Math.Tanh(z) * weights.Output[l];
            }

            return (item.Target - output) * (item.Target - output);
        }
        """,
        Sample.Of(("weights.Layers", 3), ("weights.Output", 3), ("item.Input", 3)),
        Sample.Of(("weights.Layers", 3), ("weights.Output", 3), ("item.Input", 2)).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Squares_of_what_is_affine_without_and_with_jagged_data()
    {
        const string quadratic = """
            [Loss]
            public static double F([Theta] double[][] w, TYPE x, double y)
            {
                double error = y;
                for (int l = 0; l < w.Length; l++)
                {
                    for (int j = 0; j < w[l].Length; j++)
                    {
                        error -= w[l][j] * x[l];
                    }
                }

                return error * error;
            }
            """;
        Accept.Loss(quadratic.Replace("TYPE", "double[]", StringComparison.Ordinal), Sample.Of(("w", 2), ("x", 2)));
        Accept.Loss(
            quadratic.Replace("TYPE", "double[][]", StringComparison.Ordinal).Replace("x[l]", "x[l][j]", StringComparison.Ordinal), Sample.Of(("w", 2), ("x", 2)));
    }

    [Fact]
    public void Stable_forms_and_names_that_are_taken() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[][] w, double copies, [Theta] double wElements, double[][] wGradient, double JaggedArrays)
            => Math.Log(1 + Math.Exp(w[1][0] * wElements + JaggedArrays)) * wGradient[0][0] * copies;
        """, Sample.Of(("w", 2), ("wGradient", 1)));

    [Fact]
    public void What_an_instance_holds() => Accept.Source("""
        using System;
        using SymGrad;
        namespace Sample;
        public sealed partial class Model(int[][] order)
        {
            private readonly double[][] rows = [[0.5, 1.5], [2.5], []];
            private double[][]? absent;
            public static Model Instance { get; } = new([[1, 0], [0]]);

            [Loss]
            public double F([Theta] double a, [Theta] double b, double x)
            {
                double sum = b;
                foreach (double[] row in rows)
                {
                    foreach (double element in row)
                    {
                        sum += Math.Tanh(a * element) * x;
                    }
                }

                return sum * rows[order[0][1]][order[0][0]] * Math.Exp(b);
            }
        }
        """, "Sample.Model");

    private static string Calls => $$"""
        using System;
        using SymGrad;
        public sealed record Weights(double[][] Layers, float[][] Output, double[] V);
        public static partial class Losses
        {
        {{Layers}}

        [Loss]
        public static double G([Theta] Weights weights, double[][] x) => Math.Sin(weights.Layers[1][0] * x[0][0]) * weights.Output[0][1] * weights.V[0];
        }

        public static class Calls
        {
            private static readonly double[][] w = [[1, 2], [3], [4, 5, 6]], gradient = [[0, 0], [0], [0, 0, 0]];
            private static readonly double[] x = [0.5, 0.25, 1];
            private static readonly Weights weights = new(w, [[7, 8], []], [9]);
            private static readonly Weights weightsGradient = new(gradient, [[0, 0], []], [0]);
            private static readonly Workspace workspace = new();

            public static Losses.FObjective Objective() => new(Rows.Of(new double[] { 1, 2, 3, 4, 5, 6 }, 3), new double[] { 1, 2 }, w);

            public static Losses.GObjective Composite() => new(new double[][][] { w, w }, weights);

            public static string Layout() => Composite().Parameters.ToString();

            public static double[] Flattened() => Composite().Flatten(weights);

            public static double[][] Back() => Composite().Unflatten(Flattened()).Layers;

            public static double Allocated() => Losses.FValueAndGradient(w, x, 1, gradient, workspace);

            public static double SharedTheta()
            {
                double[] row = [1, 2];
                Losses.FGradient([row, row], x, 1, [gradient[0], gradient[2][..2]]);
                return gradient[0][0];
            }

            public static void NoRow() => Losses.FGradient([[1, 2], null!, [4, 5, 6]], x, 1, gradient);

            public static void NoRowOfData() => Losses.GGradient(weights, [[1], null!], weightsGradient);

            public static void NoDestination() => Losses.FGradient(w, x, 1, null!);

            public static void NoRowOfDestination() => Losses.FGradient(w, x, 1, [gradient[0], null!, gradient[2]]);

            public static void FewRows() => Losses.FGradient(w, x, 1, [gradient[0], gradient[1]]);

            public static void ShortRow() => Losses.FGradient(w, x, 1, [gradient[0], gradient[1], gradient[0]]);

            public static void SharedRows() => Losses.FGradient([[1, 2], [3, 4]], x, 1, [gradient[0], gradient[0]]);

            public static void SharedWithTheta() => Losses.FGradient(w, x, 1, [gradient[0], w[1], gradient[2]]);

            public static void SharedWithData() => Losses.FGradient(w, gradient[2], 1, gradient);

            public static void SharedWithRowsOfData() => Losses.GGradient(weights, gradient, weightsGradient);

            public static void SharedWithMember() => Losses.GGradient(weights, [[1]], weightsGradient with { V = gradient[1] });

            public static void NoExample() => new Losses.FObjective(Rows.Of(x, 3), new double[] { 1 }, null!);

            public static void EmptyExample() => new Losses.FObjective(Rows.Of(x, 3), new double[] { 1 }, new double[][] { [] });

            public static void NoRowOfExample() => new Losses.GObjective(new double[][][] { w }, weights with { Layers = [null!] });

            public static void FlattenRows() => Objective().Flatten([[1, 2], [3]]);

            public static void FlattenRow() => Objective().Flatten([[1, 2], [3], [4, 5]]);

            public static void FlattenMember() => Composite().Flatten(weights with { Output = [[1], [2]] });
        }
        """;

    [Fact]
    public void The_flat_vector_has_the_elements_row_after_row()
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls);
        Assert.Equal("θ[0..6] weights.Layers\nθ[6..8] weights.Output\nθ[8..9] weights.V", Call(run, "Layout"));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], (double[])Call(run, "Flattened")!);
        Assert.Equal([[1, 2], [3], [4, 5, 6]], (double[][])Call(run, "Back")!);
    }

    [Theory]
    [InlineData("NoRow", "w", "Row 1 of 'w' is null")]
    [InlineData("NoRowOfData", "x", "Row 1 of 'x' is null")]
    [InlineData("NoDestination", "wGradient", "Value cannot be null.")]
    [InlineData("NoRowOfDestination", "wGradient", "Row 1 of 'wGradient' is null")]
    [InlineData("FewRows", "wGradient", "'wGradient' has 2 rows, but 'w', whose gradient it receives, has 3 rows.")]
    [InlineData("ShortRow", "wGradient", "Row 2 of 'wGradient' has 2 elements, but that of 'w', whose gradient it receives, has 3 elements.")]
    [InlineData("SharedRows", "wGradient", "Row 1 of 'wGradient' is one of the rows before it")]
    [InlineData("SharedWithTheta", "wGradient", "'wGradient' overlaps 'w'")]
    [InlineData("SharedWithData", "wGradient", "'wGradient' overlaps 'x'")]
    [InlineData("SharedWithRowsOfData", "weightsGradient.Layers", "'weightsGradient.Layers' overlaps 'x'")]
    [InlineData("SharedWithMember", "weightsGradient.V", "'weightsGradient.V' overlaps 'weightsGradient.Layers'")]
    [InlineData("NoExample", "wShape", "Value cannot be null.")]
    [InlineData("EmptyExample", "wShape", "The array 'wShape' is empty")]
    [InlineData("NoRowOfExample", "weightsShape.Layers", "Row 0 of 'weightsShape.Layers' is null")]
    [InlineData("FlattenRows", "w", "'w' has 2 rows, but the objective is made for 3 rows there.")]
    [InlineData("FlattenRow", "w", "Row 2 of 'w' has 2 elements, but the objective is made for 3 elements there.")]
    [InlineData("FlattenMember", "weights.Output", "Row 0 of 'weights.Output' has 1 element")]
    public void What_does_not_fit_is_refused_by_name(string call, string parameter, string message)
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls);
        var thrown = Assert.IsAssignableFrom<ArgumentException>(Assert.Throws<TargetInvocationException>(() => Call(run, call)).InnerException);
        Assert.Equal(parameter, thrown.ParamName);
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_theta_that_are_one_array_are_different_numbers_of_the_loss()
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls);
        // tanh(1.0)·2 − 1 and its slope, times 2, times x[0], for one of the two rows.
        double z = (1 * 0.5) + (2 * 0.25);
        double expected = 2 * ((2 * Math.Tanh(z)) - 1) * (1 - (Math.Tanh(z) * Math.Tanh(z))) * 0.5;
        Assert.Equal(expected, (double)Call(run, "SharedTheta")!, 1e-14);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls);
        Func<double> value = run.Assembly.GetType("Calls")!.GetMethod("Allocated")!.CreateDelegate<Func<double>>();
        value();
        long before = GC.GetAllocatedBytesForCurrentThread();
        value();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("double F([Theta] double a, double[][] x) { x[0][0] = a; return x[0][0]; }", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[][] x) { x[0] = new double[] { a }; return x[0][0]; }", "SYMG3001")]
    [InlineData("double F([Theta] double a) { double[][] u = new double[2][]; u[0] = new double[] { a }; return u[0][0]; }", "SYMG3001")]
    [InlineData("double F([Theta] double a) { double[][] u = [[a, 1], [2]]; return u[0][0]; }", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[][] x, double[][] y) { double[][] u = a > 0 ? x : y; return u[0][0]; }", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[][] x, double[][] y) { double[][] u = x; if (a > 0) { u = y; } return u[0][0] * a; }", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[][] x) { double[] u = x[0]; if (a > 0) { u = x[1]; } return u[0] * a; }", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[][] x) => a * x[0L][0]", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[][] x) => a * R(x[0], 2);\nstatic double R(double[] u, int k) => k == 0 ? u[0] : R(u, k - 1);", "SYMG3004")]
    [InlineData("double F([Theta] double a) => a * T[0][0];\nprivate static readonly double[][] T = [[1]];", "SYMG3001")]
    [InlineData("double F([Theta] double a, double[][] x) => a * x[..1][0][0]", "SYMG3001")]
    [InlineData("double F([Theta] int[][] w) => w[0][0]", "SYMG0006")]
    [InlineData("double F([Theta] double a, double[][][] x) => a", "SYMG0006")]
    public void What_is_refused(string loss, string id)
    {
        string end = loss.EndsWith('}') || loss.EndsWith(';') ? "" : ";";
        using GeneratorRun run = GeneratorRunner.Run(
            $"using SymGrad;\npublic static partial class Losses\n{{\n[Loss] public static {loss}{end}\n}}\n", new GeneratorRunOptions { RunChecks = false });
        Assert.Contains(id, run.Diagnostics.Select(d => d.Id));
        Assert.DoesNotContain(run.Output.GetDiagnostics(), d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
    }

    private static object? Call(GeneratorRun run, string method) => run.Assembly.GetType("Calls")!.GetMethod(method)!.Invoke(null, []);
}
