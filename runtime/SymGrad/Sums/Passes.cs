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
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i].Add(in source[i]);
        }
    }

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
