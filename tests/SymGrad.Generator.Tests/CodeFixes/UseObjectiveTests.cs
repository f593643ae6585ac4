using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.CodeFixes;

/// <summary>SYMG1010: the fix compiles, and what it makes computes the mean of the losses or of the gradients.</summary>
public class UseObjectiveTests
{
    private const string OfLosses = "Average the losses: use 'FitObjective'";
    private const string OfGradients = "Average the gradients: use 'FitObjective'";

    public static TheoryData<string, string> Values => new()
    {
        { "Losses.Fit(a, b, xs.Average(), ys.Average())", "new Losses.FitObjective(xs, ys).Value([a, b])" },
        { "Losses.Fit(y: ys.Average(), x: xs.Average(), slope: a, intercept: b)", "new Losses.FitObjective(xs, ys).Value([a, b])" },
        { "Losses.Fit(a + 0, b, xs.Sum() / xs.Length, (ys.Sum()) / ys.Length)", "new Losses.FitObjective(xs, ys).Value([a + 0, b])" },
        { "Fit(a, b, Enumerable.Average(xs), ys.Average())", "new FitObjective(xs, ys).Value([a, b])" },
        { "Losses.Fit(a, b, list.Average(), ys.Average())", "new Losses.FitObjective(list.ToArray(), ys).Value([a, b])" },
        { "Losses.Fit(a, b, items.Average(i => i.X), items.Average(i => i.Y))", "new Losses.FitObjective(items.Select(i => i.X).ToArray(), items.Select(i => i.Y).ToArray()).Value([a, b])" },
        { "Losses.Fit(a, b, items.Where(i => i.X > -1).Select(i => i.X).Average(), ys.Average())", "new Losses.FitObjective(items.Where(i => i.X > -1).Select(i => i.X).ToArray(), ys).Value([a, b])" },
        { "1 + Losses.Fit(a, b, xs.Average(), ys.Average()) - 1", "1 + new Losses.FitObjective(xs, ys).Value([a, b]) - 1" },
    };

    public static TheoryData<string, string> NotSimple => new()
    {
        { "a mean of single precision", "return Losses.Fit(a, b, xs.Select(x => (float)x).ToArray().Average(), ys.Average());" },
        { "a shifted mean", "return Losses.Fit(a, b, xs.Average() + 0.5, ys.Average());" },
        { "a running sum", "double sum = 0; foreach (double x in xs) { sum += x; } return Losses.Fit(a, b, sum / xs.Length, ys.Average());" },
        { "a mean that was changed", "double x = xs.Average(); x += ys.Average(); return Losses.Fit(a, b, x, ys.Average());" },
        { "a count of something else", "return Losses.Fit(a, b, xs.Sum() / ys.Length, ys.Average());" },
        { "an objective of a running sum", "double sum = 0; foreach (double x in xs) { sum += x; } return new FitObjective([sum / xs.Length], [ys.Average()]).Value([a, b]);" },
        { "the value and the gradient", "return Losses.FitValueAndGradient(a, b, xs.Average(), ys.Average()).Value;" },
        { "a gradient in a condition", "return a > 0 ? Losses.FitGradient(a, b, xs.Average(), ys.Average()).slope : 0;" },
        { "an array that is made in the call", "return Losses.Curve(new[] { a, b }, xs.Average(), ys.Average());" },
        { "a gradient in a lambda", "return new Func<double>(() => Losses.FitGradient(a, b, xs.Average(), ys.Average()).slope)();" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_loss_at_means_becomes_the_mean_of_the_losses(string call, string expected)
    {
        string changed = await CodeFixRun.ApplyAsync(Program($"return {call};"), "SYMG1010", OfLosses);
        Assert.Equal(Program($"return {expected};"), changed);
        Assert.Equal(MeanOf((x, y) => (y - (2 * x) - 1) * (y - (2 * x) - 1)), Run(changed), 12);
    }

    [Theory]
    [InlineData("new Losses.FitObjective([xs.Average()], [ys.Average()])", "new Losses.FitObjective(xs, ys)")]
    [InlineData("new Losses.FitObjective(xs.Average(), ys.Sum() / ys.Length)", "new Losses.FitObjective(xs, ys)")]
    [InlineData("new FitObjective(y: new[] { ys.Average() }, x: new double[] { list.Average() })", "new FitObjective(y: ys, x: list.ToArray())")]
    public async Task An_objective_of_means_is_given_the_items(string creation, string expected)
    {
        string changed = await CodeFixRun.ApplyAsync(Program($"return {creation}.Value([a, b]);"), "SYMG1010", "Give the objective the items");
        Assert.Equal(Program($"return {expected}.Value([a, b]);"), changed);
        Assert.Equal(MeanOf((x, y) => (y - (2 * x) - 1) * (y - (2 * x) - 1)), Run(changed), 12);
    }

    [Fact]
    public async Task Variables_are_looked_through()
    {
        const string before = "double x = xs.Average();\n        double y = ys.Average();\n        return Losses.Fit(a, b, x, y);";
        string changed = await CodeFixRun.ApplyAsync(Program(before), "SYMG1010", OfLosses);
        Assert.Equal(Program(before.Replace("Losses.Fit(a, b, x, y)", "new Losses.FitObjective(xs, ys).Value([a, b])", StringComparison.Ordinal)), changed);
    }

    [Fact]
    public async Task Spans_are_copied()
    {
        const string before = "ReadOnlySpan<double> span = xs;\n        return Losses.Fit(a, b, TensorPrimitives.Average(span), ys.Average());";
        string changed = await CodeFixRun.ApplyAsync(Program(before), "SYMG1010", OfLosses);
        Assert.Equal(
            Program("ReadOnlySpan<double> span = xs;\n        return new Losses.FitObjective(Column.Copy<double>(span), ys).Value([a, b]);"), changed);
        Assert.Equal(MeanOf((x, y) => (y - (2 * x) - 1) * (y - (2 * x) - 1)), Run(changed), 12);
    }

    [Theory]
    [InlineData("Losses.FitGradient(a, b, xs.Average(), ys.Average()).slope", "gradient[0]")]
    [InlineData("-Losses.FitGradient(a, b, xs.Average(), ys.Average()).intercept", "-gradient[1]")]
    public async Task A_part_of_a_gradient_is_an_element(string call, string expected)
    {
        string changed = await CodeFixRun.ApplyAsync(Program($"// A comment that stays.\n        return {call};"), "SYMG1010", OfGradients);
        Assert.Equal(
            Program($"""
                // A comment that stays.
                        double[] gradient = new double[2];
                        new Losses.FitObjective(xs, ys).Gradient([a, b], gradient);
                        return {expected};
                """),
            changed);
        double slope = MeanOf((x, y) => -2 * x * (y - (2 * x) - 1));
        double intercept = MeanOf((x, y) => -2 * (y - (2 * x) - 1));
        Assert.Equal(call.StartsWith('-') ? -intercept : slope, Run(changed), 12);
    }

    [Fact]
    public async Task A_gradient_is_a_tuple_of_elements()
    {
        const string before = "(double s, double i) = Losses.FitGradient(a, b, xs.Average(), ys.Average());\n        return s - i;";
        string changed = await CodeFixRun.ApplyAsync(Program(before), "SYMG1010", OfGradients);
        Assert.Equal(
            Program("""
                double[] gradient = new double[2];
                        new Losses.FitObjective(xs, ys).Gradient([a, b], gradient);
                        (double s, double i) = (slope: gradient[0], intercept: gradient[1]);
                        return s - i;
                """),
            changed);
        Assert.Equal(MeanOf((x, y) => -2 * (x - 1) * (y - (2 * x) - 1)), Run(changed), 12);
    }

    [Fact]
    public async Task A_loss_of_an_array_is_averaged()
    {
        const string before = "double[] w = [a, b];\n        return Losses.Curve(w, xs.Average(), ys.Average());";
        string changed = await CodeFixRun.ApplyAsync(Program(before), "SYMG1010", "Average the losses: use 'CurveObjective'");
        Assert.Equal(Program("double[] w = [a, b];\n        return new Losses.CurveObjective(xs, ys, w.Length).Value(w);"), changed);
        Assert.Equal(MeanOf((x, y) => (y - (2 * x) - 1) * (y - (2 * x) - 1)), Run(changed), 12);
    }

    [Theory]
    [InlineData("Losses.CurveGradient(w, xs.Average(), ys.Average(), g)")]
    [InlineData("CurveGradient(x: xs.Average(), y: ys.Average(), wGradient: g, w: w)")]
    public async Task A_gradient_in_an_array_is_written_to_it(string call)
    {
        string program = $"double[] w = [a, b];\n        double[] g = new double[2];\n        {call}; // The slope first.\n        return g[0];";
        string changed = await CodeFixRun.ApplyAsync(Program(program), "SYMG1010", "Average the gradients: use 'CurveObjective'");
        string objective = call.StartsWith("Losses", StringComparison.Ordinal) ? "Losses.CurveObjective" : "CurveObjective";
        Assert.Equal(Program(program.Replace(call, $"new {objective}(xs, ys, w.Length).Gradient(w, g)", StringComparison.Ordinal)), changed);
        Assert.Equal(MeanOf((x, y) => -2 * x * (y - (2 * x) - 1)), Run(changed), 12);
    }

    [Fact]
    public async Task The_gradient_gets_a_name_of_its_own()
    {
        const string before = "double gradient = Losses.LevelGradient(a, xs.Average());\n        return gradient;";
        string changed = await CodeFixRun.ApplyAsync(Program(before), "SYMG1010", "Average the gradients: use 'LevelObjective'");
        Assert.Equal(
            Program("""
                double[] gradientOfLevel = new double[1];
                        new Losses.LevelObjective(xs).Gradient([a], gradientOfLevel);
                        double gradient = gradientOfLevel[0];
                        return gradient;
                """),
            changed);
        Assert.Equal(MeanOf((x, _) => 4 * Math.Pow(2 - x, 3)), Run(changed), 12);
    }

    [Theory]
    [MemberData(nameof(NotSimple))]
    public async Task What_is_not_simple_is_not_offered(string name, string statements)
    {
        string source = Program(statements);
        Assert.True(await CodeFixRun.TitlesAsync(source, "SYMG1010") is ["Suppress SYMG1010 here, with a justification"], name);
    }

    [Fact]
    public async Task All_losses_of_a_file_are_fixed_together()
    {
        const string before = "return Losses.Fit(a, b, xs.Average(), ys.Average()) + Losses.Fit(b, a, ys.Average(), xs.Average());";
        string changed = await CodeFixRun.ApplyToAllAsync(Program(before), "SYMG1010", OfLosses);
        Assert.Equal(Program("return new Losses.FitObjective(xs, ys).Value([a, b]) + new Losses.FitObjective(ys, xs).Value([b, a]);"), changed);
        CodeFixRun.Compile(changed);
    }

    private static double MeanOf(Func<double, double, double> loss) => new[] { (1.0, 2.5), (2.0, 3.0), (4.0, -1.0) }.Average(i => loss(i.Item1, i.Item2));

    /// <summary>Compiles with what is generated, and with the checks of every run; the fixed program gets no warning.</summary>
    private static double Run(string source)
    {
        using GeneratorRun run = GeneratorRunner.Run(source, CodeFixRun.Options);
        Assert.Empty(run.Diagnostics.Where(d => d.Id == "SYMG1010").Select(d => d.GetMessage(CultureInfo.InvariantCulture)));
        return (double)run.Assembly.GetType("Program")!.GetMethod("Run")!.Invoke(null, null)!;
    }

    private static string Program(string statements) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Numerics.Tensors;
        using SymGrad;
        using static Losses;

        /// <summary>Losses.</summary>
        public static partial class Losses
        {
            /// <summary>Least squares.</summary>
            [Loss]
            public static double Fit([Theta] double slope, [Theta] double intercept, double x, double y)
                => (y - slope * x - intercept) * (y - slope * x - intercept);

            /// <summary>Least squares of a vector.</summary>
            [Loss]
            public static double Curve([Theta] ReadOnlySpan<double> w, double x, double y) => (y - w[0] * x - w[1]) * (y - w[0] * x - w[1]);

            /// <summary>The fourth power of a deviation.</summary>
            [Loss]
            public static double Level([Theta] double level, double x) => (level - x) * (level - x) * (level - x) * (level - x);
        }

        /// <summary>An item.</summary>
        public sealed record Item(double X, double Y);

        /// <summary>The user's program.</summary>
        public static class Program
        {
            private static readonly Item[] items = [new(1, 2.5), new(2, 3), new(4, -1)];

            private static readonly double[] xs = [1, 2, 4];

            private static readonly double[] ys = [2.5, 3, -1];

            private static readonly List<double> list = [1, 2, 4];

            /// <summary>Runs it.</summary>
            public static double Run() => With(2, 1) + (0 * (items.Length + xs.Length + ys.Length + list.Count));

            private static double With(double a, double b)
            {
                {{statements}}
            }
        }

        """;
}
