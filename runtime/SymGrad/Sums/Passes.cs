using System;
using System.Numerics;

namespace SymGrad;

/// <summary>Σ L over the items.</summary>
internal readonly struct ValuePass<T>(Objective<T> objective, ReadOnlyMemory<T> theta) : IChunkPass<double>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<double> source, Span<double> destination) => destination[0] += source[0];

    public void Accumulate(int start, int count, Span<double> sums) => sums[0] = objective.SumValue(theta.Span, start, count);
}

/// <summary>Σ L and Σ ∂L/∂θ over the items.</summary>
internal readonly struct GradientPass<T>(Objective<T> objective, ReadOnlyMemory<T> theta) : IChunkPass<double>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<double> source, Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] += source[i];
        }
    }

    public void Accumulate(int start, int count, Span<double> sums)
        => objective.SumValueAndGradient(theta.Span, start, count, sums);
}

/// <summary>Σ L at θ = 0 and Σ ∂L/∂θ of a loss affine in θ, with the digits that rounding would lose.</summary>
internal readonly struct CoefficientPass<T>(Objective<T> objective) : IChunkPass<CompensatedSum>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<CompensatedSum> source, Span<CompensatedSum> destination)
        => CompensatedPass<GradientPass<T>>.Merge(source, destination);

    public void Accumulate(int start, int count, Span<CompensatedSum> sums) => objective.SumCoefficients(start, count, sums);
}

/// <summary>Σ hₖ over the items of a loss Σ φₖ(θ)·hₖ(item), with twice the digits of a double.</summary>
internal readonly struct TermPass<T>(Objective<T> objective) : IChunkPass<ExtendedSum>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<ExtendedSum> source, Span<ExtendedSum> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i].Merge(in source[i]);
        }
    }

    public void Accumulate(int start, int count, Span<ExtendedSum> sums)
    {
        for (int done = 0; done < count; done += ExtendedSum.RunLength)
        {
            objective.SumTerms(start + done, Math.Min(ExtendedSum.RunLength, count - done), sums);
            foreach (ref ExtendedSum sum in sums)
            {
                sum.Normalize();
            }
        }
    }
}

/// <summary>The lower triangle of Σ ∂²L/∂θ² over the items of a quadratic loss, column by column from its product with unit vectors.</summary>
internal readonly struct HessianPass<T>(Objective<T> objective) : IChunkPass<double>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // As many items as stay in the nearest cache while all columns are gone through.
    private const int RunLength = 32;

    public static void Merge(ReadOnlySpan<double> source, Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] += source[i];
        }
    }

    public void Accumulate(int start, int count, Span<double> sums)
    {
        int size = objective.ParameterCount;
        var origin = new T[size];
        double[] direction = new double[size];
        double[] column = new double[size];
        for (int done = 0; done < count; done += RunLength)
        {
            for (int j = 0; j < size; j++)
            {
                Array.Clear(column);
                direction[j] = 1;
                objective.SumHessianProduct(origin, direction, start + done, Math.Min(RunLength, count - done), column);
                direction[j] = 0;
                for (int i = j; i < size; i++)
                {
                    sums[(int)HessianSums.TriangleLength(i) + j] += column[i];
                }
            }
        }
    }
}
