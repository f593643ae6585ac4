using System.Numerics;

namespace SymGrad;

/// <summary>What is known of a stream that has been gone over.</summary>
/// <param name="First">An objective like those of the batches, with memory of its own.</param>
/// <param name="Count">How many items there are.</param>
/// <param name="Affine">The sums of a loss that is affine in θ.</param>
/// <param name="Terms">The sums that the loss is put together from.</param>
internal sealed record StreamKnowledge<T>(Objective<T> First, long Count, AffineSums? Affine, LiftedSums? Terms)
    where T : unmanaged, IFloatingPointIeee754<T>;
