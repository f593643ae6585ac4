using System.Collections.Generic;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using SymGrad;

namespace Quickstart;

/// <summary>What the optimiser asked for, once.</summary>
internal readonly record struct Evaluation(double Value, double GradientNorm);

/// <summary>Where a minimisation ended, and how it got there.</summary>
internal sealed record Minimum(double[] Theta, double Value, double GradientNorm, IReadOnlyList<Evaluation> Evaluations);

/// <summary>Hands an objective to MathNet.Numerics' BFGS. Any optimiser that takes a value and a gradient is connected like this.</summary>
internal static class Minimization
{
    /// <summary>MathNet.Numerics compares it with the gradient relative to θ and to the value.</summary>
    private const double GradientTolerance = 1e-8;

    private const int MostIterations = 200;

    public static Minimum Minimize(Objective<double> objective)
    {
        var evaluations = new List<Evaluation>();
        IObjectiveFunction function = ObjectiveFunction.Gradient(point =>
        {
            double[] gradient = new double[objective.ParameterCount];
            double value = objective.ValueAndGradient(point.ToArray(), gradient);
            Vector<double> slope = Vector<double>.Build.Dense(gradient);
            evaluations.Add(new Evaluation(value, slope.L2Norm()));
            return (value, slope);
        });
        var minimizer = new BfgsMinimizer(GradientTolerance, parameterTolerance: 0, functionProgressTolerance: 0, MostIterations);
        Vector<double> start = Vector<double>.Build.Dense(objective.ParameterCount);
        MinimizationResult result = minimizer.FindMinimum(function, start);
        return new Minimum(
            result.MinimizingPoint.ToArray(),
            result.FunctionInfoAtMinimum.Value,
            result.FunctionInfoAtMinimum.Gradient.L2Norm(),
            evaluations);
    }
}
