using System;
using System.Reflection;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>
/// Passes of objectives whose loss computes something from θ alone, in all the ways that there are to go over items: a function of the user's counts how often
/// it is called.
/// </summary>
public sealed class PrologueEvaluationTests
{
    [Fact]
    public void Early_work_is_done_once_for_a_pass() => Check(
        "actual[0] = objective.ValueAndGradient(theta, actual.AsSpan(1)); return ([calls, derivatives], [1, 1]);");

    [Fact]
    public void For_the_value_alone_nothing_is_pulled_back() => Check(
        "objective.Value(theta); objective.Value(theta); return ([calls, derivatives], [2, 0]);");

    [Theory]
    [InlineData("objective.ValueAndGradient(theta, actual.AsSpan(1))", "")]
    [InlineData("objective.WithCompensatedSums().ValueAndGradient(theta, actual.AsSpan(1))", "")]
    [InlineData("objective.ValueAndGradient(theta, 100..4000, actual.AsSpan(1))", "[100..4000]")]
    [InlineData("objective.ValueAndGradient(theta, Items, actual.AsSpan(1))", ".Items")]
    [InlineData("new FObjective(x, 2, Aggregation.Sum).ValueAndGradient(theta, actual.AsSpan(1))", ".Sum")]
    [InlineData("Stream().ValueAndGradient(theta, actual.AsSpan(1))", "")]
    public void Value_and_gradient_are_those_of_the_items(string call, string items) => Check($$"""
        int[] chosen = {{(items == ".Items" ? "Items" : $"Enumerable.Range(0, x.Length).ToArray(){(items[..Math.Min(1, items.Length)] == "[" ? items : "")}")}};
        actual[0] = {{call}};
        foreach (int i in chosen)
        {
            double[] g = new double[2];
            var (v, a) = FValueAndGradient(theta[0], theta[1..], x[i], g);
            double[] item = [v, a, .. g];
            for (int j = 0; j < 4; j++)
            {
                expected[j] += item[j] / {{(items == ".Sum" ? "1" : "chosen.Length")}};
            }
        }

        return (actual, expected);
        """);

    [Theory]
    [InlineData("objective.ValueAndGradient(theta, actual.AsSpan(1), new EvaluationOptions { MaxDegreeOfParallelism = 2 })")]
    [InlineData("objective.ValueAndGradient(theta, actual.AsSpan(1), new EvaluationOptions { MaxDegreeOfParallelism = 7 })")]
    [InlineData("Stream().ValueAndGradient(theta, actual.AsSpan(1))")]
    [InlineData("objective.ValueAndGradient(theta, Enumerable.Range(0, x.Length).ToArray(), actual.AsSpan(1))")]
    public void Bits_do_not_depend_on_how_items_come(string call)
    {
        (double[] actual, double[] expected) = Run($$"""
            expected[0] = objective.ValueAndGradient(theta, expected.AsSpan(1), new EvaluationOptions { MaxDegreeOfParallelism = 1 });
            actual[0] = {{call}};
            return (actual, expected);
            """);
        Assert.Equal(Array.ConvertAll(expected, BitConverter.DoubleToInt64Bits), Array.ConvertAll(actual, BitConverter.DoubleToInt64Bits));
        Assert.DoesNotContain(0, expected);
    }

    [Fact]
    public void The_value_alone_has_the_same_bits() => Check(
        "return ([objective.Value(theta)], [objective.ValueAndGradient(theta, new double[3])]);", 0);

    [Fact]
    public void Theta_may_be_overwritten_by_the_gradient() => Check("""
        expected[0] = objective.ValueAndGradient(theta, expected.AsSpan(1));
        theta.CopyTo(actual, 1);
        actual[0] = objective.ValueAndGradient(actual.AsSpan(1), actual.AsSpan(1));
        return (actual, expected);
        """, 0);

    [Fact]
    public void What_the_early_work_throws_comes_out()
    {
        var thrown = Assert.Throws<TargetInvocationException>(() => Run("return ([objective.Value([-1, 0, 0])], []);"));
        Assert.IsType<ArgumentOutOfRangeException>(thrown.InnerException);
    }

    /// <summary>An element that is read where the function of it is not computed, and that does not exist.</summary>
    [Fact]
    public void What_an_item_reads_is_read()
    {
        var thrown = Assert.Throws<TargetInvocationException>(() => Invoke("return ([new GObjective(x, 2).Value([0, 1, 2])], []);", "\"\"", """
            [Loss]
            public static double G([Theta] double a, [Theta] ReadOnlySpan<double> w, double x)
            {
                double z = a;
                for (int k = 0; k < 3; k++)
                {
                    double v = w[k];
                    if (x > 2)
                    {
                        z += Math.Exp(v);
                    }
                }

                return z * x;
            }
            """));
        Assert.IsType<IndexOutOfRangeException>(thrown.InnerException);
    }

    [Fact]
    public void The_plan_says_what_is_computed_once() => Assert.Contains(
        "once per pass, from θ alone: s, p", RunText("objective.ToString()"), StringComparison.Ordinal);

    /// <summary>What is computed once may be a formula, which a regulariser must not seem to be a part of.</summary>
    [Fact]
    public void The_plan_names_regularisers_before() => Assert.Contains(
        " + 0.5·Ridge; once per pass, from θ alone: s, p (",
        Invoke(
            "return (actual, expected);",
            "objective.WithRegularizer(new RidgeObjective(), 0.5).ToString()",
            "[Loss] public static double Ridge([Theta] double a) => a * a;").Text,
        StringComparison.Ordinal);

    /// <summary>An infinite derivative, as that of a root at zero, shows only where an item comes to it.</summary>
    [Theory]
    [InlineData("return x > 2 ? Math.Sqrt(a) * x : a * x;", "0, 0.5, 0.5", 0)]
    [InlineData("return x > 0.5 ? Math.Sqrt(a) * x : a * x;", "0, 0.5, 0.5", 1)]
    [InlineData("double z = a; for (int k = 0; k < 2; k++) { z += Math.Sqrt(w[k]) * x; } return z;", "1, 0.5, 0.5, 0", 0)]
    [InlineData("double z = a; for (int k = 0; k < 2; k++) { z += Math.Sqrt(w[k]) * x; } return z;", "1, 0, 0.5, 0.5", 1)]
    [InlineData("double z = a; for (int k = 0; k < w.Length; k++) { if (x > 2) { z += Math.Log(w[k]) * x; } } return z;", "1, 0, -1, 0.5", 0)]
    public void Infinite_derivatives_that_no_item_comes_to(string body, string point, int infinite) => Check($$"""
        double[] at = [{{point}}];
        double[] gradient = new double[at.Length], direct = new double[at.Length];
        var other = new GObjective(x, at.Length - 1);
        double value = other.ValueAndGradient(at, gradient);
        return ([gradient.Count(double.IsFinite), 1], [at.Length - {{infinite}}, 1]);
        """, 0, $$"""
        [Loss]
        public static double G([Theta] double a, [Theta] ReadOnlySpan<double> w, double x)
        {
            {{body}}
        }
        """);

    private static void Check(string script, double error = 1e-13, string members = "")
    {
        (double[] actual, double[] expected) = Invoke(script, "\"\"", members).Numbers;
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], error * Math.Max(1, Math.Abs(e))));
        Assert.Contains(expected, e => e != 0);
    }

    private static (double[] Actual, double[] Expected) Run(string script) => Invoke(script, "\"\"").Numbers;

    private static string RunText(string expression) => Invoke("return (actual, expected);", expression).Text;

    private static ((double[] Actual, double[] Expected) Numbers, string Text) Invoke(string script, string text, string members = "")
    {
        GeneratorRun run = GeneratorRunner.Run($$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using SymGrad;

            public static partial class Losses
            {
                static int calls, derivatives;
                static readonly double[] x = Enumerable.Range(0, 40_000).Select(i => Math.Sin(1.7 * i)).ToArray();
                static readonly Objective<double> objective = new FObjective(x, 2);

                {{members}}

                static int[] Items => Enumerable.Range(0, 3000).Select(i => i * 7919 % x.Length).ToArray();

                public static double Counted(double value)
                {
                    System.Threading.Interlocked.Increment(ref calls);
                    return Math.Sqrt(value);
                }

                [DerivativeOf(typeof(Losses), nameof(Counted))]
                public static double CountedDerivative(double value)
                {
                    System.Threading.Interlocked.Increment(ref derivatives);
                    return 0.5 / Math.Sqrt(value);
                }

                [Loss]
                public static double F([Theta] double a, [Theta] ReadOnlySpan<double> w, double x)
                {
                    if (a < 0)
                    {
                        throw new ArgumentOutOfRangeException(nameof(a));
                    }

                    double s = Counted(a);
                    double[] p = new double[w.Length];
                    for (int k = 0; k < w.Length; k++)
                    {
                        p[k] = Math.Exp(w[k]);
                    }

                    double sum = s;
                    for (int k = 0; k < p.Length; k++)
                    {
                        sum += p[k] * x;
                    }

                    return Math.Sin(sum) * a + s;
                }

                static IEnumerable<(int Start, int Length)> Batches()
                {
                    int[] lengths = [700, 3000, 1];
                    for ((int i, int start) = (0, 0); start < x.Length; start += lengths[i++ % 3])
                    {
                        yield return (start, Math.Min(lengths[i % 3], x.Length - start));
                    }
                }

                static StreamedObjective<double> Stream() => StreamedObjective.Over(Batches(), b => new FObjective(x.AsMemory(b.Start, b.Length), 2));

                static (double[] Actual, double[] Expected) Script()
                {
                    double[] theta = [0.8, -0.5, 0.25], actual = new double[4], expected = new double[4];
                    {{script}}
                }

                public static ((double[] Actual, double[] Expected), string Text) Run() => (Script(), {{text}});
            }
            """);
        using var assembly = LoadedAssembly.Load(run.Output);
        return (((double[], double[]), string))assembly.Assembly.GetType("Losses")!.GetMethod("Run")!.Invoke(null, null)!;
    }
}
