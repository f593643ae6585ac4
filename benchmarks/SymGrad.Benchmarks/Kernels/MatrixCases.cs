using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using SymGrad.Programs;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>
/// Losses whose work is products of matrices with vectors, and a mixture of densities: what is bound by arithmetic. So few items that a call takes no longer than a turn of
/// the timer: longer calls would be interrupted more often than what they are compared with.
/// </summary>
internal static class MatrixCases
{
    private static readonly EvaluationOptions One = new() { MaxDegreeOfParallelism = 1 };
    private static readonly EvaluationOptions Two = new() { MaxDegreeOfParallelism = 2 };

    public static IEnumerable<CaseSource<KernelCase>> Sources =>
    [
        KernelCases.Source("softmax regression 784-10", 512, n => Softmax(n, 784, 10)),
        KernelCases.Source("network 784-64-10", 128, n => Network(n, 784, 64, 10)),
        KernelCases.Source("mixture, 25 of 10 (by hand the value alone)", 1000, n => Mixture(n, 10, 25)),
    ];

    private static KernelCase Softmax(int n, int d, int classes)
    {
        double[] x = KernelCases.Numbers(n * d, 1);
        double[] theta = KernelCases.Numbers((d + 1) * classes, 2);
        int[] label = [.. Enumerable.Range(0, n).Select(i => i * 7 % classes)];
        var objective = new SoftmaxRegression.CrossEntropyObjective(Rows.Of(x, d), label, d * classes, classes, Aggregation.Sum);
        double[] gradient = new double[theta.Length];
        double[] own = new double[theta.Length];
        double[] sum = new double[theta.Length];
        double[] p = new double[classes];
        return new KernelCase(
            FormattableString.Invariant($"softmax regression {d}-{classes}"),
            n,
            () => objective.ValueAndGradient(theta, gradient, One),
            () => objective.ValueAndGradient(theta, gradient, Two),
            () => objective.Value(theta, One),
            theta.Length,
            Calls,
            () => Pass(Dot, AddTo),
            () => Reading.Sum(x))
        {
            Bytes = Buffer.ByteLength(x),
            Operations = 4.0 * d * classes,
            Vectors = () => Pass(HandWrittenVectors.Dot, HandWrittenVectors.AddTo),
            Tensors = () => Pass(TensorPrimitives.Dot, (factor, row, part) => TensorPrimitives.MultiplyAdd(row, factor, part, part)),
        };

        double Calls()
        {
            double value = 0;
            Array.Clear(sum);
            for (int i = 0; i < n; i++)
            {
                value += SoftmaxRegression.CrossEntropyValueAndGradient(
                    theta.AsSpan(0, d * classes), theta.AsSpan(d * classes), x.AsSpan(i * d, d), label[i], own.AsSpan(0, d * classes), own.AsSpan(d * classes));
                TensorPrimitives.Add(sum, own, sum);
            }

            return value;
        }

        double Pass(Func<ReadOnlySpan<double>, ReadOnlySpan<double>, double> dot, MultipleAddition add)
        {
            double value = 0;
            Array.Clear(sum);
            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<double> row = x.AsSpan(i * d, d);
                double total = 0;
                for (int k = 0; k < classes; k++)
                {
                    p[k] = Math.Exp(theta[(d * classes) + k] + dot(theta.AsSpan(k * d, d), row));
                    total += p[k];
                }

                value += Math.Log(total / p[label[i]]);
                for (int k = 0; k < classes; k++)
                {
                    double error = (p[k] / total) - (k == label[i] ? 1 : 0);
                    add(error, row, sum.AsSpan(k * d, d));
                    sum[(d * classes) + k] += error;
                }
            }

            return value;
        }
    }

    private static KernelCase Network(int n, int d, int units, int classes)
    {
        double[] x = KernelCases.Numbers(n * d, 1);
        int[] label = [.. Enumerable.Range(0, n).Select(i => i * 7 % classes)];
        (int second, int third, int last) = (d * units, (d + 1) * units, ((d + 1) * units) + (units * classes));
        double[] theta = [.. KernelCases.Numbers(last + classes, 2).Select(v => 0.2 * v)];
        var objective = new TwoLayerNetwork.CrossEntropyObjective(
            Rows.Of(x, d), label, d * units, units, units * classes, classes, Aggregation.Sum);
        double[] gradient = new double[theta.Length];
        double[] own = new double[theta.Length];
        double[] sum = new double[theta.Length];
        double[] hidden = new double[units];
        double[] adjoint = new double[units];
        double[] p = new double[classes];
        return new KernelCase(
            FormattableString.Invariant($"network {d}-{units}-{classes}"),
            n,
            () => objective.ValueAndGradient(theta, gradient, One),
            () => objective.ValueAndGradient(theta, gradient, Two),
            () => objective.Value(theta, One),
            theta.Length,
            Calls,
            () => Pass(Dot, AddTo),
            () => Reading.Sum(x))
        {
            Bytes = Buffer.ByteLength(x),
            Operations = (4.0 * d * units) + (6.0 * units * classes),
            Vectors = () => Pass(HandWrittenVectors.Dot, HandWrittenVectors.AddTo),
            Tensors = () => Pass(TensorPrimitives.Dot, (factor, row, part) => TensorPrimitives.MultiplyAdd(row, factor, part, part)),
        };

        double Calls()
        {
            double value = 0;
            Array.Clear(sum);
            for (int i = 0; i < n; i++)
            {
                value += TwoLayerNetwork.CrossEntropyValueAndGradient(
                    theta.AsSpan(0, d * units),
                    theta.AsSpan(second, units),
                    theta.AsSpan(third, units * classes),
                    theta.AsSpan(last),
                    x.AsSpan(i * d, d),
                    label[i],
                    own.AsSpan(0, d * units),
                    own.AsSpan(second, units),
                    own.AsSpan(third, units * classes),
                    own.AsSpan(last));
                TensorPrimitives.Add(sum, own, sum);
            }

            return value;
        }

        double Pass(Func<ReadOnlySpan<double>, ReadOnlySpan<double>, double> dot, MultipleAddition add)
        {
            double value = 0;
            Array.Clear(sum);
            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<double> row = x.AsSpan(i * d, d);
                for (int u = 0; u < units; u++)
                {
                    hidden[u] = Math.Tanh(theta[second + u] + dot(theta.AsSpan(u * d, d), row));
                }

                double total = 0;
                for (int k = 0; k < classes; k++)
                {
                    p[k] = Math.Exp(theta[last + k] + dot(theta.AsSpan(third + (k * units), units), hidden));
                    total += p[k];
                }

                value += Math.Log(total / p[label[i]]);
                Array.Clear(adjoint);
                for (int k = 0; k < classes; k++)
                {
                    double error = (p[k] / total) - (k == label[i] ? 1 : 0);
                    add(error, theta.AsSpan(third + (k * units), units), adjoint);
                    add(error, hidden, sum.AsSpan(third + (k * units), units));
                    sum[last + k] += error;
                }

                for (int u = 0; u < units; u++)
                {
                    double error = adjoint[u] * (1 - (hidden[u] * hidden[u]));
                    add(error, row, sum.AsSpan(u * d, d));
                    sum[second + u] += error;
                }
            }

            return value;
        }
    }

    /// <summary>By hand, and in a call for each item, it is the value alone.</summary>
    private static KernelCase Mixture(int n, int d, int components)
    {
        double[] points = KernelCases.Numbers(n * d, 1);
        int stride = d * (d + 1) / 2;
        (int second, int third) = (components, components * (1 + d));
        double[] theta = KernelCases.Numbers(components * (1 + d + stride), 2);
        var objective = new KernelLosses.MixtureObjective(Rows.Of(points, d), components, components * d, components * stride, Aggregation.Sum);
        double[] gradient = new double[theta.Length];
        return new KernelCase(
            FormattableString.Invariant($"mixture, {components} of {d} *"),
            n,
            () => objective.ValueAndGradient(theta, gradient, One),
            () => objective.ValueAndGradient(theta, gradient, Two),
            () => objective.Value(theta, One),
            theta.Length,
            Value,
            Value,
            () => Reading.Sum(points))
        {
            Bytes = Buffer.ByteLength(points),
        };

        double Value()
        {
            double value = 0;
            for (int i = 0; i < n; i++)
            {
                value += KernelLosses.Mixture(theta.AsSpan(0, components), theta.AsSpan(second, components * d), theta.AsSpan(third), points.AsSpan(i * d, d));
            }

            return value;
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void AddTo(double factor, ReadOnlySpan<double> row, Span<double> sum)
    {
        for (int i = 0; i < row.Length; i++)
        {
            sum[i] += factor * row[i];
        }
    }

    /// <summary>Adds a multiple of one array to another.</summary>
    private delegate void MultipleAddition(double factor, ReadOnlySpan<double> row, Span<double> sum);
}
