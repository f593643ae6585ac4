using System;
using System.Numerics;

namespace SymGrad.Runtime.Tests.Objectives;

/// <summary>Σⱼ θⱼ² (or Σⱼ θⱼ) over parameters of any names: a loss without data.</summary>
internal sealed class Power<T> : Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool isSquare;

    public Power(string name, bool isSquare, params ReadOnlySpan<string> parameters)
        : base(new LossDescription(name, parameters, isSquare ? LossStructure.General : LossStructure.Affine, [], ""), Aggregation.Mean)
        => this.isSquare = isSquare;

    protected override double AccumulateValue(ReadOnlySpan<T> theta, int start, int count)
    {
        double sum = 0;
        foreach (T parameter in theta)
        {
            sum += double.CreateTruncating(isSquare ? parameter * parameter : parameter);
        }

        return sum;
    }

    protected override void AccumulateValueAndGradient(ReadOnlySpan<T> theta, int start, int count, Span<double> sums)
    {
        sums[0] += AccumulateValue(theta, start, count);
        for (int i = 0; i < theta.Length; i++)
        {
            sums[i + 1] += double.CreateTruncating(isSquare ? theta[i] + theta[i] : T.One);
        }
    }
}
