using System;

namespace SymGrad.Runtime.Tests.Objectives;

/// <summary>y − θ·x, affine in θ; with its own coefficients, or with those of the base class.</summary>
internal sealed class Deviation : Objective<double>
{
    private static readonly LossDescription Description = new(
        "Deviation",
        ["θ"],
        LossStructure.Affine,
        ["SYMG1001: the gradient of 'Deviation' does not depend on 'θ'", "SYMG1002: unless constrained, the mean has no minimum"],
        "y − θ·x");

    private readonly bool hasCoefficients;
    private Column<double> x;
    private Column<double> y;

    public Deviation(Column<double> x, Column<double> y, Aggregation aggregation = Aggregation.Mean, bool hasCoefficients = true)
        : base(Description, aggregation, x.Named(nameof(x)), y.Named(nameof(y)))
    {
        this.x = x;
        this.y = y;
        this.hasCoefficients = hasCoefficients;
    }

    protected override double AccumulateValue(ReadOnlySpan<double> theta, int start, int count)
    {
        Span<double> sums = [0, 0];
        AccumulateValueAndGradient(theta, start, count, sums);
        return sums[0];
    }

    protected override void AccumulateValueAndGradient(ReadOnlySpan<double> theta, int start, int count, Span<double> sums)
    {
        ReadOnlySpan<double> xs = x.Items(start, count);
        ReadOnlySpan<double> ys = y.Items(start, count);
        for (int i = 0; i < count; i++)
        {
            sums[0] += ys[i] - (theta[0] * xs[i]);
            sums[1] += -xs[i];
        }
    }

    protected override void AccumulateCoefficients(int start, int count, Span<CompensatedSum> sums)
    {
        if (!hasCoefficients)
        {
            base.AccumulateCoefficients(start, count, sums);
            return;
        }

        ReadOnlySpan<double> xs = x.Items(start, count);
        ReadOnlySpan<double> ys = y.Items(start, count);
        for (int i = 0; i < count; i++)
        {
            sums[0].Add(ys[i]);
            sums[1].Add(-xs[i]);
        }
    }
    protected override bool CanGather => true;

    protected override void Gather(Objective<double> source, ReadOnlySpan<int> items, int position)
    {
        var data = (Deviation)source;
        data.x.Gather(items, position, ref x);
        data.y.Gather(items, position, ref y);
    }
}
