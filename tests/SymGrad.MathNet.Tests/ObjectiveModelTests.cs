using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using MathNet.Numerics.Optimization.TrustRegion;
using Xunit;

namespace SymGrad.Tests;

/// <summary>Least squares on NIST's data set Misra1a, whose certified values are the oracle.</summary>
public sealed class ObjectiveModelTests
{
    private static readonly double[] Y =
        [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78];

    private static readonly double[] X =
        [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];

    private static readonly Vector<double> Observed = Vector(Y);

    [Fact]
    public void Levenberg_Marquardt_finds_the_certified_fit_and_its_standard_errors()
    {
        NonlinearMinimizationResult result = new LevenbergMarquardtMinimizer().FindMinimum(Model(), Vector(250, 0.0005));
        AssertRelative(2.3894212918E+02, result.MinimizingPoint[0], 1e-8);
        AssertRelative(5.5015643181E-04, result.MinimizingPoint[1], 1e-8);
        AssertRelative(1.2455138894E-01, result.ModelInfoAtMinimum.Value, 1e-8);
        AssertRelative(2.7070075241E+00, result.StandardErrors[0], 1e-6);
        AssertRelative(7.2668688436E-06, result.StandardErrors[1], 1e-6);
        Assert.Equal(12, result.ModelInfoAtMinimum.DegreeOfFreedom);
    }

    [Fact]
    public void Trust_regions_find_it_too()
    {
        NonlinearMinimizationResult result = new TrustRegionDogLegMinimizer().FindMinimum(Model(), Vector(250, 0.0005));
        AssertRelative(2.3894212918E+02, result.MinimizingPoint[0], 1e-7);
        AssertRelative(5.5015643181E-04, result.MinimizingPoint[1], 1e-7);
    }

    [Fact]
    public void A_fixed_parameter_stays_and_the_other_has_the_closed_form()
    {
        const double Rate = 0.0006;
        NonlinearMinimizationResult result = new LevenbergMarquardtMinimizer().FindMinimum(
            Model(), Vector(250, Rate), isFixed: [false, true]);
        double[] shape = [.. X.Select(x => 1 - Math.Exp(-Rate * x))];
        Assert.Equal(Rate, result.MinimizingPoint[1]);
        AssertRelative(shape.Zip(Y, (s, y) => s * y).Sum() / shape.Sum(s => s * s), result.MinimizingPoint[0], 1e-10);
        Assert.Equal(13, result.ModelInfoAtMinimum.DegreeOfFreedom);
    }

    [Fact]
    public void A_weight_of_two_counts_like_an_item_that_is_there_twice()
    {
        double[] weights = [.. X.Select((_, i) => i == 3 ? 2.0 : 1)];
        IObjectiveModel weighted = new Losses.Misra1aObjective(X).ToObjectiveModel(Observed, Vector(weights));
        IObjectiveModel twice = new Losses.Misra1aObjective([.. X, X[3]]).ToObjectiveModel(Vector([.. Y, Y[3]]));
        weighted.EvaluateAt(Vector(250, 0.0005));
        twice.EvaluateAt(Vector(250, 0.0005));
        AssertRelative(twice.Value, weighted.Value, 1e-14);
        AssertRelative(twice.Gradient[1], weighted.Gradient[1], 1e-13);
        AssertRelative(twice.Hessian[0, 1], weighted.Hessian[0, 1], 1e-13);
        Assert.Equal(2, weighted.Weights[3, 3]);
        Assert.Null(twice.Weights);
    }

    [Fact]
    public void The_function_of_a_model_has_the_gradient_of_its_value()
    {
        IObjectiveModel model = Model();
        IObjectiveFunction function = model.ToObjectiveFunction();
        GradientCheck.Run(
            theta =>
            {
                function.EvaluateAt(Vector(theta.ToArray()));
                return function.Value;
            },
            (theta, destination) =>
            {
                function.EvaluateAt(Vector(theta.ToArray()));
                function.Gradient.AsArray().CopyTo(destination);
            },
            [250, 0.0005]).ThrowIfWrong();
    }

    [Fact]
    public void A_fork_keeps_its_point_and_a_caller_cannot_change_an_evaluation()
    {
        IObjectiveModel model = Model();
        model.SetParameters(Vector(250, 0.0005));
        Assert.Equal(Vector(250, 0.0005), model.Point);
        model.EvaluateAt(Vector(250, 0.0005));
        double entry = model.Hessian[0, 0];
        model.Hessian[0, 0] = 0;
        model.Gradient[0] = 0;
        IObjectiveModel fork = model.Fork();
        model.EvaluateAt(Vector(1, 1));
        Assert.Equal(entry, fork.Hessian[0, 0]);
        Assert.NotEqual(0, fork.Gradient[0]);
        Assert.Equal(Vector(250, 0.0005), fork.Point);
        Assert.Equal(1, fork.FunctionEvaluations);
        Assert.Throws<InvalidOperationException>(() => model.CreateNew().Value);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_by_name(string argument, string expected, Action call)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(call);
        Assert.Equal(argument, exception.ParamName);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    public static IEnumerable<object[]> Mistakes()
    {
        var objective = new Losses.Misra1aObjective(X);
        Vector<double> weights = Vector<double>.Build.Dense(X.Length);
        yield return Mistake("observed", "is 1, but 'Misra1a' has 14 items", () => objective.ToObjectiveModel(Vector(1)));
        yield return Mistake("weights", "All weights are zero", () => objective.ToObjectiveModel(Observed, weights));
        yield return Mistake("weights", "The weight of item 0 is -1", () => objective.ToObjectiveModel(Observed, weights - 1));
        yield return Mistake("weights", "is 1, but", () => objective.ToObjectiveModel(Observed, Vector(1)));
        yield return Mistake("model", "regularisers", () => Regularised().ToObjectiveModel(Vector(1, 1, 1)));
        yield return Mistake("initialGuess", "is 1, but 'Misra1a' has 2 parameters", () => Model().SetParameters(Vector(1)));
        yield return Mistake("isFixed", "All parameters of 'Misra1a' are fixed", () => Model().SetParameters(Vector(1, 1), [true, true]));
        yield return Mistake("parameters", "is 3", () => Model().EvaluateAt(Vector(1, 1, 1)));
    }

    private static object[] Mistake(string argument, string expected, Action call) => [argument, expected, call];

    private static IObjectiveModel Model() => new Losses.Misra1aObjective(X).ToObjectiveModel(Observed);

    private static Objective<double> Regularised()
        => new Losses.ValleyObjective([1.0, 1, 1]).WithRegularizer(new Losses.SquareObjective(), 1);

    private static void AssertRelative(double expected, double actual, double tolerance)
        => Assert.Equal(expected, actual, Math.Abs(expected) * tolerance);

    private static Vector<double> Vector(params double[] values) => Vector<double>.Build.DenseOfArray(values);
}
