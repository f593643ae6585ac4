using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>Each function that there is for eight items at once, with all its derivatives, gives what it gives for one: over the range of its row, and where an item is NaN.</summary>
public sealed class LaneFunctionTests(LaneFunctionTests.Program program) : IClassFixture<LaneFunctionTests.Program>
{
    /// <summary>An odd number: several groups of eight at once, eight at once, and one by one.</summary>
    private const int Count = 101;

    /// <summary>Other rows are linear in pieces, or have their own tests.</summary>
    private static DerivativeRule[] Rows =>
        [.. RulesTable.All.Where(r => r.HasLanes && r.Name is not ("Floor" or "Ceiling" or "Truncate" or "Round" or "Sign" or "Clamp" or "FusedMultiplyAdd" or "Softplus" or "Sigmoid"))];

    /// <summary>In single precision, functions for one item are those of MathF, which differ from rounded ones by a unit in the last place.</summary>
    [Theory]
    [InlineData("double", 1e-12)]
    [InlineData("float", 1e-5)]
    public void Sums_over_items(string type, double tolerance) => Assert.All(Rows, rule =>
    {
        (double[] actual, double[] expected, double[] magnitudes) = Results(rule, type, false);
        Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], tolerance * Math.Max(1, magnitudes[i])));
        Assert.Contains(expected, e => e != 0);
    });

    [Theory]
    [InlineData("double")]
    [InlineData("float")]
    public void One_item_is_not_a_number(string type) => Assert.All(
        Rows.Where(r => !r.Name.EndsWith("Number", StringComparison.Ordinal)), rule => Assert.Equal(double.NaN, Results(rule, type, true).Actual[0]));

    /// <summary>The one that is a number is the result; where θ is multiplied with NaN, the derivative is NaN all the same.</summary>
    [Theory]
    [InlineData("double", 1e-12)]
    [InlineData("float", 1e-5)]
    public void One_of_two_numbers_is_missing(string type, double tolerance) => Assert.All(Rows.Where(r => r.Name.EndsWith("Number", StringComparison.Ordinal)), rule =>
    {
        (double[] actual, double[] expected, double[] magnitudes) = Results(rule, type, true);
        Assert.Equal([false, true, false], actual.Select(double.IsNaN));
        Assert.Equal(double.NaN, expected[1]);
        Assert.Equal(expected[0], actual[0], tolerance * magnitudes[0]);
        Assert.Equal(expected[2], actual[2], tolerance * magnitudes[2]);
    });

    [Fact]
    public void All_go_eight_at_once() => Assert.All(program.Run.Files, f => Assert.Contains("ValueAndGradientLanes(", f.Text, StringComparison.Ordinal));

    [Fact]
    public void No_function_is_called_for_one_item_after_the_other() => Assert.All(program.Run.Files, f => Assert.DoesNotMatch("ItemLanesF?.Map\\(", f.Text));

    private (double[] Actual, double[] Expected, double[] Magnitudes) Results(DerivativeRule rule, string type, bool hasNaN)
    {
        MethodInfo method = program.Losses.Assembly.GetType(ClassOf(rule, type))!.GetMethod("Run")!;
        return ((double[], double[], double[]))method.Invoke(null, [hasNaN])!;
    }

    private static string ClassOf(DerivativeRule rule, string type) => $"Of{rule.Name}Of{type}";

    private static string Source(DerivativeRule rule, string type)
    {
        int count = rule.Samples.Length;
        int thetaCount = rule.Samples.Count(r => !r.IsInteger);
        string[] data = ["x", "y", "z"], thetas = ["a", "b", "c"];
        string EachOf(Func<int, string> text, string separator = ", ") => string.Join(separator, Enumerable.Range(0, count).Select(text));
        string EachTheta(Func<int, string> text, string separator = ", ") => string.Join(separator, Enumerable.Range(0, thetaCount).Select(text));
        string theta = type == "float" ? "0.9990234375f" : "0.9990234375";
        string PartOf(int i) => thetaCount == 1 ? "g" : "g." + thetas[i];
        string TypeOf(int i) => rule.Samples[i].IsInteger ? "int" : type;
        string ColumnOf(int i) => string.Create(
            CultureInfo.InvariantCulture,
            $"{TypeOf(i)}[] {data[i]} = Enumerable.Range(0, {Count}).Select(i => ({TypeOf(i)})({rule.Samples[i].Minimum:R} + {rule.Samples[i].Maximum - rule.Samples[i].Minimum:R} * ((i * {7 + (4 * i)} + 5) % {Count} + 0.25) / {Count})).ToArray();");
        string call = Enumerable.Range(0, count).Aggregate(
            rule.Spelling(type == "float" ? ScalarType.Single : ScalarType.Double),
            (text, i) => text.Replace($"{{{i}}}", i < thetaCount ? $"{thetas[i]} * {data[i]}" : data[i], StringComparison.Ordinal));
        return $$"""
            public static partial class {{ClassOf(rule, type)}}
            {
                [Loss(StableForms = false)]
                public static {{type}} F({{EachTheta(i => $"[Theta] {type} {thetas[i]}")}}, {{EachOf(i => $"{TypeOf(i)} {data[i]}")}}) => {{call}};

                public static (double[] Actual, double[] Expected, double[] Magnitudes) Run(bool hasNaN)
                {
                    {{EachOf(ColumnOf, "\n        ")}}
                    if (hasNaN)
                    {
                        x[20] = {{type}}.NaN;
                    }

                    {{type}}[] gradient = new {{type}}[{{thetaCount}}];
                    double[] expected = new double[{{thetaCount + 1}}], magnitudes = new double[{{thetaCount + 1}}];
                    double value = new FObjective({{EachOf(i => data[i])}}, Aggregation.Sum).ValueAndGradient([{{EachTheta(_ => theta)}}], gradient);
                    for (int i = 0; i < {{Count}}; i++)
                    {
                        var (v, g) = FValueAndGradient({{EachTheta(_ => theta)}}, {{EachOf(i => data[i] + "[i]")}});
                        expected[0] += v;
                        magnitudes[0] += Math.Abs(v);
                        {{EachTheta(i => $"expected[{i + 1}] += {PartOf(i)}; magnitudes[{i + 1}] += Math.Abs({PartOf(i)});", " ")}}
                    }

                    return ([value, .. gradient], expected, magnitudes);
                }
            }

            """;
    }

    /// <summary>The losses of all functions, compiled once.</summary>
    public sealed class Program : IDisposable
    {
        public Program()
        {
            Run = GeneratorRunner.Run("using System;\nusing System.Linq;\nusing SymGrad;\n" + string.Concat(Rows.SelectMany(r => new[] { Source(r, "double"), Source(r, "float") })));
            Losses = LoadedAssembly.Load(Run.Output);
        }

        internal GeneratorRun Run { get; }

        internal LoadedAssembly Losses { get; }

        public void Dispose()
        {
            Losses.Dispose();
            Run.Dispose();
        }
    }
}
