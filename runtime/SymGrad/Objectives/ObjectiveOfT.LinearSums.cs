using System;
using System.Buffers;
using System.Numerics;

namespace SymGrad;

/// <content>
/// Sums for losses whose items are linear in θ and in what is computed from θ alone before a pass, φ(θ): the derivatives of an item with respect to both
/// do not depend on θ, and are summed once. The gradient is what these sums come to when φ is pulled back.
/// </content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Whether the loss of an item is an affine function of θ and of the numbers that <see cref="RunPrologue"/> computes from θ, taken together.
    /// </summary>
    protected virtual bool IsLinearAfterPrologue => false;

    /// <summary>Whether what is summed over the data is rounded as in a pass.</summary>
    internal bool HasRoundedTerms => IsLinearAfterPrologue;

    /// <summary>Adds value and derivatives of each item to sums, with the digits that these have: all that there is to know of an item that is affine.</summary>
    private void AccumulateAtZero<TSum>(int parameterCount, int start, int count, Span<TSum> sums)
        where TSum : struct, IRunningSum
    {
        T[] origin = ArrayPool<T>.Shared.Rent(parameterCount);
        double[] item = ArrayPool<double>.Shared.Rent(sums.Length);
        try
        {
            Span<T> parameters = origin.AsSpan(0, parameterCount);
            parameters.Clear();
            Span<double> values = item.AsSpan(0, sums.Length);
            for (int i = start; i < start + count; i++)
            {
                values.Clear();
                AccumulateValueAndGradient(parameters, i, 1, values);
                for (int j = 0; j < sums.Length; j++)
                {
                    sums[j].Add(values[j]);
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(item);
            ArrayPool<T>.Shared.Return(origin);
        }
    }

    private void EvaluateLinearSums(ReadOnlySpan<T> theta, ReadOnlySpan<ExtendedDouble> sums, Span<ExtendedDouble> results)
    {
        T[] buffer = ArrayPool<T>.Shared.Rent(PassParameterCount);
        double[] derivatives = ArrayPool<double>.Shared.Rent(sums.Length);
        try
        {
            ReadOnlySpan<T> parameters = WithPrologue(theta, buffer).Span;
            ExtendedDouble value = sums[0];
            for (int j = 0; j < parameters.Length; j++)
            {
                value += double.CreateTruncating(parameters[j]) * sums[1 + j];
            }

            Span<double> gradient = derivatives.AsSpan(0, sums.Length);
            for (int j = 0; j < sums.Length; j++)
            {
                gradient[j] = sums[j].Value;
            }

            PullBackPrologue(parameters[..ParameterCount], gradient);
            results[0] = value;
            for (int j = 1; j < results.Length; j++)
            {
                results[j] = gradient[j];
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(derivatives);
            ArrayPool<T>.Shared.Return(buffer);
        }
    }
}
