using System;
using System.Numerics;

namespace SymGrad;

/// <content>The minimum in closed form.</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Relative errors of Hessians: of one from sums with twice the digits, and of one from doubles.
    private const int DigitsOfSums = 88;
    private const int DigitsOfDoubles = 44;

    /// <summary>Whether the objective, regularisers included, is known to be quadratic in θ, so that its minimum has a closed form.</summary>
    public bool IsQuadratic => IsAtMostQuadratic(Loss.Structure) && CanFindHessian
        && Array.TrueForAll(regularizers, term => IsAtMostQuadratic(term.Structure));

    /// <summary>
    /// The minimum of a quadratic objective over all items, from its sums: no iteration over θ, and no starting point. It says so where there is
    /// none, and which parameters the data leave open where there are many.
    /// </summary>
    /// <param name="options">Threads, cancellation, progress; null for the defaults.</param>
    /// <returns>The minimum.</returns>
    /// <exception cref="InvalidOperationException">The objective is not known to be quadratic in θ.</exception>
    /// <exception cref="OperationCanceledException">The evaluation has been cancelled.</exception>
    public QuadraticMinimum<T> FindMinimum(EvaluationOptions? options = null)
    {
        if (!IsQuadratic)
        {
            throw new InvalidOperationException(
                $"'{Loss.Name}' is {Loss.StructureInWords}{(regularizers.Length > 0 ? ", and has regularisers" : "")}: "
                + (IsAtMostQuadratic(Loss.Structure) && !CanFindHessian
                    ? "but the code of its gradient has no derivative of its own, so that its Hessian is not known."
                    : "a minimum in closed form is known for quadratic losses with quadratic regularisers only."));
        }

        EvaluationOptions chosen = options ?? EvaluationOptions.Default;
        chosen.CancellationToken.ThrowIfCancellationRequested();
        (ExtendedDouble[][] hessian, int digits) = Hessian(chosen);
        for (int j = 0; j < regularizers.Length; j++)
        {
            AddHessian(regularizers[j], hessian);
        }

        var minimizer = new QuadraticMinimizer<T>(this, hessian, regularizers.Length > 0 ? DigitsOfDoubles : digits, theta => GradientAt(theta, chosen));
        return minimizer.Run(theta => Value(theta, chosen));
    }

    /// <summary>Whether the Hessian of the loss can be found: from its sums, or because it is zero.</summary>
    private bool CanFindHessian => HasConstantGradient || IsAvailable(PlanKind.Sums) || IsAvailable(PlanKind.Hessian);

    private static bool IsAtMostQuadratic(LossStructure structure)
        => structure is LossStructure.Constant or LossStructure.Affine or LossStructure.Quadratic;

    /// <summary>The lower triangle of the Hessian of the loss over all items, and how many bits of it are right.</summary>
    private (ExtendedDouble[][] Rows, int Digits) Hessian(EvaluationOptions options)
    {
        var rows = new ExtendedDouble[ParameterCount][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new ExtendedDouble[i + 1];
        }

        if (HasConstantGradient)
        {
            return (rows, DigitsOfSums);
        }

        if (!IsAvailable(PlanKind.Sums))
        {
            TaylorSums found = State.CurrentExpansion() ?? State.ComputeExpansion(this, new T[ParameterCount], options);
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    rows[i][j] = found.IsConfirmed ? found.Entry(i, j) / Divisor : double.NaN;
                }
            }

            return (rows, DigitsOfDoubles);
        }

        LiftedSums sums = State.CurrentLiftedSums() ?? State.ComputeLiftedSums(this, new T[ParameterCount], options);
        if (!sums.IsConfirmed)
        {
            Array.Fill(rows[0], double.NaN);
            return (rows, DigitsOfSums);
        }

        // The gradient is g + H·θ. Far out, at a power of two, H is all that is left of it, and dividing by the distance rounds nothing.
        double distance = typeof(T) == typeof(float) ? Math.ScaleB(1, 60) : Math.ScaleB(1, 200);
        var theta = new T[ParameterCount];
        var ahead = new ExtendedDouble[1 + ParameterCount];
        var behind = new ExtendedDouble[1 + ParameterCount];
        for (int j = 0; j < rows.Length; j++)
        {
            theta[j] = T.CreateTruncating(distance);
            EvaluateSums(theta, sums.Values, ahead);
            theta[j] = -theta[j];
            EvaluateSums(theta, sums.Values, behind);
            theta[j] = T.Zero;
            for (int i = j; i < rows.Length; i++)
            {
                rows[i][j] = (ahead[1 + i] - behind[1 + i]) / (2 * distance * Divisor);
            }
        }

        return (rows, DigitsOfSums);
    }

    private double Divisor => Aggregation == Aggregation.Mean ? Count : 1;

    /// <summary>The gradient of the objective with all the digits that there are.</summary>
    private ExtendedDouble[] GradientAt(T[] theta, EvaluationOptions options)
    {
        var gradient = new ExtendedDouble[ParameterCount];
        if (!HasConstantGradient && State.CurrentLiftedSums() is { } sums)
        {
            var extended = new ExtendedDouble[1 + ParameterCount];
            EvaluateSums(theta, sums.Values, extended);
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] = extended[1 + i] / Divisor;
            }
        }
        else
        {
            double[] results = new double[1 + ParameterCount];
            if (HasConstantGradient)
            {
                EvaluateFromSums(theta, options with { Progress = null }, results);
            }
            else
            {
                EvaluateByPass(theta, new ItemRange(0, Count), options with { Progress = null }, results);
            }

            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] = results[1 + i] / Divisor;
            }
        }

        double[] added = new double[1 + ParameterCount];
        foreach (RegularizerTerm<T> term in regularizers)
        {
            term.AddTo(added, theta);
        }

        for (int i = 0; i < gradient.Length && regularizers.Length > 0; i++)
        {
            gradient[i] += added[1 + i];
        }

        return gradient;
    }

    /// <summary>Adds the Hessian of a regulariser, half the differences of its gradient, which is affine.</summary>
    private void AddHessian(RegularizerTerm<T> term, ExtendedDouble[][] rows)
    {
        var theta = new T[ParameterCount];
        double[] ahead = new double[1 + ParameterCount];
        double[] behind = new double[1 + ParameterCount];
        for (int j = 0; j < rows.Length; j++)
        {
            Array.Clear(ahead);
            Array.Clear(behind);
            theta[j] = T.One;
            term.AddTo(ahead, theta);
            theta[j] = -T.One;
            term.AddTo(behind, theta);
            theta[j] = T.Zero;
            for (int i = j; i < rows.Length; i++)
            {
                rows[i][j] += ((ExtendedDouble)ahead[1 + i] - behind[1 + i]) / 2.0;
            }
        }
    }
}
