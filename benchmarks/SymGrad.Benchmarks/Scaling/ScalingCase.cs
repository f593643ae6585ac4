using System;

namespace SymGrad.Benchmarks.Scaling;

/// <summary>Two evaluations to compare.</summary>
/// <param name="Baseline">What is compared with.</param>
/// <param name="BaselineItems">How many items it goes over.</param>
/// <param name="Measured">What is compared.</param>
/// <param name="MeasuredItems">How many items that goes over.</param>
public sealed record ScalingCase(Func<double> Baseline, int BaselineItems, Func<double> Measured, int MeasuredItems) : IDisposable
{
    /// <summary>What to give back afterwards.</summary>
    public IDisposable? Resources { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Resources?.Dispose();
}
