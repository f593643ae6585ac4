using System;
using System.Numerics;

namespace SymGrad.Runtime.Tests.Objectives;

/// <summary>(y − (slope·x + intercept))², as generated code would have it, in either precision.</summary>
internal sealed class SquaredError<T> : Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly LossDescription Description = new(
        "SquaredError", ["slope", "intercept"], LossStructure.General, [], "(y − (slope·x + intercept))²");

    private Column<T> x;
    private Column<T> y;

    public SquaredError(Column<T> x, Column<T> y, Aggregation aggregation = Aggregation.Mean)
        : base(Description, aggregation, x.Named(nameof(x)), y.Named(nameof(y)))
    {
        this.x = x;
        this.y = y;
    }

    public static (double Value, double Slope, double Intercept) Item(T slope, T intercept, T x, T y)
    {
        T residual = y - ((slope * x) + intercept);
        T residualAdjoint = residual + residual;
        return (ToDouble(residual * residual), ToDouble(-residualAdjoint * x), ToDouble(-residualAdjoint));
    }

    protected override double AccumulateValue(ReadOnlySpan<T> theta, int start, int count)
    {
        ReadOnlySpan<T> xs = x.Items(start, count);
        ReadOnlySpan<T> ys = y.Items(start, count);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += Item(theta[0], theta[1], xs[i], ys[i]).Value;
        }

        return sum;
    }

    protected override void AccumulateValueAndGradient(ReadOnlySpan<T> theta, int start, int count, Span<double> sums)
    {
        ReadOnlySpan<T> xs = x.Items(start, count);
        ReadOnlySpan<T> ys = y.Items(start, count);
        for (int i = 0; i < count; i++)
        {
            (double value, double slope, double intercept) = Item(theta[0], theta[1], xs[i], ys[i]);
            sums[0] += value;
            sums[1] += slope;
            sums[2] += intercept;
        }
    }

    protected override bool CanGather => true;

    protected override void Gather(Objective<T> source, ReadOnlySpan<int> items, int position)
    {
        var data = (SquaredError<T>)source;
        data.x.Gather(items, position, ref x);
        data.y.Gather(items, position, ref y);
    }

    private static double ToDouble(T value) => double.CreateTruncating(value);
}
