using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad;

/// <summary>How fast the remainder of the linear approximation shrinks along a random direction.</summary>
internal static class TaylorRemainder
{
    private const int Halvings = 45;
    private const double LeastOrder = 1.5;

    /// <summary>How far above the rounding errors a remainder must be for its size to mean something.</summary>
    private const double Significance = 300;

    public static TaylorCheck Check(
        int point, ICheckedFunction function, double[] theta, double value, double[] gradient, DeterministicRandom random)
    {
        double[] direction = [.. theta.Select(t => Math.Max(1, Math.Abs(t)) * random.NextSigned())];
        var significant = new List<(double Step, double Remainder)>();
        bool hasVanished = false;
        for (int k = 0; k < Halvings; k++)
        {
            double step = Math.ScaleB(0.1, -k);
            double[] moved = [.. theta.Select((t, i) => function.Rounded(t + (step * direction[i])))];
            double linear = 0;
            double size = 0;
            for (int i = 0; i < theta.Length; i++)
            {
                double term = gradient[i] * (moved[i] - theta[i]);
                linear += term;
                size += Math.Abs(term);
            }

            double there = function.Value(moved);
            double remainder = Math.Abs(there - value - linear);
            double noise = function.Epsilon * (Math.Abs(there) + Math.Abs(value) + size);
            if (remainder > Significance * noise)
            {
                significant.Add((step, remainder));
                hasVanished = false;
            }
            else if (significant.Count > 0 && significant[^1].Step == 2 * step)
            {
                // That of a wrong gradient would have halved.
                hasVanished = significant[^1].Remainder > 8 * Significance * noise;
            }
        }

        if (significant.Count < 4)
        {
            // Nothing is left of it that is not a rounding error: linear, and right.
            return new TaylorCheck(point, double.PositiveInfinity, significant.Count == 0 ? GradientVerdict.Right : GradientVerdict.Inconclusive);
        }

        if (hasVanished)
        {
            // Between kinks the function is linear, with the slope that the gradient has.
            return new TaylorCheck(point, double.PositiveInfinity, GradientVerdict.Right);
        }

        // The smallest steps decide: along large ones even the remainder of a wrong gradient may shrink fast.
        (double Step, double Remainder)[] last = [.. significant.TakeLast(4)];
        double order = Math.Log2(last[0].Remainder / last[^1].Remainder) / Math.Log2(last[0].Step / last[^1].Step);
        return new TaylorCheck(point, order, order > LeastOrder ? GradientVerdict.Right : GradientVerdict.Wrong);
    }
}
