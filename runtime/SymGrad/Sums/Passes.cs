using System;
using System.Numerics;

namespace SymGrad;

/// <summary>Σ L over the items.</summary>
internal readonly struct ValuePass<T>(Objective<T> objective, ReadOnlyMemory<T> theta) : IChunkPass<double>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<double> source, Span<double> destination) => destination[0] += source[0];

    public void Accumulate(int start, int count, Span<double> sums) => sums[0] = objective.SumValue(theta.Span, start, count);
}

/// <summary>Σ L and Σ ∂L/∂θ over the items.</summary>
internal readonly struct GradientPass<T>(Objective<T> objective, ReadOnlyMemory<T> theta) : IChunkPass<double>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<double> source, Span<double> destination) => ElementLoops.Add(destination, source, destination.Length);

    public void Accumulate(int start, int count, Span<double> sums)
        => objective.SumValueAndGradient(theta.Span, start, count, sums);
}

/// <summary>Σ L and its derivatives over the items of a loss as a polynomial.</summary>
internal readonly struct LiftedPass<T>(Objective<T> objective, ReadOnlyMemory<T> parameters) : IChunkPass<double>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<double> source, Span<double> destination) => GradientPass<T>.Merge(source, destination);

    public void Accumulate(int start, int count, Span<double> sums) => objective.SumLiftedValueAndGradient(parameters.Span, start, count, sums);
}

/// <summary>Σ L at θ = 0 and Σ ∂L/∂θ of a loss affine in θ, with the digits that rounding would lose.</summary>
internal readonly struct CoefficientPass<T>(Objective<T> objective) : IChunkPass<CompensatedSum>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<CompensatedSum> source, Span<CompensatedSum> destination)
        => CompensatedPass<GradientPass<T>>.Merge(source, destination);

    public void Accumulate(int start, int count, Span<CompensatedSum> sums) => objective.SumCoefficients(start, count, sums);
}

/// <summary>Σ hₖ over the items of a loss Σ φₖ(θ)·hₖ(item), with twice the digits of a double.</summary>
internal readonly struct TermPass<T>(Objective<T> objective) : IChunkPass<ExtendedSum>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Merge(ReadOnlySpan<ExtendedSum> source, Span<ExtendedSum> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i].Merge(in source[i]);
        }
    }

    public void Accumulate(int start, int count, Span<ExtendedSum> sums)
    {
        for (int done = 0; done < count; done += ExtendedSum.RunLength)
        {
            objective.SumTerms(start + done, Math.Min(ExtendedSum.RunLength, count - done), sums);
            foreach (ref ExtendedSum sum in sums)
            {
                sum.Normalize();
            }
        }
    }
}

/// <summary>The derivatives at zero, of the second and of higher orders, over the items of a polynomial loss: row by row from derivatives in the directions of single numbers.</summary>
internal readonly struct TaylorPass<T>(Objective<T> objective, TaylorRows rows) : IChunkPass<double>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // As many items as stay in the nearest cache while all rows are gone through.
    private const int RunLength = 32;

    public static void Merge(ReadOnlySpan<double> source, Span<double> destination) => GradientPass<T>.Merge(source, destination);

    public void Accumulate(int start, int count, Span<double> sums)
    {
        int[] parameters = rows.Parameters;
        var origin = new T[parameters.Length];
        double[] directions = new double[3 * parameters.Length];
        double[] derivatives = new double[parameters.Length];
        for (int done = 0; done < count; done += RunLength)
        {
            foreach (TaylorRow row in rows.Rows)
            {
                Point(directions, row, 1);
                Array.Clear(derivatives);
                objective.SumDerivatives(row.Order, origin, directions, start + done, Math.Min(RunLength, count - done), derivatives);
                Point(directions, row, 0);
                for (int place = row.Last; place < parameters.Length; place++)
                {
                    sums[row.Start + place - row.Last] += derivatives[parameters[place]];
                }
            }
        }
    }

    private void Point(double[] directions, in TaylorRow row, double length)
    {
        int size = rows.Parameters.Length;
        directions[rows.Parameters[row.First]] = length;
        if (row.Order > 2)
        {
            directions[size + rows.Parameters[row.Second]] = length;
        }

        if (row.Order > 3)
        {
            directions[(2 * size) + rows.Parameters[row.Third]] = length;
        }
    }
}
