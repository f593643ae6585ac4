using System;

namespace SymGrad.Runtime.Tests.Objectives;

/// <summary>Σ wᵢ² over one array of any name: a regulariser.</summary>
internal sealed class SquaredNorm : Objective<double>
{
    public SquaredNorm(string parameter, Shape shape)
        : base(new LossDescription("SquaredNorm", [parameter], LossStructure.General, [], ""), Aggregation.Mean, [shape])
    {
    }

    protected override double AccumulateValue(ReadOnlySpan<double> theta, int start, int count)
    {
        double sum = 0;
        foreach (double weight in theta)
        {
            sum += weight * weight;
        }

        return sum;
    }

    protected override void AccumulateValueAndGradient(ReadOnlySpan<double> theta, int start, int count, Span<double> sums)
    {
        sums[0] += AccumulateValue(theta, start, count);
        for (int i = 0; i < theta.Length; i++)
        {
            sums[1 + i] += 2 * theta[i];
        }
    }
}
