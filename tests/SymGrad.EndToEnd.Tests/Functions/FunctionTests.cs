using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Functions;

/// <summary>Every function of Math, MathF, double and float, with each of its arguments as θ: right, or refused with an error.</summary>
public sealed class FunctionTests(FunctionProgram program) : IClassFixture<FunctionProgram>
{
    private const int Points = 12;

    public static TheoryData<string> Accepted { get; } = [.. FrameworkFunction.All.Where(f => !f.IsRefused).Select(f => f.Name)];

    public static TheoryData<string> Refused { get; } = [.. FrameworkFunction.All.Where(f => f.IsRefused).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refused_function(string name)
    {
        FrameworkFunction function = FrameworkFunction.All.Single(f => f.Name == name);
        using GeneratorRun run = GeneratorRunner.Run(
            function.Source("Losses"), new GeneratorRunOptions { RunChecks = false });
        Diagnostic[] errors = [.. run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        Assert.Equal(function.Losses().Count(), errors.Length);
        Assert.All(errors, e => Assert.Contains(function.Method.Name, e.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Function_of_the_framework(string name)
    {
        FrameworkFunction function = program.Find(name);
        Assert.Empty(program.Errors(name));
        foreach (string loss in function.Losses())
        {
            LossMethod method = program.Loss(name, loss);
            GradientOracle.Check(method, SamplePoints.Of(method, Points, function.Samples()), function.IsPiecewiseConstant);
        }
    }

    [Fact]
    public void Every_row_of_the_rules_table_is_tested()
    {
        string[] tested = [.. FrameworkFunction.All.Select(f => f.Method.Name).Concat(["Sign"])];
        Assert.Empty(RulesTable.All.Select(r => r.Call).Except(tested, StringComparer.Ordinal));
    }
}
