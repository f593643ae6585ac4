using System;
using System.Linq;
using System.Reflection;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Tensors as data: their elements are copied, wherever they lie.</summary>
public sealed class TensorSpanTests
{
    [Theory]
    [InlineData("double", "t[i, j]")]
    [InlineData("float", "t[[i, j]]")]
    [InlineData("int", "t[i, j]")]
    public void Elements_and_lengths(string element, string access) => Accept.Tensors($$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> w, ReadOnlyTensorSpan<{{element}}> t, double y)
        {
            double sum = 0;
            for (int i = 0; i < t.Lengths[0]; i++)
            {
                for (int j = (int)t.Lengths[1] - 1; j >= 0; j--)
                {
                    sum += Math.Tanh(w[j] * {{access}}) * (t.Lengths[1] > j ? 1 : 2);
                }
            }

            return (sum - y) * (sum - y) + (int)t.FlattenedLength * t.Rank + t.Lengths[0];
        }
        """,
        Sample.Of(("w", 3), ("t", 3)),
        Sample.Of(("w", 2), ("t.0", 3), ("t.1", 2)),
        Sample.Of(("w", 1), ("t.0", 0), ("t.1", 2)),
        Sample.Of(("w", 1), ("t.0", 3), ("t.1", 2)).Throws<IndexOutOfRangeException>());

    [Fact]
    public void Indices_that_data_give() => Accept.Tensors("""
        [Loss]
        public static double F([Theta] double a, in ReadOnlyTensorSpan<double> t, int i, int j) => Math.Exp(a * Of(t, i, j));

        private static double Of(ReadOnlyTensorSpan<double> tensor, int row, int column)
        {
            ReadOnlyTensorSpan<double> same = tensor;
            return same[row, column] * same[1, 0];
        }
        """,
        Sample.Of(("t.0", 2), ("t.1", 3)).With("i", 1).With("j", 2),
        Sample.Of(("t.0", 2), ("t.1", 3)).With("i", 0).With("j", 3).Throws<IndexOutOfRangeException>(),
        Sample.Of(("t.0", 2), ("t.1", 3)).With("i", 1).With("j", -1).Throws<IndexOutOfRangeException>(),
        Sample.Of(("t.0", 2), ("t.1", 3)).With("i", 2).With("j", 0).Throws<IndexOutOfRangeException>());

    private const string Calls = """
        using System;
        using System.Numerics.Tensors;
        using SymGrad;
        public static partial class Losses
        {
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, ReadOnlyTensorSpan<double> t)
            {
                double sum = 0;
                for (int i = 0; i < t.Lengths[0]; i++)
                {
                    for (int j = 0; j < t.Lengths[1]; j++)
                    {
                        sum += Math.Sin(w[j] * t[i, j]);
                    }
                }

                return sum * sum;
            }

            [Loss]
            public static double M([Theta] ReadOnlySpan<double> w, double[,] t)
            {
                double sum = 0;
                for (int i = 0; i < t.GetLength(0); i++)
                {
                    for (int j = 0; j < t.GetLength(1); j++)
                    {
                        sum += Math.Sin(w[j] * t[i, j]);
                    }
                }

                return sum * sum;
            }

            [Loss]
            public static double Third([Theta] double a, ReadOnlyTensorSpan<double> t) => Math.Exp(a * t[1, 0, 2]);

            [Loss]
            public static double First([Theta] double a, ReadOnlyTensorSpan<double> t) => Math.Exp(a * t[5]);
        }

        public static class Calls
        {
            private static readonly double[] memory = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], w = [0.5, 0.25];
            private static readonly Workspace workspace = new();
            private static readonly double[] gradient = new double[2];

            private static string Of(double value, double[] gradient) => $"{value:R} {gradient[0]:R} {gradient[1]:R}";

            private static string Tensor(ReadOnlyTensorSpan<double> t)
            {
                double[] gradient = new double[2];
                return Of(Losses.FValueAndGradient(w, t, gradient), gradient);
            }

            private static string Matrix(double[,] t)
            {
                double[] gradient = new double[2];
                return Of(Losses.MValueAndGradient(w, t, gradient), gradient);
            }

            public static bool Dense() => Tensor(new(memory, [3, 2])) == Matrix(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });

            public static bool Transposed() => Tensor(new(memory, [3, 2], [1, 3])) == Matrix(new double[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } });

            public static bool Spread() => Tensor(new(memory, 1, [2, 2], [5, 2])) == Matrix(new double[,] { { 2, 4 }, { 7, 9 } });

            public static bool Repeated() => Tensor(new(memory, [3, 2], [0, 1])) == Matrix(new double[,] { { 1, 2 }, { 1, 2 }, { 1, 2 } });

            public static bool Slices() => Tensor(new ReadOnlyTensorSpan<double>(memory, [4, 3])[1..3, 1..]) == Matrix(new double[,] { { 5, 6 }, { 8, 9 } });

            public static bool Other_numbers_of_dimensions()
                => Losses.ThirdGradient(0, new(memory, [2, 2, 3])) == 9 && Losses.FirstGradient(0, new(memory, [12])) == 6;

            public static bool Objectives()
            {
                var tensors = new Losses.FObjective(new[] { System.Numerics.Tensors.Tensor.Create(memory, [6, 2]), System.Numerics.Tensors.Tensor.Create(memory[..4], [2, 2]) }, 2);
                var matrices = new Losses.MObjective(
                    new[] { new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 }, { 7, 8 }, { 9, 10 }, { 11, 12 } }, new double[,] { { 1, 2 }, { 3, 4 } } }, 2);
                double[] first = new double[2], second = new double[2];
                return Of(tensors.ValueAndGradient(w, first), first) == Of(matrices.ValueAndGradient(w, second), second);
            }

            public static double Allocated() => Losses.FValueAndGradient(w, new ReadOnlyTensorSpan<double>(memory, [3, 2], [1, 3]), gradient, workspace);

            public static void TooManyIndices() => Losses.ThirdGradient(1, new(memory, [6, 2]));

            public static void TooFewIndices() => Losses.FirstGradient(1, new(memory, [6, 2]));

            public static void Overlap() => Losses.FGradient(w, new(memory, 1, [2, 2], [5, 2]), memory.AsSpan(7, 2));

            public static bool Beside() { Losses.FGradient(w, new(memory, 1, [2, 2], [5, 2]), memory.AsSpan(10, 2)); return true; }
        }
        """;

    [Theory]
    [InlineData("Dense")]
    [InlineData("Transposed")]
    [InlineData("Spread")]
    [InlineData("Repeated")]
    [InlineData("Slices")]
    [InlineData("Other_numbers_of_dimensions")]
    [InlineData("Objectives")]
    [InlineData("Beside")]
    public void It_is_the_same_as_a_matrix_wherever_the_elements_lie(string call)
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls, Accept.TensorOptions);
        Assert.Equal(true, Call(run, call));
    }

    [Theory]
    [InlineData("TooManyIndices", typeof(ArgumentOutOfRangeException))]
    [InlineData("TooFewIndices", typeof(ArgumentOutOfRangeException))]
    [InlineData("Overlap", typeof(ArgumentException))]
    public void What_does_not_fit_is_refused(string call, Type exception)
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls, Accept.TensorOptions);
        Assert.IsType(exception, Assert.Throws<TargetInvocationException>(() => Call(run, call)).InnerException);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        using GeneratorRun run = GeneratorRunner.Run(Calls, Accept.TensorOptions);
        Func<double> value = run.Assembly.GetType("Calls")!.GetMethod("Allocated")!.CreateDelegate<Func<double>>();
        value();
        long before = GC.GetAllocatedBytesForCurrentThread();
        value();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("[Theta] ReadOnlyTensorSpan<double> t", "t[0, 0]", "SYMG0006")]
    [InlineData("[Theta] double a, TensorSpan<double> t", "a * t[0, 0]", "SYMG0006")]
    [InlineData("[Theta] double a, Tensor<double> t", "a * t[0, 0]", "SYMG0006")]
    [InlineData("[Theta] double a, ReadOnlyTensorSpan<double> t", "a * t[^1, 0]", "SYMG3001")]
    [InlineData("[Theta] double a, ReadOnlyTensorSpan<double> t", "a * t[0..1, 0..1][0, 0]", "SYMG3001")]
    [InlineData("[Theta] double a, ReadOnlyTensorSpan<double> t, long i", "a * t[(nint)i, 0]", "SYMG3001")]
    [InlineData("[Theta] double a, ReadOnlyTensorSpan<double> t", "a * (t.Lengths[0] * t.Lengths[1])", "SYMG3001")]
    [InlineData("[Theta] double a, ReadOnlyTensorSpan<double> t", "a * t.Strides[0]", "SYMG3001")]
    public void What_is_refused_when_it_is_compiled(string parameters, string value, string id)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            $"using System.Numerics.Tensors;\nusing SymGrad;\npublic static partial class Losses\n{{\n[Loss] public static double F({parameters}) => {value};\n}}\n",
            Accept.TensorOptions with { RunChecks = false });
        Assert.Equal([id], run.Diagnostics.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(d => d.Id).Distinct());
        Assert.DoesNotContain(run.Output.GetDiagnostics(), d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
    }

    private static object? Call(GeneratorRun run, string method) => run.Assembly.GetType("Calls")!.GetMethod(method)!.Invoke(null, []);
}
