using System;
using System.Reflection;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>
/// Objectives of losses with arrays, as a user writes them: rows of matrices, ragged rows, label and index columns, several θ arrays. Each
/// script evaluates the objective and the mean of the losses by itself.
/// </summary>
public sealed class ArrayObjectiveTests
{
    private const double Error = 1e-12;

    private const string Logistic = """
        [Loss]
        public static double Logistic([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
        {
            double z = bias;
            for (int i = 0; i < x.Length; i++)
            {
                z += weights[i] * x[i];
            }

            return Math.Log(1 + Math.Exp(-y * z));
        }
        """;

    private const string Data = """
        static double[] X(int n) => Enumerable.Range(0, n).Select(i => Math.Sin(1.7 * i)).ToArray();
        static double[] Y(int n) => Enumerable.Range(0, n).Select(i => i % 3 == 0 ? 1.0 : -1.0).ToArray();
        """;

    [Fact]
    public void Rows_of_a_matrix() => AssertMean(Logistic, """
        double[] x = X(3 * 5), y = Y(5);
        var objective = new LogisticObjective(Rows.Of(x, 3), y, 3);
        double[] theta = [0.3, -0.2, 0.5, 0.1];
        double[] gradient = new double[4];
        double value = objective.ValueAndGradient(theta, gradient);
        double[] expected = new double[5];
        for (int i = 0; i < 5; i++)
        {
            double[] g = new double[3];
            var (v, b) = LogisticValueAndGradient(theta.AsSpan(0, 3), theta[3], x.AsSpan(3 * i, 3), y[i], g);
            Add(expected, [v, .. g, b], 0.2);
        }
        return ([value, .. gradient], expected);
        """);

    [Fact]
    public void A_loss_that_is_affine_in_an_array_takes_one_pass() => AssertMean("""
        [Loss]
        public static double Signed([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
        {
            double z = bias, squares = 0;
            for (int i = 0; i < x.Length; i++)
            {
                z += weights[i] * x[i];
                squares += (weights[i] - x[i]) * (weights[i] - x[i]) - weights[i] * weights[i];
            }

            return y > 0 ? z : squares - y * z;
        }
        """, """
        double[] x = X(3 * 2000), y = Y(2000);
        var objective = new SignedObjective(Rows.Of(x, 3), y, 3);
        double[] gradient = new double[4];
        double[] expected = new double[6], actual = new double[6];
        foreach (double scale in new[] { 1.0, -3.0 })
        {
            double[] theta = [0.3 * scale, -0.2, 0.5, 0.1 * scale];
            double value = objective.ValueAndGradient(theta, gradient);
            Add(actual, [value, .. gradient, 0], 1);
            for (int i = 0; i < 2000; i++)
            {
                double[] g = new double[3];
                var (v, b) = SignedValueAndGradient(theta.AsSpan(0, 3), theta[3], x.AsSpan(3 * i, 3), y[i], g);
                Add(expected, [v, .. g, b, 0], 1.0 / 2000);
            }
        }

        actual[5] = objective.DataPassCount + (objective.Loss.Structure == LossStructure.Affine ? 100 : 0);
        expected[5] = 101;
        return (actual, expected);
        """);

    [Fact]
    public void Rows_with_a_stride_and_a_mini_batch() => AssertMean(Logistic, """
        double[] x = X(4 * 6), y = Y(6);
        var objective = new LogisticObjective(Rows.Of(x, 3, stride: 4), y, weightsShape: 3);
        double[] theta = [0.3, -0.2, 0.5, 0.1];
        double[] gradient = new double[4];
        double value = objective.ValueAndGradient(theta, 2..5, gradient);
        double[] expected = new double[5];
        for (int i = 2; i < 5; i++)
        {
            double[] g = new double[3];
            var (v, b) = LogisticValueAndGradient(theta.AsSpan(0, 3), theta[3], x.AsSpan(4 * i, 3), y[i], g);
            Add(expected, [v, .. g, b], 1.0 / 3);
        }
        return ([value, .. gradient], expected);
        """);

    [Fact]
    public void Ragged_rows_and_jagged_arrays() => AssertMean(Logistic, """
        double[] x = X(9), y = Y(4);
        int[] offsets = [0, 2, 2, 5, 8];
        double[][] jagged = [x[0..2], [], x[2..5], x[5..8]];
        double[] theta = [0.3, -0.2, 0.5, 0.1];
        double[] first = new double[4], second = new double[4];
        double value = new LogisticObjective(Rows.Ragged<double>(x, offsets), y, 3, Aggregation.Sum).ValueAndGradient(theta, first);
        double other = new LogisticObjective(jagged, y, 3, Aggregation.Sum).ValueAndGradient(theta, second);
        return ([value, .. first], [other, .. second]);
        """);

    [Fact]
    public void Several_arrays_in_theta_with_labels_and_indices() => AssertMean("""
        [Loss]
        public static double Embedding([Theta] double scale, [Theta] ReadOnlySpan<double> table, [Theta] double[] outputs, int[] words, int label)
        {
            int width = outputs.Length / 2;
            double best = 0, total = 0;
            for (int k = 0; k < 2; k++)
            {
                double z = 0;
                foreach (int word in words)
                {
                    for (int j = 0; j < width; j++)
                    {
                        z += scale * table[word * width + j] * outputs[k * width + j];
                    }
                }

                total += Math.Exp(z);
                best = k == label ? z : best;
            }

            return Math.Log(total) - best;
        }
        """, """
        int[][] words = [[0, 2, 2], [1], [3, 0]];
        int[] labels = [1, 0, 1];
        double[] theta = X(1 + 8 + 4);
        double[] gradient = new double[13];
        var objective = new EmbeddingObjective(words, labels, tableShape: (4, 2), outputsShape: (2, 2));
        double value = objective.ValueAndGradient(theta, gradient);
        double[] expected = new double[14];
        for (int i = 0; i < 3; i++)
        {
            double[] table = new double[8], outputs = new double[4];
            var (v, s) = EmbeddingValueAndGradient(theta[0], theta.AsSpan(1, 8), theta[9..], words[i], labels[i], table, outputs);
            Add(expected, [v, s, .. table, .. outputs], 1.0 / 3);
        }
        if (objective.Parameters.ToString() != "θ[0]     scale\nθ[1..9]  table (4 × 2)\nθ[9..13] outputs (2 × 2)")
        {
            throw new InvalidOperationException(objective.Parameters.ToString());
        }
        return ([value, .. gradient], expected);
        """);

    [Fact]
    public void Single_precision_arrays() => AssertMean("""
        [Loss]
        public static float Squared([Theta] ReadOnlySpan<float> weights, ReadOnlySpan<float> x, float y)
        {
            float z = -y;
            for (int i = 0; i < weights.Length; i++)
            {
                z += weights[i] * x[i];
            }

            return z * z;
        }
        """, """
        float[] x = [1, 2, 3, 4], y = [0.5f, 1], theta = [0.25f, -0.5f], gradient = new float[2];
        float value = new SquaredObjective(Rows.Of(x, 2), y, 2).ValueAndGradient(theta, gradient);
        double r = 0.25 - 1 - 0.5, s = 0.75 - 2 - 1;
        return ([value, gradient[0], gradient[1]], [(r * r + s * s) / 2, r + 3 * s, 2 * r + 4 * s]);
        """);

    [Fact]
    public void A_regulariser_over_an_array() => AssertMean(Logistic + """

        [Loss]
        public static double Ridge([Theta] ReadOnlySpan<double> weights)
        {
            double sum = 0;
            foreach (double w in weights)
            {
                sum += w * w;
            }

            return sum;
        }
        """, """
        double[] x = X(6), y = Y(2), theta = [0.3, -0.2, 0.5, 0.1], with = new double[4], without = new double[4];
        var plain = new LogisticObjective(Rows.Of(x, 3), y, 3);
        double value = plain.WithRegularizer(new RidgeObjective(3), 0.1).ValueAndGradient(theta, with);
        double[] expected = [plain.ValueAndGradient(theta, without) + 0.1 * (0.09 + 0.04 + 0.25), .. without];
        for (int i = 0; i < 3; i++)
        {
            expected[1 + i] += 0.2 * theta[i];
        }
        return ([value, .. with], expected);
        """);

    [Fact]
    public void The_same_bits_for_any_number_of_threads() => AssertMean(Logistic, """
        int n = 20 * Objective.ChunkLength + 17;
        double[] x = X(3 * n), y = Y(n), theta = [0.3, -0.2, 0.5, 0.1], one = new double[4], many = new double[4];
        var objective = new LogisticObjective(Rows.Of(x, 3), y, 3);
        double first = objective.ValueAndGradient(theta, one, new EvaluationOptions { MaxDegreeOfParallelism = 1 });
        double second = objective.ValueAndGradient(theta, many, new EvaluationOptions { MaxDegreeOfParallelism = 8 });
        if (BitConverter.DoubleToInt64Bits(first) != BitConverter.DoubleToInt64Bits(second) || !one.SequenceEqual(many))
        {
            throw new InvalidOperationException("The bits differ.");
        }
        return ([first, .. one], [second, .. many]);
        """);

    [Theory]
    [InlineData("new LogisticObjective(Rows.Of(X(6), 3), Y(3), 3)", "y")]
    [InlineData("new LogisticObjective(Rows.Of(X(7), 3), Y(2), 3)", "values")]
    [InlineData("new LogisticObjective(default(Rows<double>), Y(2), 3)", "x")]
    [InlineData("new LogisticObjective(Rows.Of(X(6), 3), Y(2), default(Shape))", "weightsShape")]
    [InlineData("new LogisticObjective(Rows.Of(X(6), 3), Y(2), 3).Value(new double[3])", "theta")]
    [InlineData("LogisticGradient(new double[3], 0, new double[3], 1, new double[2])", "weightsGradient")]
    public void What_does_not_fit_is_an_argument_exception(string call, string argument)
    {
        Exception thrown = Assert.Throws<TargetInvocationException>(() => Run(Logistic, $"{call}; return ([], []);")).InnerException!;
        Assert.Equal(argument, Assert.IsAssignableFrom<ArgumentException>(thrown).ParamName);
    }

    private static void AssertMean(string losses, string script)
    {
        (double[] actual, double[] expected) = Run(losses, script);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], Error * Math.Max(1, Math.Abs(e))));
        Assert.Contains(expected, e => e != 0);
    }

    private static (double[] Actual, double[] Expected) Run(string losses, string script)
    {
        GeneratorRun run = GeneratorRunner.Run($$"""
            using System;
            using System.Linq;
            using SymGrad;

            public static partial class Losses
            {
                {{losses}}

                {{Data}}

                static void Add(double[] sums, double[] terms, double factor)
                {
                    for (int i = 0; i < sums.Length; i++)
                    {
                        sums[i] += factor * terms[i];
                    }
                }

                public static (double[] Actual, double[] Expected) Run()
                {
                    {{script}}
                }
            }
            """);
        using var assembly = LoadedAssembly.Load(run.Output);
        MethodInfo method = assembly.Assembly.GetType("Losses")!.GetMethod("Run")!;
        return ((double[], double[]))method.Invoke(null, null)!;
    }
}
