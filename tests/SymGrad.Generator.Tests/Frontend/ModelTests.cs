using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>The model is equal to another exactly when the loss means the same: what the incremental cache rests on.</summary>
public sealed class ModelTests
{
    private const string Loss = """
        const double Scale = 2;
        static double Square(double v) => v * v;
        [Loss] public static double F(double theta, double x)
        {
            if (x < 0) throw new ArgumentException($"negative: {x}", nameof(x));
            double s = theta - x > 0 ? Scale * theta : 0.5;
            return Square(s) + Math.Sin(x);
        }
        """;

    [Fact]
    public void The_same_source_gives_an_equal_model()
    {
        Assert.Equal(Model(Loss), Model(Loss));
        Assert.Equal(Model(Loss).GetHashCode(), Model(Loss).GetHashCode());
    }

    [Theory]
    [InlineData("theta - x > 0", "theta\n    - /* why */ x >   0")]
    [InlineData("static double Square", "/// <summary>Squares.</summary>\n\n    static   double Square")]
    [InlineData("=> v * v;", "{ return (v * v); }")]
    [InlineData("nameof(x)", "\"x\"")]
    [InlineData("0.5", "5e-1")]
    public void An_equivalent_source_gives_an_equal_model(string part, string equivalent)
        => Assert.Equal(Model(Loss), Model(Loss.Replace(part, equivalent, System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("0.5", "0.25")]
    [InlineData("Scale = 2", "Scale = 3")]
    [InlineData("v * v", "v + v")]
    [InlineData("negative: ", "minus: ")]
    [InlineData("double theta", "[Theta] double weight, double theta")]
    [InlineData("0.5", "-0.0 * 1")]
    public void Another_loss_gives_another_model(string part, string other)
    {
        string changed = Loss.Replace(part, other, System.StringComparison.Ordinal);
        Assert.NotEqual(Loss, changed);
        Assert.NotEqual(Model(Loss), Model(changed));
    }

    [Fact]
    public void Zero_and_negative_zero_are_different_constants()
    {
        LossModel zero = Model("[Loss] public static double F(double theta) => theta * 0.0;");
        LossModel negative = Model("[Loss] public static double F(double theta) => theta * -0.0;");
        Assert.NotEqual(zero, negative);
    }

    [Fact]
    public void The_source_map_leads_back_to_the_expressions()
    {
        LoweredLoss lowered = Lowering.Lower(Loss);
        Function function = lowered.Model!.Function!;
        string[] places =
        [
            .. function.Body.Instructions.OfType<Compute>().Where(c => c.Operation is not ConstantOperation)
                .Select(c => lowered.SourceMap.Of(c.Result)).Select(l => l.SourceTree!.GetText().ToString(l.SourceSpan)),
        ];
        Assert.Equal(["x < 0", "theta - x", "theta - x > 0", "v * v", "Math.Sin(x)", "Square(s) + Math.Sin(x)"], places);
        Assert.Equal("x", lowered.SourceMap.Parameters[1].SourceTree!.GetText().ToString(lowered.SourceMap.Of(new Value(1)).SourceSpan));
        Assert.Equal("F", lowered.SourceMap.Method.SourceTree!.GetText().ToString(lowered.SourceMap.Method.SourceSpan));
    }

    private static LossModel Model(string members) => Lowering.Lower(members).Model!;
}
