using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace SymGrad;

/// <summary>
/// Minimises a quadratic objective: solves H·δ = −∇J(θ) and adds δ to θ, again and again until δ no longer matters, which makes up for what the
/// Hessian lacks in digits (iterative refinement).
/// </summary>
internal sealed class QuadraticMinimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LargestStepCount = 30;

    // What is below this share of the rest, in a null vector or along one, is rounding.
    private const double Negligible = 1e-9;

    private readonly Objective<T> objective;
    private readonly Func<T[], ExtendedDouble[]> gradientAt;
    private readonly ExtendedDouble[][] hessian;
    private readonly PivotedCholesky factors;
    private readonly T[] theta;

    /// <param name="objective">The objective.</param>
    /// <param name="hessian">The lower triangle of its Hessian, row by row.</param>
    /// <param name="digits">How many bits of the Hessian are right.</param>
    /// <param name="gradientAt">Its gradient.</param>
    public QuadraticMinimizer(Objective<T> objective, ExtendedDouble[][] hessian, int digits, Func<T[], ExtendedDouble[]> gradientAt)
    {
        this.objective = objective;
        this.hessian = hessian;
        this.gradientAt = gradientAt;
        factors = new PivotedCholesky(Array.ConvertAll(hessian, row => (ExtendedDouble[])row.Clone()), digits);
        theta = new T[hessian.Length];
    }

    public QuadraticMinimum<T> Run(Func<T[], T> valueAt)
    {
        ExtendedDouble[] atOrigin = gradientAt(theta);
        if (!atOrigin.Concat(hessian.SelectMany(row => row)).All(x => double.IsFinite(x.Value)))
        {
            return None($"'{objective.Loss.Name}' is not finite for these data, or its sums are too large for double precision");
        }

        if (!factors.IsSemidefinite)
        {
            return None($"'{objective.Loss.Name}' has no minimum over these data: it is quadratic in θ, but curves downwards in some direction");
        }

        if (!Refine(atOrigin))
        {
            return None($"the minimum of '{objective.Loss.Name}' is not determined to any digit: its Hessian is too near to a singular one");
        }

        HashSet<int> undetermined = [];
        for (int i = 0; i < theta.Length - factors.Rank; i++)
        {
            ExtendedDouble[] direction = factors.NullVector(i);
            if (!IsLevelAlong(direction, atOrigin))
            {
                return None(
                    $"'{objective.Loss.Name}' has no minimum over these data: it falls for ever in a direction in which it does not curve");
            }

            double largest = direction.Select(factors.ScaledShare).Max();
            undetermined.UnionWith(Enumerable.Range(0, theta.Length).Where(j => factors.ScaledShare(direction[j], j) > Negligible * largest));
        }

        string[] names = [.. undetermined.Order().Select(NameOf)];
        return new(
            names.Length == 0 ? MinimumKind.Unique : MinimumKind.NotUnique,
            theta,
            valueAt(theta),
            factors.Rank,
            names,
            names.Length == 0
                ? $"the minimum of '{objective.Loss.Name}' over these data"
                : $"a minimum of '{objective.Loss.Name}', one of many: these data determine {Quantity.Number(factors.Rank)} of "
                    + $"{Quantity.Of(theta.Length, "parameter", "parameters")} and leave open {string.Join(", ", names)}");
    }

    /// <summary>Moves θ to the minimum; false when the steps do not become smaller.</summary>
    private bool Refine(ExtendedDouble[] gradient)
    {
        double previous = double.PositiveInfinity;
        for (int step = 0; step < LargestStepCount; step++)
        {
            ExtendedDouble[] change = factors.Solve(Array.ConvertAll(gradient, g => -g));
            var moved = new T[theta.Length];
            double largest = 0;
            for (int i = 0; i < theta.Length; i++)
            {
                moved[i] = T.CreateTruncating((change[i] + double.CreateTruncating(theta[i])).Value);
                largest = Math.Max(largest, factors.ScaledShare(change[i], i));
            }

            if (!(largest < previous / 2))
            {
                // The last digits only go to and fro, unless the steps never became small.
                double reached = theta.Select((t, i) => factors.ScaledShare(double.CreateTruncating(t), i)).DefaultIfEmpty(0).Max();
                return largest <= 1e-3 * reached;
            }

            if (moved.AsSpan().SequenceEqual(theta))
            {
                return true;
            }

            moved.CopyTo(theta, 0);
            previous = largest;
            gradient = gradientAt(theta);
        }

        return true;
    }

    /// <summary>Whether the objective neither rises nor falls along a direction in which it does not curve.</summary>
    private static bool IsLevelAlong(ExtendedDouble[] direction, ExtendedDouble[] atOrigin)
    {
        ExtendedDouble slope = 0;
        double scale = 0;
        for (int i = 0; i < direction.Length; i++)
        {
            slope += atOrigin[i] * direction[i];
            scale += Math.Abs(direction[i].Value) * atOrigin[i].Magnitude;
        }

        return Math.Abs(slope.Value) <= Negligible * scale;
    }

    private QuadraticMinimum<T> None(string message) => new(MinimumKind.None, [], T.NaN, factors.Rank, [], message);

    private string NameOf(int index)
    {
        ParameterEntry entry = objective.Parameters.Entries.Last(e => e.Offset <= index);
        return entry.Shape.IsScalar ? entry.Name : $"{entry.Name}[{Quantity.Number(index - entry.Offset)}]";
    }
}
