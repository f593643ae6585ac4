using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// Compares the objective of a loss with arrays with the mean of its items by itself: by each plan that it has, and twice, so that sums that are kept
/// are used as well. What the items themselves have to be is for <see cref="GradientOracle"/>.
/// </summary>
internal static class ArrayObjectiveOracle
{
    private const double OfDouble = 1e-9;
    private const double OfSingle = 1e-3;

    /// <summary>What is wrong with the mean over items with the data of the given points, at the θ of the first, or null.</summary>
    public static Problem? Examine(LossMethod method, IReadOnlyList<object[]> points)
    {
        object[][] items = [.. points.Select(p => p.Select((value, i) => method.Thetas.Contains(i) ? points[0][i] : value).ToArray())];
        (double Value, ImmutableArray<double> Gradient)[] each = [.. items.Select(i => method.ValueAndGradient(i).Result)];
        int count = each[0].Gradient.Length;
        double[] expected = [each.Average(e => e.Value), .. Enumerable.Range(0, count).Select(j => each.Average(e => e.Gradient[j]))];
        double[] scales = [each.Average(e => Math.Abs(e.Value)), .. Enumerable.Range(0, count).Select(j => each.Average(e => Math.Abs(e.Gradient[j])))];
        double[] theta = [.. method.ElementsAt(items[0]).Select(e => Convert.ToDouble(
            e.Index is { } index ? ((Array)items[0][e.Parameter.Position]).GetValue(index) : items[0][e.Parameter.Position], CultureInfo.InvariantCulture))];
        var objective = (Objective)method.CreateArrayObjective(items);
        foreach (PlanKind plan in objective.AvailablePlans.Concat(objective.AvailablePlans))
        {
            double[] actual = Evaluate(objective, plan, theta);
            for (int i = 0; i < expected.Length; i++)
            {
                double tolerance = (method.IsSinglePrecision ? OfSingle : OfDouble) * (scales[i] + scales.Max());
                if (!(Math.Abs(actual[i] - expected[i]) <= tolerance))
                {
                    return new(ProblemKind.Objective, string.Create(
                        CultureInfo.InvariantCulture, $"by {plan} the objective gives {actual[i]:R} for number {i}, the mean of the items is {expected[i]:R}"));
                }
            }
        }

        return null;
    }

    private static double[] Evaluate(Objective objective, PlanKind plan, double[] theta)
    {
        if (objective is Objective<double> wide)
        {
            double[] gradient = new double[theta.Length];
            double value = wide.WithPlan(plan).ValueAndGradient(theta, gradient);
            return [value, .. gradient];
        }

        float[] single = new float[theta.Length];
        float result = ((Objective<float>)objective).WithPlan(plan).ValueAndGradient([.. theta.Select(t => (float)t)], single);
        return [result, .. single.Select(g => (double)g)];
    }
}
