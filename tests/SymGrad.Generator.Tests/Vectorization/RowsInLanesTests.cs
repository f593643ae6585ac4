using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Vectorization;

/// <summary>
/// Each row of the rules table, with its derivatives, goes over eight items at once: in vectors, or for a reason that is written here one number after the other within the eight.
/// </summary>
public sealed partial class RowsInLanesTests
{
    /// <summary>Functions that are called for one number after the other, and why.</summary>
    private static readonly Dictionary<string, string> OneByOne = new(StringComparer.Ordinal)
    {
        ["IEEERemainder"] = "exact for quotients of any size, which takes a long division",
        ["LogGamma"] = "of branches with polynomials of their own, whose selection would take as long as all of them",
        ["Digamma"] = "as LogGamma",
        ["Trigamma"] = "as LogGamma",
    };

    public static TheoryData<string> Types { get; } = ["double", "float"];

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_row_goes_eight_at_once(string type)
    {
        DerivativeRule[] rows = [.. RulesTable.All.Where(r => r.Class != RulesTable.LossClass)];
        using GeneratorRun run = GeneratorRunner.Run(
            "using System;\nusing SymGrad;\n" + string.Concat(rows.Select(r => Source(r, type))), new GeneratorRunOptions { RunChecks = false });
        Assert.Equal(rows.Length, run.Files.Length);
        Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        List<string> itemByItem = [], mapped = [];
        foreach (DerivativeRule row in rows)
        {
            string text = run.Files.Single(f => f.HintName.Contains($"Of{row.Name}.", StringComparison.Ordinal)).Text;
            if (!text.Contains("ValueAndGradientLanes(", StringComparison.Ordinal))
            {
                itemByItem.Add(row.Name);
            }

            mapped.AddRange(MapCall().Matches(text).Select(m => m.Groups[1].Value));
        }

        Assert.Empty(itemByItem);
        Assert.Equal(OneByOne.Keys.Order(StringComparer.Ordinal), mapped.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Rounding to digits, and in another way than to even numbers, is a row too.</summary>
    [Theory]
    [InlineData("Math.Round(a * x, 2)")]
    [InlineData("Math.Round(a * x, MidpointRounding.AwayFromZero)")]
    [InlineData("Math.Round(a * x, 1, MidpointRounding.ToZero)")]
    [InlineData("Math.ScaleB(a * x, 3)")]
    [InlineData("double.RootN(a * x, 3)")]
    [InlineData("Math.Sign(a * x)")]
    public void Integers_that_all_items_share(string call)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            $"using System;\nusing SymGrad;\npublic static partial class Losses\n{{\n    [Loss]\n    public static double F([Theta] double a, double x) => {call} + a * x;\n}}\n");
        string text = Assert.Single(run.Files).Text;
        Assert.Contains("ValueAndGradientLanes(", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(MapCall(), text);
    }

    /// <summary>All floating-point arguments are θ times data, so that all derivatives are there; integers are data.</summary>
    private static string Source(DerivativeRule rule, string type)
    {
        string[] data = ["x", "y", "z"], thetas = ["a", "b", "c"];
        int[] all = [.. Enumerable.Range(0, rule.Samples.Length)], floating = [.. all.Where(i => !rule.Samples[i].IsInteger)];
        IEnumerable<string> parameters = floating.Select(i => $"[Theta] {type} {thetas[i]}").Concat(all.Select(i => $"{(rule.Samples[i].IsInteger ? "int" : type)} {data[i]}"));
        string spelling = rule.Name is "Clamp" or "Sign" ? rule.Spelling(ScalarType.Double) : rule.Spelling(type == "float" ? ScalarType.Single : ScalarType.Double);
        string call = all.Aggregate(
            spelling,
            (text, i) => text.Replace($"{{{i}}}", rule.Name == "Clamp" && i > 0 ? (i - 1).ToString(CultureInfo.InvariantCulture) : rule.Samples[i].IsInteger ? data[i] : $"{thetas[i]} * {data[i]}", StringComparison.Ordinal));
        return $"public static partial class Of{rule.Name}\n{{\n    [Loss(StableForms = false)]\n    public static {type} F({string.Join(", ", parameters)}) => {call} + a * x;\n}}\n";
    }

    [GeneratedRegex(@"ItemLanesF?\.Map\(\w+\.(\w+),")]
    private static partial Regex MapCall();
}
