namespace SymGrad.Benchmarks;

/// <summary>What <see cref="InterleavedTimer"/> measured: medians over all rounds.</summary>
/// <param name="Baseline">Nanoseconds for each call of the base.</param>
/// <param name="Measured">Nanoseconds for each call of what is compared with it.</param>
/// <param name="Ratio">The second over the first in the same round.</param>
internal readonly record struct InterleavedTimes(double Baseline, double Measured, double Ratio)
{
    /// <summary>The least time of the one over the least time of the other: what they take where nothing interrupts them.</summary>
    public double LeastRatio { get; init; }

    /// <summary>The least time of the base.</summary>
    public double LeastBaseline { get; init; }
}
