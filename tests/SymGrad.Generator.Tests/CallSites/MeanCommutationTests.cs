using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.CallSites;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.CallSites;

/// <summary>
/// Whether the mean commutes, against what the compiled losses compute: at the midpoint of two items, value and gradient are halfway
/// between those of the items. Gradients are central differences, so that nothing of the compiler's stands on both sides.
/// </summary>
public class MeanCommutationTests
{
    private const int Length = 3;

    private const double Tolerance = 1e-6;

    /// <summary>What commutes and is not proved: through helpers that call themselves, which are not looked into.</summary>
    private static readonly string[] missed = ["Recursive Gradient x", "Recursive Value x", "RecursiveDeviation Value x"];

    private static readonly Lazy<GeneratorRun> run = new(() => GeneratorRunner.Run(
        CommutationLosses.Text, new GeneratorRunOptions { RunChecks = false, RunAnalyzer = false }));

    public static TheoryData<string> Losses => [.. run.Value.Input.GetTypeByMetadataName("Losses")!
        .GetMembers().OfType<IMethodSymbol>().Where(m => m.GetAttributes().Length > 0).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_claim_is_what_the_loss_does(string name)
    {
        MethodInfo method = run.Value.Assembly.GetType("Losses")!.GetMethod(name)!;
        IMethodSymbol symbol = run.Value.Input.GetTypeByMetadataName("Losses")!.GetMembers(name).OfType<IMethodSymbol>().Single();
        Function function = LossLowering.Lower(symbol, run.Value.Input, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, CancellationToken.None).Model!.Function!;
        foreach (int[] subset in SubsetsOf(Enumerable.Range(0, function.Parameters.Count).Where(i => IsAveraged(function.Parameters[i]))))
        {
            foreach (LossQuantity quantity in new[] { LossQuantity.Value, LossQuantity.Gradient })
            {
                bool isProved = MeanCommutation.IsProved(function, subset, quantity);
                bool isTrue = Commutes(method, function, subset, quantity);
                string claim = $"{name} {quantity} {string.Join(",", subset.Select(i => function.Parameters[i].Name))}";
                Assert.True(isProved == isTrue || (isTrue && missed.Contains(claim)), $"{claim}: claimed {isProved}, but it is {isTrue}");
            }
        }
    }

    [Fact]
    public void An_objective_and_a_value_with_its_gradient_need_the_value()
    {
        IMethodSymbol symbol = run.Value.Input.GetTypeByMetadataName("Losses")!.GetMembers("Deviation").OfType<IMethodSymbol>().Single();
        Function function = LossLowering.Lower(symbol, run.Value.Input, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, CancellationToken.None).Model!.Function!;
        Assert.True(MeanCommutation.IsProved(function, [1], LossQuantity.Gradient));
        Assert.False(MeanCommutation.IsProved(function, [1], LossQuantity.ValueAndGradient));
        Assert.False(MeanCommutation.IsProved(function, [1], LossQuantity.Objective));
    }

    private static bool IsAveraged(Parameter parameter) => !parameter.IsTheta && parameter.Type.IsFloating();

    private static IEnumerable<int[]> SubsetsOf(IEnumerable<int> positions)
    {
        int[] all = [.. positions];
        for (int bits = 1; bits < 1 << all.Length; bits++)
        {
            yield return [.. all.Where((_, i) => (bits >> i & 1) != 0)];
        }
    }

    private static bool Commutes(MethodInfo method, Function function, int[] subset, LossQuantity quantity)
    {
        var random = new Random(1);
        for (int trial = 0; trial < 40; trial++)
        {
            object[] first = [.. function.Parameters.Select(p => Draw(p, random))];
            object[] second = [.. first.Select((v, i) => subset.Contains(i) ? Draw(function.Parameters[i], random) : v)];
            object[] middle = [.. first.Select((v, i) => Middle(v, second[i]))];
            double[] left = Results(first);
            double[] right = Results(second);
            double[] at = Results(middle);
            if (at.Where((v, i) => !(Math.Abs(v - ((left[i] + right[i]) / 2)) <= Tolerance * (1 + Math.Abs(left[i]) + Math.Abs(right[i])))).Any())
            {
                return false;
            }
        }

        return true;

        double[] Results(object[] arguments) => quantity == LossQuantity.Value ? [Value(method, arguments)] : Gradient(method, function, arguments);
    }

    private static double[] Gradient(MethodInfo method, Function function, object[] arguments)
    {
        var gradient = new List<double>();
        for (int i = 0; i < arguments.Length; i++)
        {
            for (int j = 0; function.Parameters[i].IsTheta && j < (arguments[i] is double[] ? Length : 1); j++)
            {
                double step = arguments[i] is float ? 0.0078125 : 1e-4;
                gradient.Add((Value(method, Moved(i, j, step)) - Value(method, Moved(i, j, -step))) / (2 * step));
            }
        }

        return [.. gradient];

        object[] Moved(int i, int j, double step) => [.. arguments.Select((v, k) => k != i ? v : v switch
        {
            double[] array => array.Select((e, l) => l == j ? e + step : e).ToArray(),
            float number => (object)(float)(number + step),
            _ => (double)v + step,
        })];
    }

    private static double Value(MethodInfo method, object[] arguments) => (double)method.Invoke(null, arguments)!;

    /// <summary>Numbers with few digits, so that arithmetic in single precision is exact.</summary>
    private static object Draw(Parameter parameter, Random random) => parameter switch
    {
        { Array: not ArrayKind.None } => Enumerable.Range(0, Length).Select(_ => Number(random)).ToArray(),
        { Type: ScalarType.Int32 } => random.Next(1, 5),
        { Type: ScalarType.Single } => (object)(float)Number(random),
        _ => Number(random),
    };

    private static double Number(Random random) => random.Next(16, 96) / 32.0;

    private static object Middle(object first, object second) => (first, second) switch
    {
        (double[] a, double[] b) => a.Zip(b, (x, y) => (x + y) / 2).ToArray(),
        (float a, float b) => (a + b) / 2,
        (double a, double b) => (a + b) / 2,
        _ => first,
    };
}
