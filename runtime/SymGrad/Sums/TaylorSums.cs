using System;
using System.Threading;

namespace SymGrad;

/// <summary>
/// The derivatives of the second and of higher orders of a polynomial loss over a whole data set, and a reference point at which value and gradient are known: by
/// them the loss is expanded.
/// </summary>
internal sealed class TaylorSums
{
    // A value that has cancelled to less than this share of what it is put together from has lost three bits: then the items are asked.
    private const double SmallestShare = 1.0 / 8;

    // By how much rounding may make the two ways differ, as a share of what is added up.
    private const double Agreement = 1.0 / (1 << 30);

    // Each update adds to the rounding errors.
    private const int LargestUpdateCount = 64;

    private readonly TaylorRows rows;

    // The coefficients of the products of numbers, for the expansion about zero: the derivatives there, divided by the factorials that belong to them.
    private readonly double[] coefficients;
    private TaylorPoint reference;
    private int updateCount;

    /// <param name="rows">Which derivatives there are.</param>
    /// <param name="coefficients">The coefficients of the expansion about zero, which this object owns from now on.</param>
    /// <param name="parameters">The parameters of the reference point.</param>
    /// <param name="valueAndGradient">Value and gradient there.</param>
    /// <param name="version">The version of the data that was summed.</param>
    public TaylorSums(TaylorRows rows, double[] coefficients, double[] parameters, double[] valueAndGradient, int version)
        : this(rows, coefficients, TaylorPoint.Create(rows, coefficients, parameters, valueAndGradient), version)
    {
    }

    private TaylorSums(TaylorRows rows, double[] coefficients, TaylorPoint reference, int version)
    {
        this.rows = rows;
        this.coefficients = coefficients;
        this.reference = reference;
        Version = version;
    }

    public int Version { get; }

    /// <summary>Whether value and gradient from the expansion agreed with those of the items where both were computed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The reference point.</summary>
    public TaylorPoint Reference => Volatile.Read(ref reference);

    /// <summary>Takes what a pass over the items has found somewhere as the new reference point, which later ones are nearer to.</summary>
    public void MoveTo(double[] parameters, double[] valueAndGradient)
        => Volatile.Write(ref reference, TaylorPoint.Create(rows, coefficients, parameters, valueAndGradient));

    /// <summary>The entry of the Hessian of a loss that is quadratic.</summary>
    public double Entry(int row, int column)
    {
        double coefficient = coefficients[rows.IndexOf(Math.Min(row, column), Math.Max(row, column))];
        return row == column ? 2 * coefficient : coefficient;
    }

    /// <summary>The same sums, confirmed or not.</summary>
    public TaylorSums WithConfirmation(bool isConfirmed) => new(rows, coefficients, Reference, Version) { IsConfirmed = isConfirmed };

    /// <summary>The sums without some items and with others; null where summing again is better.</summary>
    public TaylorSums? Updated(ItemSums removed, ItemSums added, int version)
    {
        double[] updated = Sum(coefficients, removed.Coefficients!, added.Coefficients!);
        foreach (TaylorRow row in rows.Rows)
        {
            // What is taken away leaves its rounding behind. A Hessian is known by its diagonal.
            int length = rows.Degree == 2 ? 1 : rows.LengthOf(row);
            if (!(Largest(updated.AsSpan(row.Start, length)) >= Largest(coefficients.AsSpan(row.Start, length)) / 4))
            {
                return null;
            }
        }

        TaylorPoint before = Reference;
        return updateCount == LargestUpdateCount
            ? null
            : new(rows, updated, before.Parameters, Sum(before.ValueAndGradient, removed.ValueAndGradient!, added.ValueAndGradient!), version)
            {
                IsConfirmed = IsConfirmed,
                updateCount = updateCount + 1,
            };
    }

    /// <summary>Writes value and gradient; false when they have lost digits, or what is multiplied with a function of θ has.</summary>
    /// <param name="parameters">Where: θ, and behind it what has been computed from it.</param>
    /// <param name="thetaCount">How many of these are θ.</param>
    /// <param name="results">Receives value and gradient.</param>
    public bool TryEvaluate(ReadOnlySpan<double> parameters, int thetaCount, Span<double> results)
    {
        TaylorPoint from = Reference;
        for (int i = thetaCount; i < parameters.Length; i++)
        {
            // The derivatives of exp(−2s)·r² become as small as exp(−2s) does, however large the value is for the sake of other terms. Those of the
            // reference point would have to cancel for that.
            if (Math.Abs(parameters[i]) < SmallestShare * Math.Abs(from.Parameters[i]))
            {
                return false;
            }
        }

        double scale = from.Evaluate(rows, parameters, results);
        foreach (double result in results)
        {
            if (!double.IsFinite(result))
            {
                return false;
            }
        }

        return Math.Abs(results[0]) >= SmallestShare * scale && GradientHasDigits(from, parameters, results);
    }

    /// <summary>Whether value and gradient somewhere are those that a pass over the items found there.</summary>
    public bool AgreesWith(ReadOnlySpan<double> parameters, ReadOnlySpan<double> fromItems)
    {
        double[] results = new double[fromItems.Length];
        Reference.Evaluate(rows, parameters, results);
        double[] scales = Reference.ScalesAt(rows, parameters);
        for (int i = 0; i < fromItems.Length; i++)
        {
            if (!(Math.Abs(results[i] - fromItems[i]) <= Agreement * scales[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether the gradient has the digits that a pass would give it. The value alone does not tell: what is added to it whatever θ is, as the constant of a likelihood, outweighs what has
    /// cancelled. What a pass rounds is at least as large as the products that the gradient is made of there; a reference point far outside of these has other, larger ones.
    /// </summary>
    private bool GradientHasDigits(TaylorPoint from, ReadOnlySpan<double> parameters, ReadOnlySpan<double> results)
    {
        if (IsWithin(parameters, from.Parameters))
        {
            return true;
        }

        double[] scales = from.ScalesAt(rows, parameters);
        double[] products = TaylorPoint.ProductsAt(rows, coefficients, parameters);
        for (int i = 1; i < scales.Length; i++)
        {
            if (!(Math.Max(Math.Abs(results[i]), products[i]) >= SmallestShare * scales[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether no number is further from the reference point than from zero, so that products of steps are no larger than those of the numbers.</summary>
    private static bool IsWithin(ReadOnlySpan<double> parameters, double[] reference)
    {
        for (int i = 0; i < reference.Length; i++)
        {
            if (!(Math.Abs(parameters[i] - reference[i]) <= Math.Abs(parameters[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static double Largest(ReadOnlySpan<double> numbers)
    {
        double largest = 0;
        foreach (double number in numbers)
        {
            largest = Math.Max(largest, Math.Abs(number));
        }

        return largest;
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
}
