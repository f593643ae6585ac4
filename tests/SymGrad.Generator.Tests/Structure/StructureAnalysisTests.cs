using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

public class StructureAnalysisTests
{
    public static TheoryData<string> Cases => [.. StructureCases.All.Keys];

    public static TheoryData<string> AffineCases
        => [.. StructureCases.All.Where(c => c.Value.Rung <= StructureRung.Affine && c.Key != "θ·C").Select(c => c.Key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_loss_is_on_the_rung_that_it_is_on(string name)
    {
        LossStructureInfo structure = StructureAnalysis.Analyze(FunctionOf(name));

        Assert.Equal(StructureCases.All[name].Rung, structure.Rung);
        Assert.Equal(structure.Rung > StructureRung.Affine, structure.Affine is null);
        Assert.Equal(structure.Rung == StructureRung.General, structure.Lifted is null);
    }

    [Theory]
    [MemberData(nameof(AffineCases))]
    public void The_coefficients_give_the_loss_back_and_do_not_read_theta(string name)
    {
        Function primal = FunctionOf(name);
        Function coefficients = CoefficientBuilder.Build(StructureAnalysis.Analyze(primal));

        Assert.DoesNotContain(new Value(0), ValuesReadBy(coefficients.Body));
        Assert.Equal(2, coefficients.Body.Yields.Count);
        Assert.All(coefficients.Body.Yields.Items, y => Assert.Equal(ScalarType.Double, coefficients.TypeOf(y)));

        var interpreter = new Interpreter<double>(new DoubleArithmetic());
        foreach (double[] point in Points())
        {
            double expected = interpreter.Run(primal, point)[0];
            double[] parts = interpreter.Run(coefficients, [double.NaN, .. point.Skip(1)]);
            Assert.Equal(expected, parts[0] + (parts[1] * point[0]), 1e-9 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Each_parameter_has_its_effect_and_degree()
    {
        LossStructureInfo structure = Sketch.Analyze(s =>
        {
            Node a = s.Theta("a");
            Node b = s.Theta("b");
            Node c = s.Theta("c");
            Node d = s.Theta("d");
            Node x = s.Data("x");
            return (a * b * b * x) + s.Call("Exp", b) - s.Call("Exp", b) + s.Call("Floor", c) + (s.Call("Sin", d) * a);
        });

        Assert.Equal(
            [
                new ThetaStructure(0, "a", ThetaEffect.Varies, StructureClaim.Polynomial(1, 2)),
                new ThetaStructure(1, "b", ThetaEffect.Varies, StructureClaim.Polynomial(2, 2)),
                new ThetaStructure(2, "c", ThetaEffect.JumpsOnly, StructureClaim.Separable(2)),
                new ThetaStructure(3, "d", ThetaEffect.Varies, StructureClaim.Separable(2)),
            ],
            structure.Thetas.ToArray());
        Assert.Equal(Colour.Mixed, structure.Colour);
    }

    [Theory]
    [InlineData("θ·0", ThetaEffect.None)]
    [InlineData("θ·x − x·θ + y", ThetaEffect.None)]
    [InlineData("⌊θ⌋", ThetaEffect.JumpsOnly)]
    [InlineData("θ > 0 ? x : y", ThetaEffect.JumpsOnly)]
    [InlineData("(int)θ", ThetaEffect.JumpsOnly)]
    [InlineData("throw if θ > 99; θ·x", ThetaEffect.Varies)]
    [InlineData("θ > 0 ? θ : −θ", ThetaEffect.Varies)]
    public void The_effect_of_theta_is_told_apart(string name, object effect)
        => Assert.Equal((ThetaEffect)effect, StructureAnalysis.Analyze(FunctionOf(name)).Thetas[0].Effect);

    [Fact]
    public void A_loss_in_theta_alone_has_its_colour()
        => Assert.Equal(Colour.ThetaOnly, Sketch.Analyze(s => s.Theta() * 2.0).Colour);

    [Fact]
    public void Coefficients_of_a_loss_that_is_not_affine_are_refused()
        => Assert.Throws<ArgumentException>(() => CoefficientBuilder.Build(StructureAnalysis.Analyze(FunctionOf("θ²"))));

    [Fact]
    public void What_data_alone_throw_is_thrown_while_coefficients_are_summed()
    {
        Function coefficients = CoefficientBuilder.Build(StructureAnalysis.Analyze(FunctionOf("throw if x > 99; θ·x")));
        var interpreter = new Interpreter<double>(new DoubleArithmetic());

        Assert.Throws<GuardException>(() => interpreter.Run(coefficients, [1, 100, 1, 1]));
        Assert.Equal([0, 98], interpreter.Run(coefficients, [1, 98, 1, 1]));
    }

    private static Function FunctionOf(string name) => Sketch.Function(s =>
    {
        Node θ = s.Theta();
        Node x = s.Data("x");
        Node y = s.Data("y");
        Node n = s.Data("n", ScalarType.Int32);
        return StructureCases.All[name].Loss(s, θ, x, y, n);
    });

    private static IEnumerable<Value> ValuesReadBy(Region region)
        => region.Flatten().SelectMany(i => i.Operands().Concat(i.Inner().SelectMany(r => r.Yields.Items))).Concat(region.Yields);

    private static IEnumerable<double[]> Points()
    {
        var random = new Random(20260101);
        for (int i = 0; i < 20; i++)
        {
            yield return
            [
                0.25 + (4 * random.NextDouble()),
                0.25 + (4 * random.NextDouble()),
                0.25 + (4 * random.NextDouble()),
                random.Next(1, 9),
            ];
        }
    }
}
