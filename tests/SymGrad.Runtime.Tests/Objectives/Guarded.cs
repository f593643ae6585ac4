using System;

namespace SymGrad.Runtime.Tests.Objectives;

/// <summary>θ²·x, refusing negative x as a user's guard would; affine in name only when asked.</summary>
internal sealed class Guarded : Objective<double>
{
    private readonly Column<double> x;

    public Guarded(Column<double> x, LossStructure structure = LossStructure.General)
        : base(new LossDescription("Guarded", ["θ"], structure, [], "θ²·x"), Aggregation.Sum, x.Named(nameof(x)))
        => this.x = x;

    /// <summary>Called with the first item of each chunk before it is summed.</summary>
    public Action<int>? BeforeChunk { get; init; }

    protected override double AccumulateValue(ReadOnlySpan<double> theta, int start, int count)
    {
        Span<double> sums = [0, 0];
        AccumulateValueAndGradient(theta, start, count, sums);
        return sums[0];
    }

    protected override void AccumulateValueAndGradient(ReadOnlySpan<double> theta, int start, int count, Span<double> sums)
    {
        BeforeChunk?.Invoke(start);
        foreach (double value in x.Items(start, count))
        {
            if (value < 0)
            {
                throw new InvalidOperationException($"x must not be negative: {value}");
            }

            sums[0] += theta[0] * theta[0] * value;
            sums[1] += 2 * theta[0] * value;
        }
    }
}
