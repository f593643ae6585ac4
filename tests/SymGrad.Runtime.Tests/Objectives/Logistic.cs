using System;

namespace SymGrad.Runtime.Tests.Objectives;

/// <summary>log(1 + exp(−y·(scale·w·x + b))), as generated code would have it: arrays and numbers among θ, rows and a column as data.</summary>
internal sealed class Logistic : Objective<double>
{
    private static readonly LossDescription Description = new("Logistic", ["scale", "weights", "bias"], LossStructure.General, [], "");

    private readonly int weightsLength;
    private Rows<double> xRows;
    private Column<double> yColumn;

    public Logistic(Rows<double> x, Column<double> y, Shape weightsShape, Aggregation aggregation = Aggregation.Mean)
        : base(
            Description,
            aggregation,
            [default, weightsShape.Named(nameof(weightsShape)), default],
            x.Named(nameof(x)),
            y.Named(nameof(y)))
    {
        xRows = x;
        yColumn = y;
        weightsLength = weightsShape.Length;
    }

    public static double Item(double scale, ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> x, double y)
    {
        double z = bias;
        for (int i = 0; i < weights.Length; i++)
        {
            z += scale * weights[i] * x[i];
        }

        return Math.Log(1 + Math.Exp(-y * z));
    }

    /// <summary>Adds to the gradient with respect to the weights.</summary>
    public static (double Value, double Scale, double Bias) AddGradient(
        double scale, ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> x, double y, Span<double> weightsGradient)
    {
        double dot = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            dot += weights[i] * x[i];
        }

        double exponential = Math.Exp(-y * (bias + (scale * dot)));
        double adjoint = -y * exponential / (1 + exponential);
        for (int i = 0; i < weights.Length; i++)
        {
            weightsGradient[i] += adjoint * scale * x[i];
        }

        return (Item(scale, weights, bias, x, y), adjoint * dot, adjoint);
    }

    protected override double AccumulateValue(ReadOnlySpan<double> theta, int start, int count)
    {
        ReadOnlySpan<double> y = yColumn.Items(start, count);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += Item(theta[0], theta.Slice(1, weightsLength), theta[1 + weightsLength], xRows[start + i], y[i]);
        }

        return sum;
    }

    protected override void AccumulateValueAndGradient(ReadOnlySpan<double> theta, int start, int count, Span<double> sums)
    {
        ReadOnlySpan<double> y = yColumn.Items(start, count);
        Span<double> weightsGradient = sums.Slice(2, weightsLength);
        for (int i = 0; i < count; i++)
        {
            (double value, double scale, double bias) = AddGradient(
                theta[0], theta.Slice(1, weightsLength), theta[1 + weightsLength], xRows[start + i], y[i], weightsGradient);
            sums[0] += value;
            sums[1] += scale;
            sums[2 + weightsLength] += bias;
        }
    }
    protected override bool CanGather => true;

    protected override void Gather(Objective<double> source, ReadOnlySpan<int> items, int position)
    {
        var data = (Logistic)source;
        data.xRows.Gather(items, position, ref xRows);
        data.yColumn.Gather(items, position, ref yColumn);
    }
}
