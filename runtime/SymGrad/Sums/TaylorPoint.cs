using System;

namespace SymGrad;

/// <summary>The expansion of a polynomial about one point.</summary>
/// <param name="Parameters">The point.</param>
/// <param name="ValueAndGradient">Value and gradient there.</param>
/// <param name="Coefficients">What products of steps away from it are multiplied with, for each of the rows.</param>
/// <param name="Magnitudes">The coefficients when all that they have been added up from is taken by its absolute value.</param>
internal sealed record TaylorPoint(double[] Parameters, double[] ValueAndGradient, double[] Coefficients, double[] Magnitudes)
{
    /// <summary>The expansion about a point.</summary>
    /// <param name="rows">The derivatives that there are.</param>
    /// <param name="aboutZero">The coefficients of the expansion about zero.</param>
    /// <param name="parameters">The point.</param>
    /// <param name="valueAndGradient">Value and gradient there.</param>
    public static TaylorPoint Create(TaylorRows rows, double[] aboutZero, double[] parameters, double[] valueAndGradient)
    {
        if (rows.Degree == 2)
        {
            return new(parameters, valueAndGradient, aboutZero, aboutZero);
        }

        double[] coefficients = (double[])aboutZero.Clone();
        double[] magnitudes = Array.ConvertAll(aboutZero, Math.Abs);
        double[] point = new double[parameters.Length];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = parameters[rows.Parameters[i]];
        }

        foreach (TaylorRow row in rows.Rows)
        {
            // (p + δ)·(q + δ)·(r + δ) has, for each number that stands alone, a product of the steps of the other two.
            for (int last = row.Last; last < point.Length && row.Order > 2; last++)
            {
                double coefficient = aboutZero[row.Start + last - row.Last];
                if (coefficient == 0)
                {
                    continue;
                }

                if (row.Order == 3)
                {
                    Add(coefficient * point[row.First], rows.IndexOf(row.Second, last));
                    Add(coefficient * point[row.Second], rows.IndexOf(row.First, last));
                    Add(coefficient * point[last], rows.IndexOf(row.First, row.Second));
                    continue;
                }

                Add(coefficient * point[row.First], rows.IndexOf(row.Second, row.Third, last));
                Add(coefficient * point[row.Second], rows.IndexOf(row.First, row.Third, last));
                Add(coefficient * point[row.Third], rows.IndexOf(row.First, row.Second, last));
                Add(coefficient * point[last], rows.IndexOf(row.First, row.Second, row.Third));
                Add(coefficient * point[row.First] * point[row.Second], rows.IndexOf(row.Third, last));
                Add(coefficient * point[row.First] * point[row.Third], rows.IndexOf(row.Second, last));
                Add(coefficient * point[row.First] * point[last], rows.IndexOf(row.Second, row.Third));
                Add(coefficient * point[row.Second] * point[row.Third], rows.IndexOf(row.First, last));
                Add(coefficient * point[row.Second] * point[last], rows.IndexOf(row.First, row.Third));
                Add(coefficient * point[row.Third] * point[last], rows.IndexOf(row.First, row.Second));
            }
        }

        return new(parameters, valueAndGradient, coefficients, magnitudes);

        void Add(double part, int index)
        {
            coefficients[index] += part;
            magnitudes[index] += Math.Abs(part);
        }
    }

    /// <summary>Value and gradient somewhere.</summary>
    /// <param name="rows">The derivatives that there are.</param>
    /// <param name="parameters">Where.</param>
    /// <param name="results">Receives them.</param>
    /// <returns>The value when all that it is added up from is taken by its absolute value.</returns>
    public double Evaluate(TaylorRows rows, ReadOnlySpan<double> parameters, Span<double> results)
    {
        return Evaluate<Signed>(rows, Coefficients, Magnitudes, StepsTo(rows, parameters), ValueAndGradient, results);
    }

    /// <summary>What value and gradient somewhere are when all that they are added up from is taken by its absolute value.</summary>
    /// <param name="rows">The derivatives that there are.</param>
    /// <param name="parameters">Where.</param>
    public double[] ScalesAt(TaylorRows rows, ReadOnlySpan<double> parameters)
    {
        double[] scales = new double[ValueAndGradient.Length];
        Evaluate<Absolute>(rows, Magnitudes, Magnitudes, Array.ConvertAll(StepsTo(rows, parameters), Math.Abs), Array.ConvertAll(ValueAndGradient, Math.Abs), scales);
        return scales;
    }

    /// <summary>What the products that value and gradient are sums of come to somewhere, each by its absolute value, beside what is constant in them.</summary>
    /// <param name="rows">The derivatives that there are.</param>
    /// <param name="aboutZero">The coefficients of the expansion about zero.</param>
    /// <param name="parameters">Where.</param>
    public static double[] ProductsAt(TaylorRows rows, double[] aboutZero, ReadOnlySpan<double> parameters)
    {
        double[] zeros = new double[1 + parameters.Length];
        var zero = new TaylorPoint(new double[parameters.Length], zeros, aboutZero, aboutZero);
        return zero.ScalesAt(rows, parameters);
    }

    /// <summary>The steps that lead from the point to another one, each at the place of its number.</summary>
    private double[] StepsTo(TaylorRows rows, ReadOnlySpan<double> parameters)
    {
        double[] steps = new double[parameters.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = parameters[rows.Parameters[i]] - Parameters[rows.Parameters[i]];
        }

        return steps;
    }

    private static double Evaluate<TReading>(TaylorRows rows, double[] coefficients, double[] magnitudes, double[] steps, double[] valueAndGradient, Span<double> results)
        where TReading : struct, IReading
    {
        CompensatedSum value = default;
        value.Add(valueAndGradient[0]);
        double scale = Math.Abs(valueAndGradient[0]);
        double[] gradient = new double[steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            double part = steps[i] * valueAndGradient[1 + rows.Parameters[i]];
            value.Add(part);
            scale += Math.Abs(part);
        }

        foreach (TaylorRow row in rows.Rows)
        {
            double first = steps[row.First];
            double second = row.Order > 2 ? steps[row.Second] : 1;
            double third = row.Order > 3 ? steps[row.Third] : 1;
            double given = first * second * third;
            ReadOnlySpan<double> own = coefficients.AsSpan(row.Start, rows.LengthOf(row));
            (double sum, double magnitude) = AddRow<TReading>(
                own, magnitudes.AsSpan(row.Start, own.Length), steps.AsSpan(row.Last, own.Length), given, gradient.AsSpan(row.Last, own.Length));
            value.Add(given * sum);
            scale += Math.Abs(given) * magnitude;
            gradient[row.First] += second * third * sum;
            if (row.Order > 2)
            {
                gradient[row.Second] += first * third * sum;
            }

            if (row.Order > 3)
            {
                gradient[row.Third] += first * second * sum;
            }
        }

        results[0] = value.Value;
        for (int i = 0; i < steps.Length; i++)
        {
            results[1 + rows.Parameters[i]] = gradient[i] + valueAndGradient[1 + rows.Parameters[i]];
        }

        return scale;
    }

    /// <summary>Adds the coefficients of a row, times what they have in common, to the gradient; returns the sum of their products with steps, and the same with absolute values.</summary>
    private static (double Sum, double Magnitude) AddRow<TReading>(
        ReadOnlySpan<double> coefficients, ReadOnlySpan<double> magnitudes, ReadOnlySpan<double> steps, double given, Span<double> gradient)
        where TReading : struct, IReading
    {
        double sum = 0;
        double magnitude = 0;
        magnitudes = magnitudes[..coefficients.Length];
        steps = steps[..coefficients.Length];
        gradient = gradient[..coefficients.Length];
        for (int i = 0; i < coefficients.Length; i++)
        {
            double coefficient = TReading.Of(coefficients[i]);
            sum += coefficient * steps[i];
            magnitude += Math.Abs(magnitudes[i] * steps[i]);
            gradient[i] += given * coefficient;
        }

        return (sum, magnitude);
    }

    /// <summary>How coefficients are read.</summary>
    private interface IReading
    {
        static abstract double Of(double coefficient);
    }

    private readonly struct Signed : IReading
    {
        public static double Of(double coefficient) => coefficient;
    }

    private readonly struct Absolute : IReading
    {
        public static double Of(double coefficient) => Math.Abs(coefficient);
    }
}
