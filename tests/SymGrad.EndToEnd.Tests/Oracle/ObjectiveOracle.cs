using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// Compares the generated objective with the loss it sums: its value with the mean of the loss's values, its gradient with the mean of
/// the dual numbers', by each plan that it has. Each is asked for twice, so that sums that are kept are used as well; before that at another θ, so that what is
/// expanded about a point is about another one; and a third time when the items have changed places in the arrays, so that what is kept for an item is not used for
/// another one.
/// </summary>
internal static class ObjectiveOracle
{
    private const double OfDouble = 1e-9;
    private const double OfSingle = 1e-4;

    /// <summary>How far the other θ is away, as a share of it: not beyond what the loss is defined for, as a rule.</summary>
    private const double Distance = 1.0 / 64;

    /// <summary>Enough that some are summed in several groups of eight, some eight at once and some one by one.</summary>
    private const int MinimalCount = 77;

    /// <summary>What is wrong with the mean over items that have the data of the given points, at the θ of one of them, or null.</summary>
    public static Problem? Examine(LossMethod method, IReadOnlyList<object[]> points)
    {
        if (method.Thetas.Any(t => points[0][t] is Array { Length: 0 }))
        {
            // No objective has parameters without elements.
            return null;
        }

        foreach (object[] first in points)
        {
            (object[] Point, PointReport Report)[] items =
            [
                .. points.Select(p => WithThetaOf(method, p, first))
                    .Select(p => (Point: p, Report: GradientOracle.Examine(method, p)))
                    .Where(i => i.Report is { Problem: null, Throws: false, IsFinite: true }),
            ];
            if (items.Length > 0)
            {
                return Compare(method, first, Repeat(items));
            }
        }

        return null;
    }

    /// <summary>All of them once, and then again in another order each time, so that each comes to stand beside others.</summary>
    private static (object[] Point, PointReport Report)[] Repeat((object[] Point, PointReport Report)[] items)
        => [.. Enumerable.Range(0, Math.Max(items.Length, MinimalCount)).Select(i => items[(i + (i / items.Length)) % items.Length])];

    private static Problem? Compare(LossMethod method, object[] first, (object[] Point, PointReport Report)[] items)
    {
        ImmutableArray<ThetaElement> elements = method.ElementsAt(first);
        double[] theta = [.. elements.Select(e => Convert.ToDouble(e.In(first), CultureInfo.InvariantCulture))];
        ImmutableArray<Dual<double>>[] duals = [.. items.Select(i => i.Report.Expected)];
        double[] expected =
        [
            duals.Average(d => d[0].Value),
            .. theta.Select((_, j) => duals.Average(d => d[j].Tangent)),
        ];
        double[] scales =
        [
            duals.Average(d => Math.Abs(d[0].Value) + d.Select((t, j) => t.Magnitude.Total * Math.Abs(theta[j])).Sum()),
            .. theta.Select((_, j) => duals.Average(d => d[j].Magnitude.Total)),
        ];
        double relative = method.IsSinglePrecision || duals.Any(d => d.Any(t => t.Magnitude.InSingle > 0)) ? OfSingle : OfDouble;
        object objective = method.CreateObjective([.. items.Select(i => i.Point)], out Array[] columns);
        for (int pass = 0; pass < 3; pass++)
        {
            if (pass == 2)
            {
                Array.ForEach(columns, Array.Reverse);
            }

            double[] actual =
            [
                .. ((Objective)objective).AvailablePlans.SelectMany(plan => objective switch
                {
                    Objective<double> wide => Evaluate(wide.WithPlan(plan), theta),
                    Objective<float> narrow => Evaluate(narrow.WithPlan(plan), [.. theta.Select(t => (float)t)]),
                    _ => throw new InvalidOperationException($"'{objective.GetType()}' is no objective."),
                }),
            ];
            for (int i = 0; i < actual.Length; i++)
            {
                int quantity = i % expected.Length;
                if (!(Math.Abs(actual[i] - expected[quantity]) <= (relative * scales[quantity]) + 1e-37))
                {
                    string name = quantity == 0 ? "value" : "∂/∂" + elements[quantity - 1].Name;
                    return new(ProblemKind.Objective, string.Create(
                        CultureInfo.InvariantCulture,
                        $"the objective over {items.Length} items gives {name} = {actual[i]:R}, the mean is {expected[quantity]:R} (call {pass + 1}, plans: {string.Join(", ", ((Objective)objective).AvailablePlans)}, result {i})"));
                }
            }
        }

        return null;
    }

    private static object[] WithThetaOf(LossMethod method, object[] data, object[] theta)
        => [.. data.Select((value, i) => method.Thetas.Contains(i) ? theta[i] : value)];

    /// <summary>Value and gradient as one, then each alone.</summary>
    private static double[] Evaluate(Objective<double> objective, double[] theta)
    {
        double[] together = new double[theta.Length];
        double[] alone = new double[theta.Length];
        if (objective.Plan.Kind is PlanKind.Hessian or PlanKind.Taylor)
        {
            objective.Value([.. theta.Select(t => t + (Distance * t))]);
        }

        double value = objective.ValueAndGradient(theta, together);
        objective.Gradient(theta, alone);
        return [value, .. together, objective.Value(theta), .. alone];
    }

    private static double[] Evaluate(Objective<float> objective, float[] theta)
    {
        float[] together = new float[theta.Length];
        float[] alone = new float[theta.Length];
        float value = objective.ValueAndGradient(theta, together);
        objective.Gradient(theta, alone);
        return [value, .. together.Select(g => (double)g), objective.Value(theta), .. alone.Select(g => (double)g)];
    }
}
