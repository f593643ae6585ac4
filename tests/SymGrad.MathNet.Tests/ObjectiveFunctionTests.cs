using System;
using System.Threading;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Xunit;

namespace SymGrad.Tests;

public sealed class ObjectiveFunctionTests
{
    private static readonly double[] Ones = [1, 1, 1];

    [Fact]
    public void Each_minimiser_that_takes_gradients_finds_the_minimum()
    {
        Assert.All(
            new IUnconstrainedMinimizer[]
            {
                new BfgsMinimizer(1e-10, 0, 0),
                new LimitedMemoryBfgsMinimizer(1e-10, 0, 0, memory: 5),
                new ConjugateGradientMinimizer(1e-6, 10_000),
            },
            minimizer =>
            {
                MinimizationResult result = minimizer.FindMinimum(new Losses.ValleyObjective(Ones).ToObjectiveFunction(), Vector(-1.2, 1));
                Assert.Equal(1, result.MinimizingPoint[0], 1e-5);
                Assert.Equal(1, result.MinimizingPoint[1], 1e-5);
            });
    }

    [Fact]
    public void A_point_is_evaluated_once_and_gives_what_the_objective_gives()
    {
        var objective = new Losses.ValleyObjective(Ones);
        IObjectiveFunction function = objective.ToObjectiveFunction();
        function.EvaluateAt(Vector(-1.2, 1));
        Assert.Equal(1, objective.DataPassCount);
        Assert.Equal(24.2, function.Value, 1e-12);
        // By hand: −2(1 − x) − 400x(y − x²), and 200(y − x²).
        Assert.Equal(-215.6, function.Gradient[0], 1e-12);
        Assert.Equal(-88, function.Gradient[1], 1e-12);
        Assert.Equal(Vector(-1.2, 1), function.Point);
        Assert.Equal(1, objective.DataPassCount);
    }

    [Fact]
    public void Regularisers_and_sums_count()
    {
        Objective<double> objective = new Losses.ValleyObjective(Ones, Aggregation.Sum).WithRegularizer(new Losses.SquareObjective(), 10);
        IObjectiveFunction function = objective.ToObjectiveFunction();
        function.EvaluateAt(Vector(2, 4));
        Assert.Equal(3 + 40, function.Value);
        Assert.Equal(Vector((3 * 2) + 40, 0), function.Gradient);
    }

    [Fact]
    public void A_fork_keeps_its_point_when_the_original_moves_on()
    {
        IObjectiveFunction function = new Losses.ValleyObjective(Ones).ToObjectiveFunction();
        function.EvaluateAt(Vector(0, 0));
        IObjectiveFunction fork = function.Fork();
        function.EvaluateAt(Vector(1, 1));
        Assert.Equal(1, fork.Value);
        Assert.Equal(Vector(0, 0), fork.Point);
        Assert.Equal(Vector(-2, 0), fork.Gradient);
        Assert.Equal(0, function.Value);
    }

    [Fact]
    public void What_a_caller_does_to_vectors_does_not_change_the_evaluation()
    {
        IObjectiveFunction function = new Losses.ValleyObjective(Ones).ToObjectiveFunction();
        Vector<double> point = Vector(0, 0);
        function.EvaluateAt(point);
        point[0] = 7;
        function.Gradient[0] = 7;
        Assert.Equal(Vector(0, 0), function.Point);
        Assert.Equal(Vector(-2, 0), function.Gradient);
    }

    [Fact]
    public void Nothing_is_known_before_the_first_evaluation_and_no_Hessian_ever()
    {
        IObjectiveFunction function = new Losses.ValleyObjective(Ones).ToObjectiveFunction();
        Assert.Contains("'Valley' has not been evaluated", Assert.Throws<InvalidOperationException>(() => function.Value).Message, StringComparison.Ordinal);
        function.EvaluateAt(Vector(0, 0));
        IObjectiveFunction fresh = function.CreateNew();
        Assert.Throws<InvalidOperationException>(() => fresh.Gradient);
        Assert.False(function.IsHessianSupported);
        Assert.Throws<NotSupportedException>(() => function.Hessian);
    }

    [Fact]
    public void A_point_of_the_wrong_length_and_a_cancelled_evaluation_come_out_as_the_objective_throws_them()
    {
        var objective = new Losses.ValleyObjective(Ones);
        Assert.Equal("theta", Assert.Throws<ArgumentException>(() => objective.ToObjectiveFunction().EvaluateAt(Vector(1))).ParamName);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        IObjectiveFunction function = objective.ToObjectiveFunction(new EvaluationOptions { CancellationToken = cancellation.Token });
        Assert.Throws<OperationCanceledException>(() => function.EvaluateAt(Vector(1, 1)));
    }

    private static Vector<double> Vector(params double[] values) => Vector<double>.Build.DenseOfArray(values);
}
