using System;
using System.Reflection;
using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Costs;

/// <summary>
/// The compiled gradients of losses over structs, records, matrices, queries, functions of arrays, type parameters and instances allocate nothing once
/// their workspace has grown: neither in one that the caller brings nor in that of the thread.
/// </summary>
public sealed class GeneratedAllocationTests(AllocatingLosses losses) : IClassFixture<AllocatingLosses>
{
    [Theory]
    [InlineData("Structs")]
    [InlineData("RecordOfArrays")]
    [InlineData("Matrix")]
    [InlineData("Query")]
    [InlineData("Generic")]
    [InlineData("Tensors")]
    [InlineData("Instance")]
    [InlineData("InstanceObjective")]
    public void Nothing_is_allocated(string loss) => Assert.Equal(0, losses.BytesOf(loss));

    [Fact]
    public void What_allocates_is_noticed() => Assert.NotEqual(0, losses.BytesOf("Allocating"));
}

/// <summary>The losses, compiled once.</summary>
public sealed class AllocatingLosses : IDisposable
{
    private const string Source = """
        using System;
        using System.Linq;
        using System.Numerics;
        using System.Numerics.Tensors;
        using SymGrad;

        public readonly record struct Line(double Slope, double Offset);

        public readonly record struct Item(double X, double Y, string Name);

        public sealed record Weights(double[] Hidden, double[] Output, double Bias);

        public static partial class Losses
        {
            [Loss]
            public static double Structs([Theta] Line line, Item item)
            {
                Line other = line with { Offset = item.Y };
                return Math.Exp(other.Slope * item.X) * other.Offset + line.Offset * line.Offset;
            }

            [Loss]
            public static double RecordOfArrays([Theta] Weights weights, ReadOnlySpan<double> x)
            {
                double[] h = new double[weights.Output.Length];
                double sum = weights.Bias;
                for (int i = 0; i < h.Length; i++)
                {
                    h[i] = Math.Tanh(weights.Hidden[i] * x[i] + (i > 0 ? h[i - 1] : 0));
                    sum += h[i] * weights.Output[i];
                }

                return sum * sum;
            }

            [Loss]
            public static double Matrix([Theta] ReadOnlySpan<double> w, double[,] x)
            {
                double[,] u = new double[2, 3];
                double product = 1;
                for (int i = 0; i < 2; i++)
                {
                    for (int j = 0; j < 3; j++)
                    {
                        u[i, j] = Math.Sin(w[j] * x[i, j]);
                        product *= 1 + 0.1 * u[i, j];
                    }
                }

                return product;
            }

            [Loss]
            public static double Query([Theta] double[] w, double[] x)
                => w.Zip(x, (a, b) => Math.Exp(a * b)).Sum() * w.Select(a => a * a).ToArray().Max() + w.Average(a => Math.Sin(a)) + w.Aggregate(1.0, (p, a) => p * (1 + 0.1 * a));

            [Loss]
            public static T Generic<T>([Theta] ReadOnlySpan<T> w, ReadOnlySpan<T> x)
                where T : IFloatingPointIeee754<T>
            {
                T product = T.One;
                for (int i = 0; i < w.Length; i++)
                {
                    product *= T.Exp(w[i] * x[i]);
                }

                return product;
            }

            [Loss]
            public static double Tensors([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x)
            {
                double[] u = new double[w.Length];
                TensorPrimitives.Multiply(w, x, u);
                TensorPrimitives.SoftMax<double>(u, u);
                return Math.Log(u[0]) * TensorPrimitives.Dot(w, x) + TensorPrimitives.Norm<double>(u);
            }
        }

        public sealed partial class Model(double floor)
        {
            private readonly double[] prior = [0.5, -0.5, 0.25];

            public double Strength { get; set; } = 0.25;

            [Loss]
            public double Fit([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x)
            {
                double product = floor;
                for (int i = 0; i < w.Length; i++)
                {
                    product *= Math.Exp(w[i] * x[i] - prior[i]);
                }

                return product + Strength * product * product;
            }

            [Loss]
            public double Line([Theta] double a, [Theta] double b, double x)
            {
                double r = a * x + b - Strength;
                return floor * r * r;
            }
        }

        public static class Harness
        {
            private const int CallsToGrow = 3;
            private const int Calls = 5;

            private static readonly double[] w = [0.5, -0.25, 0.75];
            private static readonly float[] v = [0.5f, -0.25f, 0.75f];
            private static readonly double[] x = [1.5, 0.5, -0.5];
            private static readonly double[] g = new double[3];
            private static readonly float[] narrow = new float[3];
            private static readonly double[,] table = { { 0.5, 1, 2 }, { 1, -1, 0.25 } };
            private static readonly Weights weights = new([0.5, 0.25, 1], [1, 2, 3], 0.5);
            private static readonly Weights gradient = new(new double[3], new double[3], 0);
            private static readonly Model model = new(0.5);
            private static readonly Objective<double> line = new Model.LineObjective(model, Enumerable.Range(0, 500).Select(i => Math.Sin(i)).ToArray());

            public static Func<Workspace?, double> Of(string loss) => loss switch
            {
                "Structs" => _ => Losses.StructsValueAndGradient(new Line(0.5, 2), new Item(1, 2, "name")).Gradient.Slope + Losses.StructsGradient(new Line(1, 2), new Item(3, 4, "")).Offset,
                "RecordOfArrays" => workspace => Losses.RecordOfArraysValueAndGradient(weights, x, gradient, workspace).Gradient + Losses.RecordOfArraysGradient(weights, x, gradient, workspace),
                "Matrix" => workspace => Losses.MatrixValueAndGradient(w, table, g, workspace),
                "Query" => workspace => Losses.QueryValueAndGradient(w, x, g, workspace),
                "Generic" => workspace => Losses.GenericValueAndGradient(w, x, g, workspace) + Losses.GenericValueAndGradient(v, v, narrow, workspace),
                "Tensors" => workspace => Losses.TensorsValueAndGradient(w, x, g, workspace),
                "Instance" => workspace => model.FitValueAndGradient(w, x, g, workspace),
                "InstanceObjective" => _ => line.ValueAndGradient([0.5, 1.5], g.AsSpan(0, 2)),
                "Allocating" => _ => Losses.Query(w, x),
                _ => throw new ArgumentException(loss),
            };

            public static long Bytes(string loss)
            {
                Func<Workspace?, double> call = Of(loss);
                return BytesOf(call, new Workspace()) + BytesOf(call, null);
            }

            private static long BytesOf(Func<Workspace?, double> call, Workspace? workspace)
            {
                double value = call(workspace);
                for (int i = 0; i < CallsToGrow; i++)
                {
                    if (call(workspace) != value || !double.IsFinite(value))
                    {
                        throw new InvalidOperationException($"{value} is not what comes again.");
                    }
                }

                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Calls; i++)
                {
                    call(workspace);
                }

                return GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }
        """;

    private readonly GeneratorRun run = GeneratorRunner.Run(Source, Accept.TensorOptions);

    internal long BytesOf(string loss)
    {
        MethodInfo bytes = run.Assembly.GetType("Harness")!.GetMethod("Bytes")!;
        return (long)bytes.Invoke(null, [loss])!;
    }

    public void Dispose() => run.Dispose();
}
