using System;
using System.Linq;
using System.Reflection;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>θ with two and three dimensions, alone and as a member of a type: the gradient goes to another array of the same shape.</summary>
public sealed class MatrixThetaTests
{
    private const string Layer = """
        [Loss]
        public static double F([Theta] double[,] w, ReadOnlySpan<double> x, double y)
        {
            double sum = 0;
            for (int i = 0; i < w.GetLength(0); i++)
            {
                double z = 0;
                for (int j = 0; j < w.GetLength(1); j++)
                {
                    z += w[i, j] * x[j];
                }

                sum += Math.Tanh(z);
            }

            return (sum - y) * (sum - y);
        }
        """;

    [Fact]
    public void A_layer() => Accept.Loss(
        Layer,
        Sample.Of(("w.0", 3), ("w.1", 2), ("x", 2)),
        Sample.Of(("w", 2), ("x", 4)),
        Sample.Of(("w.0", 2), ("w.1", 3), ("x", 2)).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Three_dimensions_in_single_precision() => Accept.Loss("""
        [Loss]
        public static float F([Theta] float[,,] w, float x, [Theta] float b)
        {
            float sum = b;
            for (int i = 0; i < w.GetLength(0); i++)
            {
                for (int j = 0; j < w.GetLength(1); j++)
                {
                    for (int k = 0; k < w.GetLength(2); k++)
                    {
                        sum += MathF.Sin(w[i, j, k] * x) * (i + 1);
                    }
                }
            }

            return sum * sum;
        }
        """, Sample.Of(("w.0", 2), ("w.1", 3), ("w.2", 2)));

    [Fact]
    public void Single_precision_in_a_loss_of_doubles() => Accept.Loss("""
        [Loss]
        public static double F([Theta] float[,] w, [Theta] double[] v, double x) => Math.Exp(w[0, 1] * x) * v[1] + w[1, 0] * v[0];
        """, Sample.Of(("w", 2), ("v", 2)));

    [Theory]
    [InlineData("public sealed record Weights(double[,] Hidden, double Bias, double[] Output);")]
    [InlineData("public readonly record struct Weights(double[,] Hidden, double Bias, double[] Output);")]
    [InlineData("public sealed class Weights { public required double[,] Hidden { get; init; } public double Bias; public double[] Output { get; set; } = []; }")]
    public void A_network_whose_weights_are_one_value(string type) => Accept.Loss($$"""
        {{type}}
        public sealed record Item(double[] Input, double[,] Scales, double Target);
        [Loss]
        public static double F([Theta] Weights weights, Item item)
        {
            double output = weights.Bias;
            for (int h = 0; h < weights.Hidden.GetLength(0); h++)
            {
                output += weights.Output[h] * Math.Tanh(Row(weights.Hidden, h, item.Input) * item.Scales[h, 0]);
            }

            double error = item.Target - output;
            return error * error;
        }

        private static double Row(double[,] matrix, int row, double[] x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += matrix[row, i] * x[i];
            }

            return sum;
        }
        """,
        Sample.Of(
            ("weights.Hidden.0", 2), ("weights.Hidden.1", 3), ("weights.Output", 2), ("item.Input", 3), ("item.Scales.0", 2), ("item.Scales.1", 1)),
        Sample.Of(
            ("weights.Hidden", 2), ("weights.Output", 2), ("item.Input", 3), ("item.Scales.0", 2), ("item.Scales.1", 1)).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Types_in_types() => Accept.Loss("""
        public readonly record struct Layer(double[,] Weights, double Bias);
        public sealed record Model(Layer First, Layer Second);
        [Loss]
        public static double F([Theta] Model model, double x)
            => Of(model.First, x) * Of(model.Second, x) + model.Second.Weights.Length;

        private static double Of(Layer layer, double x) => Math.Exp(layer.Weights[0, 1] * x) + layer.Weights[1, 0] * layer.Bias;
        """, Sample.Of(("model.First.Weights", 2), ("model.Second.Weights.0", 2), ("model.Second.Weights.1", 3)));

    [Fact]
    public void A_regulariser() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[,] w)
        {
            double sum = 0;
            for (int i = 0; i < w.GetLength(0); i++)
            {
                for (int j = 0; j < w.GetLength(1); j++)
                {
                    sum += w[i, j] * w[i, j];
                }
            }

            return sum / w.Length;
        }
        """, Sample.Of(("w.0", 2), ("w.1", 3)));

    [Fact]
    public void Squares_of_what_is_affine_have_sums() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[,] w, double x, double y)
        {
            double error = y - w[0, 0] * x - w[0, 1] * w.GetLength(0);
            return error * error + w[1, 0] * w[1, 1];
        }
        """, Sample.Of(("w", 2)));

    [Fact]
    public void Matrices_by_reference_and_with_names_that_are_taken() => Accept.Loss("""
        [Loss]
        public static double F([Theta] in double[,] w, [Theta] double wElements, double wRows, double[,] wGradient, double Matrices)
            => Math.Exp(w[1, 0] * wElements) * wGradient[0, 1] * wRows + Matrices * w[0, 0] * w[0, 0];
        """, Sample.Of(("w", 2), ("wGradient", 2)));

    private static string Calls => $$"""
        using System;
        using SymGrad;
        public sealed record Weights(double[,] Hidden, float[] Output);
        public static partial class Losses
        {
        {{Layer}}

        [Loss]
        public static double G([Theta] Weights weights, double x) => Math.Sin(weights.Hidden[1, 0] * x) * weights.Output[0] * weights.Hidden[0, 1];
        }

        public static class Calls
        {
            private static readonly double[,] w = { { 1, 2 }, { 3, 4 }, { 5, 6 } }, gradient = new double[3, 2];
            private static readonly double[] x = [0.5, 0.25];
            private static readonly Weights weights = new(w, [7, 8]);

            public static Losses.FObjective Objective() => new(Rows.Of(new double[] { 1, 2, 3, 4 }, 2), new double[] { 1, 2 }, (3, 2));

            public static Losses.GObjective Composite() => new(new double[] { 1, 2 }, weights);

            public static string Layout() => Composite().Parameters.ToString();

            public static double[] Flattened() => Composite().Flatten(weights);

            public static double[,] Back() => Composite().Unflatten(Flattened()).Hidden;

            public static double Allocated() => Losses.FValueAndGradient(w, x, 1, gradient);

            public static void VectorOfShape() => new Losses.FObjective(Rows.Of(x, 2), new double[] { 1 }, 6);

            public static void NoShape() => new Losses.FObjective(Rows.Of(x, 2), new double[] { 1 }, default);

            public static void NoExample() => new Losses.GObjective(new double[] { 1 }, weights with { Hidden = null! });

            public static void EmptyExample() => new Losses.GObjective(new double[] { 1 }, weights with { Hidden = new double[0, 2] });

            public static void NoDestination() => Losses.FGradient(w, x, 1, null!);

            public static void Transposed() => Losses.FGradient(w, x, 1, new double[2, 3]);

            public static void Shared() => Losses.FGradient(w, x, 1, w);

            public static void NoMember() => Losses.GGradient(weights, 1, new(null!, new float[2]));

            public static void TransposedMember() => Losses.GGradient(weights, 1, new(new double[2, 3], new float[2]));

            public static void FlattenTransposed() => Objective().Flatten(new double[2, 3]);

            public static void FlattenMember() => Composite().Flatten(weights with { Hidden = new double[3, 1] });
        }
        """;

    [Fact]
    public void The_flat_vector_has_the_elements_row_by_row()
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls);
        Assert.Equal("θ[0..6] weights.Hidden (3 × 2)\nθ[6..8] weights.Output", Call(run, "Layout"));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], (double[])Call(run, "Flattened")!);
        var back = (Array)Call(run, "Back")!;
        Assert.Equal([3, 2], [back.GetLength(0), back.GetLength(1)]);
        Assert.Equal([1.0, 2, 3, 4, 5, 6], back.Cast<double>());
    }

    [Theory]
    [InlineData("VectorOfShape", "wShape", "The shape 'wShape' (6) is not that of an array with 2 dimensions: give its sizes, such as (3, 4).")]
    [InlineData("NoShape", "wShape", "The shape 'wShape' (the default one) is not that of an array with 2 dimensions")]
    [InlineData("NoExample", "weightsShape.Hidden", "The array 'weightsShape.Hidden' is null")]
    [InlineData("EmptyExample", "weightsShape.Hidden", "The array 'weightsShape.Hidden' is empty")]
    [InlineData("NoDestination", "wGradient", "Value cannot be null.")]
    [InlineData("Transposed", "wGradient", "'wGradient' has the shape 2 × 3, but 'w', whose gradient it receives, has the shape 3 × 2.")]
    [InlineData("Shared", "wGradient", "'wGradient' overlaps 'w'")]
    [InlineData("NoMember", "weightsGradient.Hidden", "Value cannot be null.")]
    [InlineData("TransposedMember", "weightsGradient.Hidden", "'weightsGradient.Hidden' has the shape 2 × 3")]
    [InlineData("FlattenTransposed", "w", "'w' has the shape 2 × 3, but the objective is made for the shape 3 × 2 there.")]
    [InlineData("FlattenMember", "weights.Hidden", "'weights.Hidden' has the shape 3 × 1, but the objective is made for the shape 3 × 2 there.")]
    public void What_does_not_fit_is_refused_by_name(string call, string parameter, string message)
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls);
        var thrown = Assert.IsAssignableFrom<ArgumentException>(Assert.Throws<TargetInvocationException>(() => Call(run, call)).InnerException);
        Assert.Equal(parameter, thrown.ParamName);
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls.Replace("Losses.FValueAndGradient(w, x, 1, gradient)", "Losses.FValueAndGradient(w, x, 1, gradient, workspace)", StringComparison.Ordinal)
            .Replace("public static class Calls\n{", "public static class Calls\n{\n    private static readonly Workspace workspace = new();", StringComparison.Ordinal));
        Func<double> value = run.Assembly.GetType("Calls")!.GetMethod("Allocated")!.CreateDelegate<Func<double>>();
        value();
        long before = GC.GetAllocatedBytesForCurrentThread();
        value();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("[Theta] int[,] w", "w[0, 0]", "make its elements double")]
    [InlineData("[Theta] double[,,,] w", "w[0, 0, 0, 0]", "row by row")]
    public void What_is_refused(string parameter, string value, string advice)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            $"using SymGrad;\npublic static partial class Losses\n{{\n[Loss] public static double F({parameter}) => {value};\n}}\n", new GeneratorRunOptions { RunChecks = false });
        Assert.Contains(run.Diagnostics, d => d.Id == "SYMG0006" && d.GetMessage(null).Contains(advice, StringComparison.Ordinal));
    }

    private static object? Call(GeneratorRun run, string method) => run.Assembly.GetType("Calls")!.GetMethod(method)!.Invoke(null, []);
}
