using System;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>
/// Losses of columns as one writes them for speed: in vectors of items, with the framework's vector functions, or by calls of TensorPrimitives on pieces that stay in the cache. Each
/// returns the value and the components of the gradient, added up. The numbers of items are multiples of the vectors' length.
/// </summary>
internal static class HandWrittenColumns
{
    /// <summary>So many items that a few intermediate results of them stay in the first-level cache.</summary>
    private const int Piece = 512;

    public static double SquaredErrorByVectors(double slope, double intercept, double[] x, double[] y)
    {
        ReadOnlySpan<Vector<double>> xs = Vectors(x);
        ReadOnlySpan<Vector<double>> ys = Vectors(y);
        (Vector<double> value, Vector<double> slopes, Vector<double> intercepts) = (default, default, default);
        for (int i = 0; i < xs.Length && i < ys.Length; i++)
        {
            Vector<double> residual = ys[i] - ((slope * xs[i]) + new Vector<double>(intercept));
            value += residual * residual;
            slopes -= residual * xs[i];
            intercepts -= residual;
        }

        return Vector.Sum(value) + (2 * (Vector.Sum(slopes) + Vector.Sum(intercepts)));
    }

    public static double HuberByVectors(double slope, double intercept, double[] x, double[] y)
    {
        ReadOnlySpan<Vector<double>> xs = Vectors(x);
        ReadOnlySpan<Vector<double>> ys = Vectors(y);
        (Vector<double> value, Vector<double> slopes, Vector<double> intercepts) = (default, default, default);
        for (int i = 0; i < xs.Length && i < ys.Length; i++)
        {
            Vector<double> residual = ys[i] - ((slope * xs[i]) + new Vector<double>(intercept));
            Vector<double> bounded = Vector.Min(Vector.Max(residual, -Vector<double>.One), Vector<double>.One);
            value += bounded * (residual - (0.5 * bounded));
            slopes -= bounded * xs[i];
            intercepts -= bounded;
        }

        return Vector.Sum(value) + Vector.Sum(slopes) + Vector.Sum(intercepts);
    }

    public static double LogisticByVectors(ReadOnlySpan<double> theta, double[] x1, double[] x2, double[] x3, double[] y)
    {
        ReadOnlySpan<Vector<double>> first = Vectors(x1);
        ReadOnlySpan<Vector<double>> second = Vectors(x2);
        ReadOnlySpan<Vector<double>> third = Vectors(x3);
        ReadOnlySpan<Vector<double>> labels = Vectors(y);
        var bias = new Vector<double>(theta[0]);
        (Vector<double> value, Vector<double> g0, Vector<double> g1, Vector<double> g2, Vector<double> g3) = (default, default, default, default, default);
        for (int i = 0; i < first.Length && i < second.Length && i < third.Length && i < labels.Length; i++)
        {
            Vector<double> z = bias + (theta[1] * first[i]) + (theta[2] * second[i]) + (theta[3] * third[i]);
            Vector<double> exponential = Vector.Exp(z);
            Vector<double> denominator = Vector<double>.One + exponential;
            value += Vector.Log(denominator) - (labels[i] * z);
            Vector<double> error = (exponential / denominator) - labels[i];
            g0 += error;
            g1 += error * first[i];
            g2 += error * second[i];
            g3 += error * third[i];
        }

        return Vector.Sum(value) + Vector.Sum(g0) + Vector.Sum(g1) + Vector.Sum(g2) + Vector.Sum(g3);
    }

    public static double SquaredErrorByTensors(double slope, double intercept, double[] x, double[] y)
    {
        Span<double> residuals = stackalloc double[Piece];
        (double value, double slopes, double intercepts) = (0, 0, 0);
        for (int start = 0; start < x.Length; start += Piece)
        {
            (ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<double> r) = Next(start, x, y, residuals);
            Residuals(slope, intercept, xs, ys, r);
            value += TensorPrimitives.SumOfSquares<double>(r);
            slopes -= TensorPrimitives.Dot(r, xs);
            intercepts -= TensorPrimitives.Sum<double>(r);
        }

        return value + (2 * (slopes + intercepts));
    }

    public static double HuberByTensors(double slope, double intercept, double[] x, double[] y)
    {
        Span<double> residuals = stackalloc double[Piece];
        Span<double> clamped = stackalloc double[Piece];
        (double value, double slopes, double intercepts) = (0, 0, 0);
        for (int start = 0; start < x.Length; start += Piece)
        {
            (ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<double> r) = Next(start, x, y, residuals);
            Span<double> bounded = clamped[..r.Length];
            Residuals(slope, intercept, xs, ys, r);
            TensorPrimitives.Clamp(r, -1.0, 1.0, bounded);
            value += TensorPrimitives.Dot<double>(bounded, r) - (0.5 * TensorPrimitives.SumOfSquares<double>(bounded));
            slopes -= TensorPrimitives.Dot(bounded, xs);
            intercepts -= TensorPrimitives.Sum<double>(bounded);
        }

        return value + slopes + intercepts;
    }

    public static double LogisticByTensors(ReadOnlySpan<double> theta, double[] x1, double[] x2, double[] x3, double[] y)
    {
        Span<double> logits = stackalloc double[Piece];
        Span<double> results = stackalloc double[Piece];
        double sum = 0;
        for (int start = 0; start < y.Length; start += Piece)
        {
            (ReadOnlySpan<double> first, ReadOnlySpan<double> labels, Span<double> z) = Next(start, x1, y, logits);
            (ReadOnlySpan<double> second, ReadOnlySpan<double> third, Span<double> scratch) = Next(start, x2, x3, results);
            TensorPrimitives.Multiply(first, theta[1], z);
            TensorPrimitives.Add(z, theta[0], z);
            TensorPrimitives.MultiplyAdd(second, theta[2], z, z);
            TensorPrimitives.MultiplyAdd(third, theta[3], z, z);
            sum -= TensorPrimitives.Dot(labels, z);
            TensorPrimitives.Exp<double>(z, z);
            TensorPrimitives.Add(z, 1.0, scratch);
            TensorPrimitives.Divide<double>(z, scratch, z);
            TensorPrimitives.Log<double>(scratch, scratch);
            sum += TensorPrimitives.Sum<double>(scratch);
            TensorPrimitives.Subtract(z, labels, z);
            sum += TensorPrimitives.Sum<double>(z) + TensorPrimitives.Dot(z, first) + TensorPrimitives.Dot(z, second) + TensorPrimitives.Dot(z, third);
        }

        return sum;
    }

    private static void Residuals(double slope, double intercept, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> residuals)
    {
        TensorPrimitives.Multiply(x, slope, residuals);
        TensorPrimitives.Add(residuals, intercept, residuals);
        TensorPrimitives.Subtract(y, residuals, residuals);
    }

    private static Part Next(int start, double[] first, double[] second, Span<double> scratch)
    {
        int length = Math.Min(Piece, first.Length - start);
        return new(first.AsSpan(start, length), second.AsSpan(start, length), scratch[..length]);
    }

    private static ReadOnlySpan<Vector<double>> Vectors(double[] column) => MemoryMarshal.Cast<double, Vector<double>>(column);

    /// <summary>The items of one piece.</summary>
    private readonly ref struct Part(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> scratch)
    {
        private readonly ReadOnlySpan<double> first = first;
        private readonly ReadOnlySpan<double> second = second;
        private readonly Span<double> scratch = scratch;

        public void Deconstruct(out ReadOnlySpan<double> firstColumn, out ReadOnlySpan<double> secondColumn, out Span<double> intermediate)
        {
            firstColumn = first;
            secondColumn = second;
            intermediate = scratch;
        }
    }
}
