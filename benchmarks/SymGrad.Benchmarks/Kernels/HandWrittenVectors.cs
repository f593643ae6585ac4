using System;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>Losses of rows as one writes them for speed: vectors along the row, or calls of TensorPrimitives; and the functions of a loss alone.</summary>
internal static class HandWrittenVectors
{
    /// <summary>What a row contributes, from its product with the weights.</summary>
    /// <param name="product">The product.</param>
    /// <param name="y">The label.</param>
    /// <returns>The loss and its derivative with respect to the product.</returns>
    internal delegate (double Loss, double Derivative) RowLoss(double product, double y);

    public static (double Loss, double Derivative) SquaredError(double product, double y) => ((product - y) * (product - y), 2 * (product - y));

    public static (double Loss, double Derivative) Logistic(double product, double y)
    {
        double exponential = Math.Exp(product);
        return (Math.Log(1 + exponential) - (y * product), (exponential / (1 + exponential)) - y);
    }

    /// <summary>Row by row, in vectors along the row.</summary>
    public static double ByVectors(double[] x, double[] y, double[] w, double[] gradient, RowLoss loss)
    {
        double value = 0;
        Array.Clear(gradient);
        ReadOnlySpan<Vector<double>> weights = MemoryMarshal.Cast<double, Vector<double>>(w);
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(gradient.AsSpan());
        for (int i = 0; i < y.Length; i++)
        {
            ReadOnlySpan<Vector<double>> row = MemoryMarshal.Cast<double, Vector<double>>(x.AsSpan(i * w.Length, w.Length))[..weights.Length];
            (Vector<double> even, Vector<double> odd) = (default, default);
            for (int j = 0; j + 1 < row.Length; j += 2)
            {
                even += weights[j] * row[j];
                odd += weights[j + 1] * row[j + 1];
            }

            (double item, double derivative) = loss(Vector.Sum(even + odd), y[i]);
            value += item;
            var factor = new Vector<double>(derivative);
            for (int j = 0; j < row.Length; j++)
            {
                sums[j] += factor * row[j];
            }
        }

        return value;
    }

    /// <summary>Row by row, by calls of TensorPrimitives.</summary>
    public static double ByTensors(double[] x, double[] y, double[] w, double[] gradient, RowLoss loss)
    {
        double value = 0;
        Array.Clear(gradient);
        for (int i = 0; i < y.Length; i++)
        {
            ReadOnlySpan<double> row = x.AsSpan(i * w.Length, w.Length);
            (double item, double derivative) = loss(TensorPrimitives.Dot(row, w), y[i]);
            value += item;
            TensorPrimitives.MultiplyAdd(row, derivative, gradient, gradient);
        }

        return value;
    }

    /// <summary>A scalar product, in two vectors side by side.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ReadOnlySpan<Vector<double>> a = MemoryMarshal.Cast<double, Vector<double>>(left);
        ReadOnlySpan<Vector<double>> b = MemoryMarshal.Cast<double, Vector<double>>(right)[..a.Length];
        (Vector<double> even, Vector<double> odd) = (default, default);
        int i = 0;
        for (; i + 1 < a.Length; i += 2)
        {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }

        double sum = Vector.Sum(even + odd);
        for (int j = i * Vector<double>.Count; j < left.Length; j++)
        {
            sum += left[j] * right[j];
        }

        return sum;
    }

    /// <summary>Adds a multiple of a row.</summary>
    public static void AddTo(double factor, ReadOnlySpan<double> row, Span<double> sum)
    {
        ReadOnlySpan<Vector<double>> source = MemoryMarshal.Cast<double, Vector<double>>(row);
        Span<Vector<double>> target = MemoryMarshal.Cast<double, Vector<double>>(sum)[..source.Length];
        var factors = new Vector<double>(factor);
        for (int i = 0; i < source.Length; i++)
        {
            target[i] += factors * source[i];
        }

        for (int j = source.Length * Vector<double>.Count; j < row.Length; j++)
        {
            sum[j] += factor * row[j];
        }
    }

    /// <summary>The functions of a logistic loss of so many items: for 1,024 of them in the cache, one function after the other.</summary>
    public static double LogisticFunctions(int count)
    {
        Span<ItemLanes> x = stackalloc ItemLanes[128];
        Span<ItemLanes> exponentials = stackalloc ItemLanes[128];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (0.03 * i) - 2;
        }

        ItemLanes sum = 0;
        for (int done = 0; done < count; done += x.Length * ItemLanes.Count)
        {
            for (int i = 0; i < x.Length; i++)
            {
                exponentials[i] = ItemLanes.ExpMinusAbs(x[i]);
            }

            for (int i = 0; i < x.Length; i++)
            {
                sum += ItemLanes.Softplus(x[i], exponentials[i]);
            }

            for (int i = 0; i < x.Length; i++)
            {
                sum += ItemLanes.Sigmoid(x[i], exponentials[i]);
            }
        }

        return sum.Sum();
    }
}
