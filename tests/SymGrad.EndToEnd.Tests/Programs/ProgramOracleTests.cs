using System;
using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Programs;

/// <summary>
/// What the gradients of the sample programs are compared with: dual numbers agree with central differences, are well enough conditioned
/// to find an error, and give what others have published.
/// </summary>
public sealed class ProgramOracleTests
{
    private const int Points = 3;

    /// <summary>Of a derivative, relative to the greatest one or to 1: where less than this could be told from the tolerance, a test would mean little.</summary>
    private const double Significance = 1e-6;

    /// <summary>How exactly results are published.</summary>
    private const double PublishedError = 1e-8;

    public static TheoryData<string> Names => SampleProgram.Names;

    [Fact]
    public void Every_program_of_the_folder_is_tested()
        => Assert.Equal(SampleProgram.TypesInFolder().Order(), SampleProgram.All.Select(p => p.Type).Distinct().Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Dual_numbers_agree_with_central_differences(string name)
    {
        SampleProgram program = SampleProgram.Named(name);
        using LossProgram built = WithoutGenerator(program);
        LossMethod method = built.Method(program.TypeName, program.Loss);
        foreach (Sample sample in program.Samples)
        {
            object[][] points = [.. SamplePoints.Of(method, Points, sample)];
            GradientOracle.CheckThrown(method, points, sample.Exception);
            if (sample.Exception is null)
            {
                GradientOracle.CheckTwin(method, points);
                Assert.All(points, point => Assert.True(IsSignificant(method, point), GradientOracle.Describe(method, point)));
            }
        }
    }

    [Fact]
    public void The_mixture_gives_the_published_value_and_gradient()
    {
        SampleProgram program = SampleProgram.Named("GaussianMixture.BenchmarkObjective");
        using LossProgram built = WithoutGenerator(program);
        LossMethod method = built.Method(program.TypeName, program.Loss);
        AssertGives(PublishedResults.MixtureValue, PublishedResults.MixtureGradient, method, PublishedResults.MixturePoint);
    }

    [Fact]
    public void Bundle_adjustment_gives_the_published_value_and_gradient()
    {
        SampleProgram program = SampleProgram.Named("BundleAdjustment.ReprojectionError");
        using LossProgram built = WithoutGenerator(program);
        LossMethod method = built.Method(program.TypeName, program.Loss);
        AssertGives(PublishedResults.AdjustmentValue, PublishedResults.AdjustmentGradient, method, PublishedResults.AdjustmentPoint);
    }

    private static LossProgram WithoutGenerator(SampleProgram program) => LossProgram.Build(
        program.Sources,
        new GeneratorRunOptions { RunChecks = false, RunAnalyzer = false, CreateGenerator = () => new FixedGenerator(null) });

    private static void AssertGives(double value, double[] gradient, LossMethod method, object[] point)
    {
        Assert.Equal(value, method.Value(point).Result, PublishedError);
        double[] duals = [.. method.ElementsAt(point).Select(theta => method.Twin(point, theta).Result.Tangent)];
        Assert.Equal(gradient.Length, duals.Length);
        Assert.All(duals, (derivative, i) => Assert.Equal(gradient[i], derivative, PublishedError * Math.Max(1, Math.Abs(gradient[i]))));
    }

    private static bool IsSignificant(LossMethod method, object[] point)
    {
        Dual<double>[] duals = [.. method.ElementsAt(point).Select(theta => method.Twin(point, theta).Result)];
        double greatest = duals.Select(d => Math.Abs(d.Tangent)).Append(1).Max();
        return duals.All(d => Tolerance.Accepts(d.Tangent, d, method.IsSinglePrecision)
            && !Tolerance.Accepts(d.Tangent + (Significance * greatest), d, method.IsSinglePrecision));
    }
}
