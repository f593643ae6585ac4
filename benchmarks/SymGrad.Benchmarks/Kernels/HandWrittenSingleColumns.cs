using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>
/// <see cref="HandWrittenColumns"/> in single precision, with sums in double precision as objectives have them. The numbers of items are multiples of the vectors' length.
/// </summary>
internal static class HandWrittenSingleColumns
{
    public static double SquaredErrorByVectors(float slope, float intercept, float[] x, float[] y)
    {
        ReadOnlySpan<Vector<float>> xs = Vectors(x);
        ReadOnlySpan<Vector<float>> ys = Vectors(y);
        (Vector<double> value, Vector<double> slopes, Vector<double> intercepts) = (default, default, default);
        for (int i = 0; i < xs.Length && i < ys.Length; i++)
        {
            Vector<float> residual = ys[i] - ((slope * xs[i]) + new Vector<float>(intercept));
            Vector<float> adjoint = 2 * residual;
            value += Sum(residual * residual);
            slopes -= Sum(adjoint * xs[i]);
            intercepts -= Sum(adjoint);
        }

        return Vector.Sum(value) + Vector.Sum(slopes) + Vector.Sum(intercepts);
    }

    public static double HuberByVectors(float slope, float intercept, float[] x, float[] y)
    {
        ReadOnlySpan<Vector<float>> xs = Vectors(x);
        ReadOnlySpan<Vector<float>> ys = Vectors(y);
        (Vector<double> value, Vector<double> slopes, Vector<double> intercepts) = (default, default, default);
        for (int i = 0; i < xs.Length && i < ys.Length; i++)
        {
            Vector<float> residual = ys[i] - ((slope * xs[i]) + new Vector<float>(intercept));
            Vector<float> bounded = Vector.Min(Vector.Max(residual, -Vector<float>.One), Vector<float>.One);
            value += Sum(bounded * (residual - (0.5f * bounded)));
            slopes -= Sum(bounded * xs[i]);
            intercepts -= Sum(bounded);
        }

        return Vector.Sum(value) + Vector.Sum(slopes) + Vector.Sum(intercepts);
    }

    /// <summary>Both halves in double precision, added.</summary>
    private static Vector<double> Sum(Vector<float> terms)
    {
        Vector.Widen(terms, out Vector<double> lower, out Vector<double> upper);
        return lower + upper;
    }

    private static ReadOnlySpan<Vector<float>> Vectors(float[] column) => MemoryMarshal.Cast<float, Vector<float>>(column);
}
