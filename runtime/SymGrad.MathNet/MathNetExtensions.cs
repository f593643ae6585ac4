using System;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace SymGrad;

/// <summary>Hands objectives to the minimisers of MathNet.Numerics.</summary>
public static class MathNetExtensions
{
    /// <summary>
    /// The objective as a function with a gradient: what <see cref="BfgsMinimizer"/>, <see cref="LimitedMemoryBfgsMinimizer"/>,
    /// <see cref="ConjugateGradientMinimizer"/> and other minimisers of MathNet.Numerics take.
    /// </summary>
    /// <param name="objective">The objective. Its regularisers, aggregation and plan count.</param>
    /// <param name="options">Threads, cancellation, progress of each evaluation; null for the defaults.</param>
    /// <returns>
    /// The function. It knows no Hessian: where the objective is quadratic, <see cref="Objective{T}.FindMinimum"/> has the minimum without an
    /// iteration.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="objective"/> is null.</exception>
    /// <example><code>
    /// var start = Vector&lt;double&gt;.Build.Dense(objective.ParameterCount);
    /// var result = new BfgsMinimizer(1e-8, 0, 0).FindMinimum(objective.ToObjectiveFunction(), start);
    /// </code></example>
    public static IObjectiveFunction ToObjectiveFunction(this Objective<double> objective, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return new MathNetObjectiveFunction(objective, options);
    }

    /// <summary>
    /// A model to be fitted to observations by least squares: what <see cref="LevenbergMarquardtMinimizer"/> and
    /// its trust-region minimisers take.
    /// </summary>
    /// <param name="model">
    /// The objective of the model itself: its 'loss' is what the model predicts for an item, not how far off it is. Whether it is a mean or a sum does not
    /// matter, since each item is evaluated alone.
    /// </param>
    /// <param name="observed">What has been observed, one number for each item of the model.</param>
    /// <param name="weights">
    /// What the squared residual of each item counts, such as one over its variance; finite, not negative, not all zero. Null for 1 each.
    /// </param>
    /// <returns>
    /// The model. Its value is Σ wᵢ·(yᵢ − f(xᵢ; θ))², its gradient, as MathNet.Numerics has it, half the gradient of that, and its Hessian half
    /// that of Gauss and Newton: Jᵀ·W·J.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> or <paramref name="observed"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The observations or the weights are more or fewer than the items, a weight is not as it should be, or the model has regularisers, which
    /// would be added to each prediction.
    /// </exception>
    /// <example><code>
    /// // [Loss] static double Decay([Theta] double height, [Theta] double rate, double time) => height * Math.Exp(-rate * time);
    /// var result = new LevenbergMarquardtMinimizer().FindMinimum(
    ///     new DecayObjective(times).ToObjectiveModel(observed), start);
    /// </code></example>
    public static IObjectiveModel ToObjectiveModel(this Objective<double> model, Vector<double> observed, Vector<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(observed);
        if (model.HasRegularizers)
        {
            throw new ArgumentException(
                $"The model '{model.Loss.Name}' has regularisers, which would be added to each prediction.", nameof(model));
        }

        CheckLength(model, observed, "observations", nameof(observed));
        if (weights is not null)
        {
            CheckLength(model, weights, "weights", nameof(weights));
            CheckWeights(weights);
        }

        return new MathNetObjectiveModel(new LeastSquaresProblem(model, observed.Clone(), weights?.Clone()));
    }

    private static void CheckLength(Objective model, Vector<double> values, string what, string parameterName)
    {
        if (values.Count != model.Count)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The number of {what} is {values.Count}, but '{model.Loss.Name}' has {model.Count} items."), parameterName);
        }
    }

    private static void CheckWeights(Vector<double> weights)
    {
        bool anyCounts = false;
        for (int i = 0; i < weights.Count; i++)
        {
            if (!double.IsFinite(weights[i]) || weights[i] < 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The weight of item {i} is {weights[i]}: it must be finite and not negative."), nameof(weights));
            }

            anyCounts |= weights[i] > 0;
        }

        if (!anyCounts)
        {
            throw new ArgumentException("All weights are zero: no item counts.", nameof(weights));
        }
    }
}
