using System.Numerics;

namespace SymGrad;

/// <summary>A sum over the items of a stream.</summary>
internal interface IStreamSum<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Adds items of a batch: 2ᵏ chunks, after a multiple of so many, or what is left for the last one.</summary>
    void Add(Objective<T> batch, ItemRange range, int level, EvaluationOptions options);
}
