using System;
using System.Linq;
using System.Reflection;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Instances;

/// <summary>Objectives of losses that are instance methods follow their instance: sums that are kept are those of what it holds now.</summary>
public sealed class InstanceObjectiveTests : IDisposable
{
    private const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using SymGrad;

        public sealed partial class Model(double gain)
        {
            public double Scale { get; set; } = 1.5;
            public double[] Centre = [0.5, -0.5];
            public void Raise() => gain *= 2;

            [Loss]
            public double Line([Theta] double a, [Theta] double b, double x, double y)
            {
                double r = a * x + b - y * Scale;
                return gain * r * r;
            }

            [Loss]
            public double Affine([Theta] double a, [Theta] double b, double x, double y) => a * x * Scale + b * y * Centre[1];

            [Loss]
            public double Rows([Theta] ReadOnlySpan<double> w, double x, double y)
            {
                double r = w[0] * x + w[1] - y, penalty = 0;
                for (int i = 0; i < w.Length; i++)
                {
                    penalty += (w[i] - Centre[i]) * (w[i] - Centre[i]);
                }

                return r * r + Scale * penalty;
            }

            [Loss]
            public double Penalty([Theta] double a) => Scale * a * a;
        }

        public partial struct Value
        {
            public double Scale;
            [Loss]
            public readonly double Line([Theta] double a, [Theta] double b, double x, double y)
            {
                double r = a * x + b - y * Scale;
                return r * r;
            }
        }

        public static class Harness
        {
            private static readonly double[] x = [.. Enumerable.Range(0, 3000).Select(i => Math.Sin(i))];
            private static readonly double[] y = [.. Enumerable.Range(0, 3000).Select(i => 1 + Math.Cos(i))];
            public static readonly double[] Theta = [0.75, -0.25];

            public static Model NewModel() => new(0.5);

            public static Objective<double> Create(string loss, Model model) => loss switch
            {
                "Line" => new Model.LineObjective(model, x, y),
                "Affine" => new Model.AffineObjective(model, x, y),
                "Rows" => new Model.RowsObjective(model, x, y, 2),
                "Appended" => new Model.LineObjective(model, x[..2000], y[..2000]),
                _ => throw new ArgumentException(loss),
            };

            public static Objective<double> Regularised(Model model)
                => new Model.LineObjective(new Model(1), x, y).WithRegularizer(new Model.PenaltyObjective(model), 0.5);

            public static void Change(Model model, string change)
            {
                switch (change)
                {
                    case "property": model.Scale = 2.5; break;
                    case "element": model.Centre[1] = 0.125; break;
                    case "array": model.Centre = [1, 2]; break;
                    case "captured": model.Raise(); break;
                    default: throw new ArgumentException(change);
                }
            }

            public static double[] OfStruct()
            {
                var value = new Value { Scale = 2 };
                var objective = new Value.LineObjective(value, x, y);
                double first = objective.Value(Theta);
                value.Scale = 3;
                return [first, objective.Value(Theta)];
            }

            public static double[] Streamed(Model model, Action change)
            {
                var streamed = StreamedObjective.Over(
                    Enumerable.Range(0, 3), i => new Model.LineObjective(model, x.AsMemory(1000 * i, 1000), y.AsMemory(1000 * i, 1000)));
                double before = streamed.Value(Theta);
                change();
                return [before, streamed.Value(Theta), new Model.LineObjective(model, x, y).WithPlan(PlanKind.PerItem).Value(Theta)];
            }

            public static void StreamOfTwo(Model first, Model second)
                => StreamedObjective.Over([first, second], m => new Model.LineObjective(m, x, y)).Value(Theta);
        }
        """;

    private readonly GeneratorRun run = GeneratorRunner.Run(Source);

    private Type Harness => run.Assembly.GetType("Harness")!;

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData("Line", PlanKind.Sums, "property")]
    [InlineData("Line", PlanKind.Sums, "captured")]
    [InlineData("Affine", PlanKind.ConstantGradient, "property")]
    [InlineData("Affine", PlanKind.ConstantGradient, "element")]
    [InlineData("Affine", PlanKind.ConstantGradient, "array")]
    [InlineData("Rows", PlanKind.Hessian, "element")]
    [InlineData("Rows", PlanKind.Hessian, "property")]
    public void Sums_are_found_again_once_the_instance_has_changed(string loss, PlanKind plan, string change)
    {
        object model = Call("NewModel")!;
        Objective<double> objective = Objective("Create", loss, model).WithPlan(plan);
        double[] before = Evaluate(objective);
        Evaluate(objective);
        long passes = objective.DataPassCount;
        Evaluate(objective);
        Assert.Equal(passes, objective.DataPassCount);
        Call("Change", model, change);
        double[] after = Evaluate(objective);
        double[] expected = Evaluate(Objective("Create", loss, model).WithPlan(PlanKind.PerItem));
        Assert.NotEqual(before, after);
        Assert.All(after, (a, i) => Assert.Equal(expected[i], a, 1e-12 * Math.Abs(expected[i])));
        passes = objective.DataPassCount;
        Evaluate(objective);
        Assert.Equal(passes, objective.DataPassCount);
    }

    [Fact]
    public void A_minimum_is_that_of_what_the_instance_holds_now()
    {
        object model = Call("NewModel")!;
        Objective<double> objective = Objective("Create", "Line", model);
        double[] before = objective.FindMinimum().Theta.ToArray();
        Call("Change", model, "property");
        double[] expected = Objective("Create", "Line", model).FindMinimum().Theta.ToArray();
        Assert.NotEqual(before, expected);
        Assert.Equal(expected, objective.FindMinimum().Theta.ToArray());
    }

    [Fact]
    public void A_struct_is_copied_when_the_objective_is_made()
    {
        double[] values = (double[])Call("OfStruct")!;
        Assert.Equal(values[0], values[1]);
    }

    [Fact]
    public void A_regulariser_follows_its_instance()
    {
        object model = Call("NewModel")!;
        Objective<double> objective = Objective("Regularised", model);
        double before = objective.Value([0.75, -0.25]);
        Call("Change", model, "property");
        Assert.Equal(0.5 * (2.5 - 1.5) * 0.75 * 0.75, objective.Value([0.75, -0.25]) - before, 1e-12);
    }

    [Fact]
    public void Sums_of_another_instance_are_not_taken_over()
    {
        object model = Call("NewModel")!;
        Objective<double> objective = Objective("Create", "Line", model);
        Objective<double> shorter = Objective("Create", "Appended", model);
        shorter.Value([0.75, -0.25]);
        objective.ReuseSums(shorter, 0..0, 2000..);
        object other = Call("NewModel")!;
        Call("Change", other, "property");
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Objective("Create", "Line", other).ReuseSums(shorter, 0..0, 2000..));
        Assert.Contains("The instances of 'Line' differ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Streams_follow_their_instance()
    {
        object model = Call("NewModel")!;
        double[] values = (double[])Call("Streamed", model, (Action)(() => Call("Change", model, "property")))!;
        Assert.NotEqual(values[0], values[1]);
        Assert.Equal(values[2], values[1], 1e-12);
    }

    [Fact]
    public void Batches_of_different_instances_are_refused()
    {
        object other = Call("NewModel")!;
        Call("Change", other, "captured");
        TargetInvocationException thrown = Assert.Throws<TargetInvocationException>(() => Call("StreamOfTwo", Call("NewModel")!, other));
        Assert.Contains("of an instance that differs in what the loss reads", thrown.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_objective_needs_an_instance()
    {
        TargetInvocationException thrown = Assert.Throws<TargetInvocationException>(() => Call("Create", "Line", null));
        Assert.Equal("instance", Assert.IsType<ArgumentNullException>(thrown.InnerException).ParamName);
    }

    private static double[] Evaluate(Objective<double> objective)
    {
        double[] gradient = new double[2];
        double value = objective.ValueAndGradient([0.75, -0.25], gradient);
        return [value, .. gradient];
    }

    private Objective<double> Objective(string method, params object?[] arguments) => (Objective<double>)Call(method, arguments)!;

    private object? Call(string method, params object?[] arguments) => Harness.GetMethod(method)!.Invoke(null, arguments);
}
