using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.Emission;
using SymGrad.Generator.IR;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Documentation;

/// <summary>docs/derivative-rules.md is written from the rules table; it must be what the table says now.</summary>
public class DerivativeRulesPageTests
{
    private static readonly string[] ArgumentNames = ["x", "y", "z"];

    [Fact]
    public void The_page_is_what_the_table_says()
        => DocumentationPages.Verify(Path.Combine("docs", "derivative-rules.md"), WritePage());

    [Fact]
    public void Every_row_has_a_printable_derivative_or_says_that_it_is_zero()
    {
        foreach (DerivativeRule rule in RulesTable.All)
        {
            Assert.All(Partials(rule), p => Assert.False(string.IsNullOrEmpty(p)));
            Assert.True(Partials(rule).Any(p => p != "0") || rule.Note.Contains("constant", StringComparison.Ordinal), rule.Name);
        }
    }

    private static string WritePage()
    {
        var page = new StringBuilder();
        page.Append("# Derivative rules\n\n");
        page.Append("Written from the rules table (`RulesTable.cs`) by `DerivativeRulesPageTests`; do not edit by hand.\n\n");
        page.Append("A row holds for the function wherever .NET has it: in `Math`, in `MathF`, and as a static of `double` and `float`. ");
        page.Append("Those of `SpecialFunctions` are [SymGrad's own](numerics.md), and are in `SpecialFunctionsF` for `float`. ");
        page.Append("*f* is the function's own value; [*condition*] is 1 where the condition holds and 0 where it does not.\n\n");
        page.Append("| function | ∂/∂x | ∂/∂y | ∂/∂z | at kinks, jumps and poles |\n|---|---|---|---|---|\n");
        foreach (DerivativeRule rule in RulesTable.All)
        {
            List<string> partials = [.. Partials(rule)];
            string call = $"{(rule.Class is RulesTable.OwnClass or RulesTable.LossClass ? rule.Class + "." : "")}{rule.Call}({string.Join(", ", ArgumentNames.Take(rule.Samples.Length))})";
            IEnumerable<string> cells = partials.Concat(Enumerable.Repeat("", 3 - partials.Count)).Append(rule.Note)
                .Select(p => p.Replace("|", "\\|", StringComparison.Ordinal));
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{call}` | {string.Join(" | ", cells)} |\n");
        }

        page.Append("\n## Functions of arrays\n\n");
        page.Append("Those of `System.Numerics.Tensors.TensorPrimitives`, for spans and arrays of `double` or `float`. An input that is a number stands for an ");
        page.Append("array of it. The derivative is that of the loop over the elements. Where the call rounds otherwise than the loop, generated code ");
        page.Append("has the call, so that values are those of the loss bit for bit.\n\n");
        page.Append("| function | computes | in generated code |\n|---|---|---|\n");
        foreach (ArrayRule rule in RulesTable.Arrays)
        {
            string[] inputs = rule.Inputs == 3 ? ["x", "y", "addend"] : [.. ArgumentNames.Take(rule.Inputs)];
            string arguments = string.Join(", ", rule.HasDestination ? [.. inputs, "destination"] : inputs);
            string emitted = rule.Form is ArrayRuleForm.Map or ArrayRuleForm.Fold ? "a loop" : "the call";
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{rule.Name}({arguments})` | {rule.Formula.Replace("|", "\\|", StringComparison.Ordinal)} | {emitted} |\n");
        }

        return page.ToString();
    }

    /// <summary>The partial derivatives as the sweep finds them for a loss that is just the function.</summary>
    private static IEnumerable<string> Partials(DerivativeRule rule)
    {
        var builder = new FunctionBuilder(rule.Name);
        Value[] arguments = [.. rule.Samples.Select((s, i) => builder.AddParameter(
            new Parameter(ArgumentNames[i], s.IsInteger ? ScalarType.Int32 : ScalarType.Double, s.IsInteger ? ParameterRole.Data : ParameterRole.Theta)))];
        Value result = builder.Compute(new FunctionOperation(rule.Name, ScalarType.Double, rule.Spelling(ScalarType.Double)), arguments);
        builder.Name(result, "f", isDeclared: true);
        Function gradient = ReverseSweep.Differentiate(builder.Build([result]));
        var printer = new FormulaPrinter(gradient, v => gradient.Values[v.Index].Name == "f");
        int next = 1;
        foreach (SampleRange sample in rule.Samples)
        {
            yield return sample.IsInteger ? "(integer)" : printer.Print(gradient.Body.Yields[next++]) ?? "";
        }
    }
}
