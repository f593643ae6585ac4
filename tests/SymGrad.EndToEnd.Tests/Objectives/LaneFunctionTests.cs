using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>Each function that there is for eight items at once, with all its derivatives, gives what it gives for one: over the range of its row, and where an item is NaN.</summary>
public sealed class LaneFunctionTests(LaneFunctionTests.Program program) : IClassFixture<LaneFunctionTests.Program>
{
    /// <summary>An odd number: eight at once and one by one.</summary>
    private const int Count = 37;

    /// <summary>Other rows are linear in pieces, or have their own tests.</summary>
    private static DerivativeRule[] Rows =>
        [.. RulesTable.All.Where(r => r.HasLanes && r.Name is not ("Floor" or "Ceiling" or "Truncate" or "Clamp" or "FusedMultiplyAdd" or "Softplus" or "Sigmoid"))];

    [Fact]
    public void Sums_over_items() => Assert.All(Rows, rule =>
    {
        (double[] actual, double[] expected) = Results(rule, false);
        Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], 1e-12 * Math.Max(1, Math.Abs(e))));
        Assert.Contains(expected, e => e != 0);
    });

    [Fact]
    public void One_item_is_not_a_number() => Assert.All(Rows, rule => Assert.Equal(double.NaN, Results(rule, true).Actual[0]));

    [Fact]
    public void No_function_is_called_for_one_item_after_the_other() => Assert.All(program.Run.Files, f => Assert.DoesNotContain("ItemLanes.Map(", f.Text, StringComparison.Ordinal));

    private (double[] Actual, double[] Expected) Results(DerivativeRule rule, bool hasNaN)
    {
        MethodInfo method = program.Losses.Assembly.GetType("Of" + rule.Name)!.GetMethod("Run")!;
        return ((double[], double[]))method.Invoke(null, [hasNaN])!;
    }

    private static string Source(DerivativeRule rule)
    {
        int count = rule.Samples.Length;
        string[] data = ["x", "y", "z"], thetas = ["a", "b", "c"];
        string EachOf(Func<int, string> text, string separator = ", ") => string.Join(separator, Enumerable.Range(0, count).Select(text));
        string ColumnOf(int i) => string.Create(
            CultureInfo.InvariantCulture,
            $"double[] {data[i]} = Enumerable.Range(0, {Count}).Select(i => {rule.Samples[i].Minimum:R} + {rule.Samples[i].Maximum - rule.Samples[i].Minimum:R} * ((i * {7 + (4 * i)} + 5) % {Count} + 0.25) / {Count}).ToArray();");
        return $$"""
            public static partial class Of{{rule.Name}}
            {
                [Loss(StableForms = false)]
                public static double F({{EachOf(i => $"[Theta] double {thetas[i]}")}}, {{EachOf(i => $"double {data[i]}")}}) => {{rule.Class}}.{{rule.Call}}({{EachOf(i => $"{thetas[i]} * {data[i]}")}});

                public static (double[] Actual, double[] Expected) Run(bool hasNaN)
                {
                    {{EachOf(ColumnOf, "\n        ")}}
                    if (hasNaN)
                    {
                        x[20] = double.NaN;
                    }

                    double[] gradient = new double[{{count}}], expected = new double[{{count + 1}}];
                    double value = new FObjective({{EachOf(i => data[i])}}, Aggregation.Sum).ValueAndGradient([{{EachOf(_ => "0.9990234375")}}], gradient);
                    for (int i = 0; i < {{Count}}; i++)
                    {
                        var (v, g) = FValueAndGradient({{EachOf(_ => "0.9990234375")}}, {{EachOf(i => data[i] + "[i]")}});
                        expected[0] += v;
                        {{EachOf(i => $"expected[{i + 1}] += {(count == 1 ? "g" : "g." + thetas[i])};", " ")}}
                    }

                    return ([value, .. gradient], expected);
                }
            }

            """;
    }

    /// <summary>The losses of all functions, compiled once.</summary>
    public sealed class Program : IDisposable
    {
        public Program()
        {
            Run = GeneratorRunner.Run("using System;\nusing System.Linq;\nusing SymGrad;\n" + string.Concat(Rows.Select(Source)));
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
