using System;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace SymGrad;

/// <summary>An objective at a point, with its gradient there.</summary>
internal sealed class MathNetObjectiveFunction(Objective<double> objective, EvaluationOptions? options) : IObjectiveFunction
{
    private Evaluation? evaluation;

    public bool IsGradientSupported => true;

    public bool IsHessianSupported => false;

    public Vector<double> Point => Current.Point;

    public double Value => Current.Value;

    // Minimisers may scale what they are given in place; each gets its own.
    public Vector<double> Gradient => Current.Gradient.Clone();

    public Matrix<double> Hessian => throw new NotSupportedException(
        $"The Hessian of '{objective.Loss.Name}' is not known here: choose a minimiser that takes gradients, such as BFGS.");

    private Evaluation Current
        => evaluation ?? throw new InvalidOperationException($"'{objective.Loss.Name}' has not been evaluated yet: call {nameof(EvaluateAt)} first.");

    public void EvaluateAt(Vector<double> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        double[] gradient = new double[objective.ParameterCount];
        double value = objective.ValueAndGradient(point.ToArray(), gradient, options);
        evaluation = new Evaluation(point.Clone(), value, Vector<double>.Build.Dense(gradient));
    }

    public IObjectiveFunction Fork() => new MathNetObjectiveFunction(objective, options) { evaluation = evaluation };

    public IObjectiveFunction CreateNew() => new MathNetObjectiveFunction(objective, options);

    private sealed record Evaluation(Vector<double> Point, double Value, Vector<double> Gradient);
}
