using System;
using System.Collections.Generic;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace SymGrad;

/// <summary>A least-squares problem as the minimisers of MathNet.Numerics drive it.</summary>
internal sealed class MathNetObjectiveModel(LeastSquaresProblem problem) : IObjectiveModel
{
    private bool[]? isFixed;
    private Vector<double>? start;
    private LeastSquaresEvaluation? evaluation;

    public Vector<double> ObservedY => problem.Observed;

    // MathNet.Numerics has null for no weights, although its interface does not say so.
    public Matrix<double> Weights => problem.WeightMatrix!;

    public Vector<double> ModelValues => Current.Predictions;

    public Vector<double> Point => evaluation?.Point ?? start ?? throw NotEvaluated();

    public double Value => Current.SumOfSquares;

    // Levenberg-Marquardt writes into what it is given; each caller gets its own.
    public Vector<double> Gradient => Current.Gradient.Clone();

    public Matrix<double> Hessian => Current.Hessian.Clone();

    public int FunctionEvaluations { get; set; }

    public int JacobianEvaluations { get; set; }

    public int DegreeOfFreedom
        => problem.Observed.Count - problem.ParameterCount + (isFixed is null ? 0 : Array.FindAll(isFixed, parameterIsFixed => parameterIsFixed).Length);

    public bool IsGradientSupported => true;

    public bool IsHessianSupported => true;

    private LeastSquaresEvaluation Current => evaluation ?? throw NotEvaluated();

    public void SetParameters(Vector<double> initialGuess, List<bool>? isFixed = null)
    {
        ArgumentNullException.ThrowIfNull(initialGuess);
        CheckCount(initialGuess.Count, "initial guesses", nameof(initialGuess));
        if (isFixed is not null)
        {
            CheckCount(isFixed.Count, "marks of fixed parameters", nameof(isFixed));
            if (isFixed.TrueForAll(parameterIsFixed => parameterIsFixed))
            {
                throw new ArgumentException($"All parameters of '{problem.Name}' are fixed: none is left to be fitted.", nameof(isFixed));
            }
        }

        this.isFixed = isFixed?.ToArray();
        start = initialGuess.Clone();
        evaluation = null;
    }

    public void EvaluateAt(Vector<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        CheckCount(parameters.Count, "parameters", nameof(parameters));
        evaluation = problem.EvaluateAt(parameters, isFixed);
        FunctionEvaluations++;
        JacobianEvaluations++;
    }

    public IObjectiveModel Fork() => new MathNetObjectiveModel(problem)
    {
        isFixed = isFixed,
        start = start,
        evaluation = evaluation,
        FunctionEvaluations = FunctionEvaluations,
        JacobianEvaluations = JacobianEvaluations,
    };

    public IObjectiveModel CreateNew() => new MathNetObjectiveModel(problem);

    public IObjectiveFunction ToObjectiveFunction() => ObjectiveFunction.GradientHessian(point =>
    {
        LeastSquaresEvaluation found = problem.EvaluateAt(point, isFixed);
        return (found.SumOfSquares, 2 * found.Gradient, 2 * found.Hessian);
    });

    private InvalidOperationException NotEvaluated()
        => new($"The model '{problem.Name}' has not been evaluated yet: call {nameof(EvaluateAt)} first.");

    private void CheckCount(int count, string what, string parameterName)
    {
        if (count != problem.ParameterCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The number of {what} is {count}, but '{problem.Name}' has {problem.ParameterCount} parameters."),
                parameterName);
        }
    }
}
