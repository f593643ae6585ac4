using System;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>Some of <see cref="KernelLosses"/> in single precision.</summary>
internal static partial class SingleKernelLosses
{
    [Loss]
    public static float SquaredError([Theta] float slope, [Theta] float intercept, float x, float y)
    {
        float residual = y - ((slope * x) + intercept);
        return residual * residual;
    }

    [Loss]
    public static float Huber([Theta] float slope, [Theta] float intercept, float x, float y)
    {
        float residual = MathF.Abs(y - ((slope * x) + intercept));
        return residual <= 1 ? 0.5f * residual * residual : residual - 0.5f;
    }

    [Loss]
    public static float Logistic([Theta] float bias, [Theta] float first, [Theta] float second, [Theta] float third, float x1, float x2, float x3, float y)
    {
        float z = bias + (first * x1) + (second * x2) + (third * x3);
        return MathF.Log(1 + MathF.Exp(z)) - (y * z);
    }

    [Loss]
    public static float LeastSquaresOfRows([Theta] ReadOnlySpan<float> weights, ReadOnlySpan<float> x, float y)
    {
        float residual = -y;
        for (int i = 0; i < weights.Length; i++)
        {
            residual += weights[i] * x[i];
        }

        return residual * residual;
    }

    [Loss]
    public static float LogisticOfRows([Theta] ReadOnlySpan<float> weights, ReadOnlySpan<float> x, float y)
    {
        float z = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            z += weights[i] * x[i];
        }

        return MathF.Log(1 + MathF.Exp(z)) - (y * z);
    }
}
