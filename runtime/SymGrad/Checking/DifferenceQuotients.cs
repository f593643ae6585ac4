using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad;

/// <summary>
/// Difference quotients on both sides of a point in one component, for steps from a tenth of the scale of θ down to its last bits, each a quarter of
/// the one before. Central ones are extrapolated (C. J. F. Ridders, Advances in Engineering Software 4, 1982); those of each side tell a kink.
/// </summary>
internal sealed class DifferenceQuotients
{
    private const int Steps = 26;
    private const double Ratio = 4;

    /// <summary>How many of the smallest steps that mean something must agree that the slopes differ.</summary>
    private const int Witnesses = 3;

    private readonly double epsilon;
    private readonly List<Quotient> quotients;
    private readonly bool isFinite;

    private DifferenceQuotients(List<Quotient> quotients, double epsilon, bool isFinite)
    {
        this.quotients = quotients;
        this.epsilon = epsilon;
        this.isFinite = isFinite;
    }

    public static DifferenceQuotients Of(ICheckedFunction function, double[] theta, int component, double value)
    {
        double[] moved = [.. theta];
        double center = theta[component];
        var quotients = new List<Quotient>();
        bool isFinite = double.IsFinite(value);
        double step = 0.1 * Math.Max(1, Math.Abs(center));
        for (int k = 0; k < Steps && isFinite; k++, step /= Ratio)
        {
            (double above, double valueAbove) = At(center + step);
            (double below, double valueBelow) = At(center - step);
            if (above == center || below == center)
            {
                break;
            }

            if (double.IsFinite(valueAbove) && double.IsFinite(valueBelow))
            {
                double noise = 4 * function.Epsilon * Math.Max(Math.Abs(value), Math.Max(Math.Abs(valueAbove), Math.Abs(valueBelow)));
                quotients.Add(new Quotient(
                    (valueAbove - value) / (above - center),
                    (value - valueBelow) / (center - below),
                    (valueAbove - valueBelow) / (above - below),
                    noise / step));
            }
            else
            {
                // Only what is next to the point counts: far from it values may overflow.
                quotients.Clear();
            }
        }

        return new DifferenceQuotients(quotients, function.Epsilon, isFinite && quotients.Count > Witnesses);

        (double Theta, double Value) At(double position)
        {
            moved[component] = function.Rounded(position);
            double result = function.Value(moved);
            (double, double) reached = (moved[component], result);
            moved[component] = center;
            return reached;
        }
    }

    /// <summary>Compares a component of a gradient of which the greatest has the given magnitude.</summary>
    public (GradientVerdict Verdict, double Difference, double Uncertainty) Judge(double gradient, double greatest, double tolerance)
    {
        if (!isFinite)
        {
            return (GradientVerdict.NotFinite, double.NaN, double.NaN);
        }

        Quotient[] witnesses = [.. quotients.Where(q => q.Noise < 1e-3 * q.Slope).TakeLast(Witnesses)];
        double[] jumps = [.. witnesses.Select(q => Math.Abs(q.Above - q.Below))];
        bool isTold = witnesses.Length == Witnesses && jumps.Zip(witnesses, (j, q) => j > (20 * q.Noise) && j > 1e-2 * q.Slope).All(b => b);
        if (isTold && jumps[0] / jumps[^1] < 0.5)
        {
            // Slopes that grow as the steps shrink: an infinite slope, or a jump.
            return (GradientVerdict.NotFinite, witnesses[^1].Central, jumps[^1]);
        }

        if (isTold && jumps[0] / jumps[^1] < 1.5)
        {
            Quotient nearest = witnesses[^1];
            double middle = (nearest.Above + nearest.Below) / 2;
            double half = jumps[^1] / 2;
            bool isBetween = Math.Abs(gradient - middle) <= half * 1.02;
            return (isBetween ? GradientVerdict.NotDifferentiable : GradientVerdict.Wrong, middle, half);
        }

        (double difference, double uncertainty) = Extrapolated();
        if (witnesses.Length == Witnesses && witnesses.All(q => Math.Abs(difference - q.Central) > (20 * q.Noise) + (1e-3 * tolerance * q.Slope)))
        {
            // Next to the point the slope is another one than larger steps lead to expect: there are kinks in between, and only the small steps count.
            Quotient nearest = witnesses.MinBy(q => q.Noise);
            (difference, uncertainty) = (nearest.Central, witnesses.Max(q => Math.Abs(q.Central - nearest.Central) + q.Noise));
        }

        if (!double.IsFinite(gradient))
        {
            return (double.IsFinite(difference) ? GradientVerdict.Wrong : GradientVerdict.NotFinite, difference, uncertainty);
        }

        double magnitude = Math.Max(Math.Abs(gradient), Math.Abs(difference));
        if (Math.Abs(gradient - difference) > (10 * uncertainty) + (Math.Max(tolerance, 64 * epsilon) * magnitude))
        {
            return (GradientVerdict.Wrong, difference, uncertainty);
        }

        double floor = 1e-5 * Math.Max(greatest, quotients.Take(Witnesses).Max(q => q.Slope));
        bool isResolved = uncertainty <= Math.Max(0.01 * magnitude, Math.Max(floor, epsilon * greatest));
        return (isResolved ? GradientVerdict.Right : GradientVerdict.Inconclusive, difference, uncertainty);
    }

    /// <summary>The extrapolation of central differences that agrees best with those before it.</summary>
    private (double Difference, double Uncertainty) Extrapolated()
    {
        const int Depth = 4;
        (double Difference, double Uncertainty) best = (double.NaN, double.PositiveInfinity);
        double[] previous = [];
        foreach (Quotient quotient in quotients)
        {
            double[] row = new double[Math.Min(previous.Length + 1, Depth)];
            row[0] = quotient.Central;
            double factor = 1;
            for (int j = 1; j < row.Length; j++)
            {
                factor *= Ratio * Ratio;
                row[j] = row[j - 1] + ((row[j - 1] - previous[j - 1]) / (factor - 1));
                double error = Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - previous[j - 1])) + quotient.Noise;
                if (error < best.Uncertainty)
                {
                    best = (row[j], error);
                }
            }

            previous = row;
        }

        return best;
    }

    /// <summary>Quotients of one step, and how far rounding errors of the values may have moved them.</summary>
    private readonly record struct Quotient(double Above, double Below, double Central, double Noise)
    {
        public double Slope => Math.Max(Math.Abs(Above), Math.Abs(Below));
    }
}
