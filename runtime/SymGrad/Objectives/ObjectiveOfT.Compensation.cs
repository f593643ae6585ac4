using System;
using System.Buffers;
using System.Numerics;

namespace SymGrad;

/// <content>Sums that keep what rounding takes from them.</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// This objective with passes that carry along what rounding takes from their sums (Neumaier's algorithm): value and gradient are the sums of the items' own,
    /// as if those had been added up with twice the digits of a double and rounded once. This objective itself stays as it is.
    /// </summary>
    /// <returns>A new objective over the same data, which shares the sums and the number of passes with this one.</returns>
    /// <remarks>
    /// It is meant for sums that cancel: without it, the error of a component is about 2⁻⁵⁰ of the sum of the absolute values of the items'. Items are evaluated one
    /// by one, which takes some tens of nanoseconds more for each, and many times as long where the loss is a short one. Results still are the same to the last bit for any number of threads. Evaluations from
    /// sums or from a Hessian are what they are.
    /// </remarks>
    public Objective<T> WithCompensatedSums()
    {
        var compensated = (Objective<T>)MemberwiseClone();
        compensated.IsCompensated = true;

        // Copies for mini-batches are copies of this objective, and go over their items as it does.
        compensated.batches = new();
        return compensated;
    }

    private void RunSums<TPass>(in TPass pass, ItemRange range, EvaluationOptions options, Span<double> results)
        where TPass : struct, IChunkPass<double>
    {
        if (!IsCompensated)
        {
            RunPass(pass, range, options, results);
            return;
        }

        CompensatedSum[] buffer = ArrayPool<CompensatedSum>.Shared.Rent(results.Length);
        try
        {
            Span<CompensatedSum> sums = buffer.AsSpan(0, results.Length);
            RunPass(new CompensatedPass<TPass>(pass), range, options, sums);
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = sums[i].Value;
            }
        }
        finally
        {
            ArrayPool<CompensatedSum>.Shared.Return(buffer);
        }
    }
}
