using System;
using System.Linq;
using System.Reflection;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>
/// The members of a loss with an error take what those of the same loss without it take: code that uses them compiles either way, with warnings
/// as errors, so that the error stays the only one.
/// </summary>
public sealed class FailedLossTests
{
    private const string Error = "foreach (char c in \"ab\") { }";

    private const string Network = """
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> features, float[] scales, double label)
        {
            #error
            double[] h = new double[features.Length];
            for (int i = 0; i < h.Length; i++)
            {
                h[i] = Math.Tanh(weights[i] * features[i] * scales[i]);
            }

            for (int i = 1; i < h.Length; i++)
            {
                h[i] *= h[i - 1] + bias;
            }

            return (h[^1] - label) * (h[^1] - label);
        }

        public static double Use(double[] w, double[][] rows, float[][] scales, double[] labels, Workspace workspace)
        {
            double[] gradient = new double[w.Length];
            double bias = FGradient(w, 1, rows[0], scales[0], 2, gradient) + FGradient(w, 1, rows[0], scales[0], 2, gradient, workspace);
            bias += FValueAndGradient(w, 1, rows[0], scales[0], 2, weightsGradient: gradient).Gradient;
            bias += FValueAndGradient(w, 1, rows[0], scales[0], 2, gradient, workspace: workspace).Value;
            var objective = new FObjective(rows, scales, labels, weightsShape: w.Length, aggregation: Aggregation.Sum);
            return bias + objective.Value(w) + new FObjective(features: rows, scales: scales, label: labels, weightsShape: (1, 2)).Value(w);
        }
        """;

    private const string Numbers = """
        [Loss]
        public static float F([Theta] float slope, [Theta] float intercept, float x, double aggregation, bool isUsed)
        {
            #error
            return isUsed ? slope * slope * x + intercept * intercept * (float)aggregation : 0;
        }

        public static float Use(float[] x, double[] y, bool[] used)
        {
            Func<float, float, float, double, bool, (float slope, float intercept)> gradient = FGradient;
            return gradient(1, 2, 3, 4, true).slope + FValueAndGradient(1, 2, 3, 4, false).Gradient.intercept
                + (float)new FObjective(x, y, used, aggregation2: Aggregation.Sum).Value([1f, 2f]);
        }
        """;

    private const string Regularizer = """
        [Loss]
        public static double F([Theta] double[] weights, [Theta] Span<float> biases, [Theta] ReadOnlySpan<double> scale, [Theta] double weightsShape)
        {
            #error
            return weights[0] * weights[0] * biases[0] * scale[0] * weightsShape;
        }

        public static double Use(double[] w, float[] b, double[] s)
        {
            FGradient(w, b, s, 1, w, b, s);
            return new FObjective(weightsShape2: w.Length, biasesShape: b.Length, scaleShape: s.Length).Value(w);
        }
        """;

    private const string Stable = """
        [Loss]
        public static double F([Theta] double weight, double x, bool isPositive)
        {
            #error
            double p = 1 / (1 + Math.Exp(-weight * x));
            return isPositive ? -Math.Log(p) : -Math.Log(1 - p);
        }

        public static double Use() => FStableValue(1, 2, true);
        """;

    [Theory]
    [InlineData(Network)]
    [InlineData(Numbers)]
    [InlineData(Regularizer)]
    [InlineData(Stable)]
    public void What_uses_the_members_compiles_with_the_error_and_without(string members)
    {
        using GeneratorRun right = Run(members.Replace("#error", "", StringComparison.Ordinal));
        using GeneratorRun wrong = Run(members.Replace("#error", Error, StringComparison.Ordinal));
        Assert.Empty(right.Diagnostics.Where(d => d.Id == "SYMG3001"));
        Assert.Equal("SYMG3001", Assert.Single(wrong.Diagnostics).Id);
        Assert.Equal(Constructor(right), Constructor(wrong));

        var thrown = Assert.Throws<TargetInvocationException>(() => Call(wrong));
        Assert.StartsWith("F can't be differentiated. SymGrad cannot ", Assert.IsType<InvalidOperationException>(thrown.InnerException).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("params double[] theta", "FGradient([1, 2], new double[2])")]
    [InlineData("double theta, params double[] values", "FGradient(1, 2, 3)")]
    [InlineData("double theta, decimal x", "FGradient(1, 2) + new FObjective(new decimal[] { 1 }).Value([1])")]
    [InlineData("double theta, string x, double[,] y", "FGradient(1, \"a\", new double[1, 1]) + new FObjective(new[] { \"a\" }, y: new double[1, 1]).Value([1])")]
    [InlineData("double theta, System.Collections.Generic.List<double> x", "FGradient(1, []) + new FObjective(null).Value([1])")]
    public void Parameters_that_a_loss_cannot_have_are_the_only_error(string parameters, string use)
    {
        string value = parameters.Contains("[] theta", StringComparison.Ordinal) ? "theta[0]" : "theta";
        string statement = use.StartsWith("FGradient([", StringComparison.Ordinal) ? $"{{ {use}; return 0; }}" : $"=> {use};";
        using GeneratorRun run = Run($"[Loss] public static double F({parameters}) => {value}; public static double Use() {statement}");
        Assert.All(run.Diagnostics, d => Assert.Contains(d.Id, (string[])["SYMG0006", "SYMG0009"]));
        Assert.NotEmpty(run.Diagnostics);
    }

    private static GeneratorRun Run(string members) => GeneratorRunner.Run($$"""
        #pragma warning disable CS1591
        using System;
        using SymGrad;
        public static partial class Losses
        {
            {{members}}
        }
        """);

    private static string Constructor(GeneratorRun run) => string.Join(
        ", ",
        run.Assembly.GetType("Losses+FObjective")!.GetConstructors().Single().GetParameters()
            .Select(p => $"{p.ParameterType} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue}" : "")}"));

    private static void Call(GeneratorRun run)
    {
        MethodInfo use = run.Assembly.GetType("Losses")!.GetMethod("Use")!;
        use.Invoke(null, [.. use.GetParameters().Select(p => Sample(p.ParameterType))]);
    }

    private static Array? Sample(Type type) => type switch
    {
        { IsArray: true } when type.GetElementType() is { } element => Filled(element),
        _ => null,
    };

    private static Array Filled(Type element)
    {
        var array = Array.CreateInstance(element, 1);
        if (Sample(element) is { } inner)
        {
            array.SetValue(inner, 0);
        }

        return array;
    }
}
