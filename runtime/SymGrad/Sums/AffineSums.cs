using System;
using System.Numerics;

namespace SymGrad;

/// <summary>The sums a + b·θ of a loss affine in θ over a whole data set: a and each bⱼ, to twice the digits of a double.</summary>
internal sealed class AffineSums
{
    private readonly (double High, double Low)[] coefficients;

    /// <param name="sums">The sum of the losses at θ = 0, then that of the derivative with respect to each parameter.</param>
    /// <param name="version">The version of the data that was summed.</param>
    public AffineSums(ReadOnlySpan<CompensatedSum> sums, int version)
    {
        coefficients = new (double, double)[sums.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            coefficients[i] = sums[i].Split();
        }

        Version = version;
    }

    private AffineSums((double High, double Low)[] coefficients, int version)
    {
        this.coefficients = coefficients;
        Version = version;
    }

    public int Version { get; }

    /// <summary>The same sums without those of some items and with those of others.</summary>
    public AffineSums Updated(ReadOnlySpan<CompensatedSum> removed, ReadOnlySpan<CompensatedSum> added, int version)
    {
        var updated = new (double, double)[coefficients.Length];
        for (int i = 0; i < updated.Length; i++)
        {
            CompensatedSum sum = default;
            (double high, double low) = removed[i].Split();
            foreach (double part in (ReadOnlySpan<double>)[coefficients[i].High, -high, coefficients[i].Low, -low])
            {
                sum.Add(part);
            }

            sum.Add(in added[i]);
            updated[i] = sum.Split();
        }

        return new(updated, version);
    }

    /// <summary>Writes a + b·θ and, as far as there is room, the elements of b.</summary>
    public void Evaluate<T>(ReadOnlySpan<T> theta, Span<double> results)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        results[0] = ValueAt(theta);
        for (int i = 1; i < results.Length; i++)
        {
            results[i] = coefficients[i].High;
        }
    }

    private double ValueAt<T>(ReadOnlySpan<T> theta)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CompensatedSum value = default;
        value.Add(coefficients[0].High);
        value.Add(coefficients[0].Low);
        for (int i = 0; i < theta.Length; i++)
        {
            (double high, double low) = coefficients[i + 1];
            double parameter = double.CreateTruncating(theta[i]);
            double product = high * parameter;
            value.Add(product);
            // What rounding took from the product; meaningless, and NaN, once the product has left the finite range.
            if (double.IsFinite(product))
            {
                value.Add(Math.FusedMultiplyAdd(high, parameter, -product));
                value.Add(low * parameter);
            }
        }

        return value.Value;
    }
}
