using System;
using System.Numerics;

namespace SymGrad;

/// <summary>What is known of a stream that has been gone over.</summary>
/// <param name="First">An objective like those of the batches, with memory of its own.</param>
/// <param name="Count">How many items there are.</param>
/// <param name="Affine">The sums of a loss that is affine in θ.</param>
/// <param name="Terms">The sums that the loss is put together from.</param>
internal sealed record StreamKnowledge<T>(Objective<T> First, long Count, AffineSums? Affine, LiftedSums? Terms)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly InstanceValues instance = ReadInstance(First);

    /// <summary>Whether the loss still reads the same of its instance.</summary>
    public bool IsCurrent => ReadInstance(First).Bytes.SequenceEqual(instance.Bytes);

    private static InstanceValues ReadInstance(Objective<T> objective)
    {
        var values = new InstanceValues();
        objective.CopyInstance(values);
        return values;
    }
}
