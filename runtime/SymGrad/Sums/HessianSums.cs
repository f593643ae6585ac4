using System;
using System.Numerics;
using System.Threading;

namespace SymGrad;

/// <summary>Value and gradient over a whole data set at one θ, to which a quadratic loss at another θ is related by the Hessian.</summary>
internal sealed record ReferencePoint(double[] Theta, double[] ValueAndGradient);

/// <summary>The Hessian of a quadratic loss over a whole data set, and the reference point that is current.</summary>
internal sealed class HessianSums
{
    // A value that has cancelled to less than this share of what it is put together from has lost three bits: then the items are asked.
    private const double SmallestShare = 1.0 / 8;

    // By how much rounding may make the two ways differ, as a share of what is added up.
    private const double Agreement = 1.0 / (1 << 30);

    // Each update adds to the rounding errors.
    private const int LargestUpdateCount = 64;

    // The lower triangle, row by row.
    private readonly double[] hessian;
    private ReferencePoint reference;
    private int updateCount;

    public HessianSums(double[] hessian, ReferencePoint reference, int version)
    {
        this.hessian = hessian;
        this.reference = reference;
        Version = version;
    }

    public int Version { get; }

    /// <summary>Whether value and gradient from the Hessian agreed with those of the items where both were computed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Takes what a pass over the items has found at a θ as the new reference point, which later ones are nearer to.</summary>
    public ReferencePoint Reference
    {
        get => Volatile.Read(ref reference);
        set => Volatile.Write(ref reference, value);
    }

    /// <summary>The number of entries of a triangle of so many rows.</summary>
    public static long TriangleLength(int rows) => (long)rows * (rows + 1) / 2;

    public double Entry(int row, int column) => hessian[TriangleLength(row) + column];

    /// <summary>The same Hessian, confirmed or not.</summary>
    public HessianSums WithConfirmation(bool isConfirmed) => new(hessian, Reference, Version) { IsConfirmed = isConfirmed };

    /// <summary>The Hessian and the reference point without some items and with others; null where summing again is better.</summary>
    public HessianSums? Updated(ItemSums removed, ItemSums added, int version)
    {
        double[] updated = Sum(hessian, removed.Hessian!, added.Hessian!);
        int rows = Reference.Theta.Length;
        for (int i = 0; i < rows; i++)
        {
            // What is taken away leaves its rounding behind.
            int diagonal = (int)TriangleLength(i) + i;
            if (!(Math.Abs(updated[diagonal]) >= Math.Abs(hessian[diagonal]) / 4))
            {
                return null;
            }
        }

        ReferencePoint before = Reference;
        double[] values = Sum(before.ValueAndGradient, removed.ValueAndGradient!, added.ValueAndGradient!);
        return updateCount == LargestUpdateCount
            ? null
            : new(updated, before with { ValueAndGradient = values }, version) { IsConfirmed = IsConfirmed, updateCount = updateCount + 1 };
    }

    /// <summary>Writes the value and, as far as there is room, the gradient; false when the value has lost digits.</summary>
    public bool TryEvaluate<T>(ReadOnlySpan<T> theta, Span<double> results)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] both = new double[2 * (1 + theta.Length)];
        Span<double> values = both.AsSpan(0, 1 + theta.Length);
        Span<double> scales = both.AsSpan(1 + theta.Length);
        Evaluate(theta, values, scales);
        bool isFinite = true;
        foreach (double value in values)
        {
            isFinite &= double.IsFinite(value);
        }

        values[..results.Length].CopyTo(results);
        return isFinite && Math.Abs(values[0]) >= SmallestShare * scales[0];
    }

    /// <summary>Whether value and gradient at a θ are those that a pass over the items found there.</summary>
    public bool AgreesWith<T>(ReadOnlySpan<T> theta, ReadOnlySpan<double> fromItems)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] values = new double[fromItems.Length];
        double[] scales = new double[fromItems.Length];
        Evaluate(theta, values, scales);
        for (int i = 0; i < fromItems.Length; i++)
        {
            if (!(Math.Abs(values[i] - fromItems[i]) <= Agreement * scales[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static double[] Sum(double[] all, double[] removed, double[] added)
    {
        double[] sum = (double[])all.Clone();
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += added[i] - removed[i];
        }

        return sum;
    }

    /// <summary>V₁ + g₁·δ + ½·δ·H·δ and g₁ + H·δ, where δ leads from the reference point to θ; and the same with absolute values.</summary>
    private void Evaluate<T>(ReadOnlySpan<T> theta, Span<double> values, Span<double> scales)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReferencePoint from = Reference;
        int size = theta.Length;
        double[] step = new double[size];
        for (int i = 0; i < size; i++)
        {
            step[i] = double.CreateTruncating(theta[i]) - from.Theta[i];
            values[1 + i] = 0;
            scales[1 + i] = 0;
        }

        AddProduct(step, values[1..], scales[1..]);
        CompensatedSum value = default;
        value.Add(from.ValueAndGradient[0]);
        double scale = Math.Abs(from.ValueAndGradient[0]);
        for (int i = 0; i < size; i++)
        {
            double slope = from.ValueAndGradient[1 + i];
            value.Add(step[i] * slope);
            value.Add(step[i] * values[1 + i] / 2);
            scale += Math.Abs(step[i]) * (Math.Abs(slope) + (scales[1 + i] / 2));
            values[1 + i] += slope;
            scales[1 + i] += Math.Abs(slope);
        }

        values[0] = value.Value;
        scales[0] = scale;
    }

    /// <summary>Adds H·δ, and the same with absolute values.</summary>
    private void AddProduct(double[] step, Span<double> product, Span<double> scale)
    {
        int place = 0;
        for (int i = 0; i < step.Length; i++)
        {
            double sum = 0;
            double absolute = 0;
            for (int j = 0; j < i; j++)
            {
                double entry = hessian[place++];
                sum += entry * step[j];
                absolute += Math.Abs(entry * step[j]);
                product[j] += entry * step[i];
                scale[j] += Math.Abs(entry * step[i]);
            }

            double diagonal = hessian[place++] * step[i];
            product[i] += sum + diagonal;
            scale[i] += absolute + Math.Abs(diagonal);
        }
    }
}
