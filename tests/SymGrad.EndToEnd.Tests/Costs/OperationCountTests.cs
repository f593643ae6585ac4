using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Costs;

/// <summary>Value and gradient together cost at most five times the loss, however many parameters there are.</summary>
public sealed class OperationCountTests
{
    private const int Bound = 5;

    [Fact]
    public void The_counter_counts_operators_and_calls()
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Counted", [CSharpSyntaxTree.ParseText(
            "class C { double F(double a) { a += 2; double b = -a * a + System.Math.Sin(a) / 3; return a > 0 ? b : a; } double G() => 1; }")]);
        Assert.Equal(7, OperationCount.Of(compilation, "F"));
        Assert.Equal(0, OperationCount.Of(compilation, "G"));
    }

    [Fact]
    public void Product_of_two_hundred_variables()
    {
        string parameters = string.Join(", ", Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"[Theta] double t{i}")));
        string product = string.Join(" * ", Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"t{i}")));
        AssertCheap(199, Count($"[Loss] public static double F({parameters}) => {product};"));
    }

    [Fact]
    public void Composition_thirty_levels_deep()
    {
        string levels = string.Concat(Enumerable.Range(1, 30).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"        double u{i} = Math.Sin(u{i - 1} * u{i - 1} + a);\n")));
        AssertCheap(91, Count($"    [Loss]\n    public static double F([Theta] double a, double x)\n    {{\n        double u0 = a * x;\n{levels}        return u30;\n    }}"));
    }

    [Fact]
    public void Sum_of_a_hundred_squares()
    {
        string parameters = string.Join(", ", Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"[Theta] double t{i}")));
        string sum = string.Join(" + ", Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"(t{i} - x) * (t{i} - x)")));
        AssertCheap(399, Count($"[Loss] public static double F({parameters}, double x) => {sum};"));
    }

    [Fact]
    public void Helpers_called_many_times()
    {
        string calls = string.Join(" + ", Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"Bend(a * {i} + x)")));
        (int Loss, int ValueAndGradient, int Gradient) counts = Count(
            $"[Loss] public static double F([Theta] double a, double x) => {calls};\nprivate static double Bend(double z) => z / (1 + z * z) + Math.Sqrt(1 + z * z);");

        // F writes twenty calls, twenty arguments of two operators and nineteen sums; each call does seven operations, two of them twice.
        Assert.Equal(20 + (20 * 2) + 19, counts.Loss);
        int work = (20 * (2 + 7)) + 19;
        Assert.InRange(counts.ValueAndGradient, 1, Bound * work);
        Assert.InRange(counts.Gradient, 1, Bound * work);
    }

    private static void AssertCheap(int expectedLoss, (int Loss, int ValueAndGradient, int Gradient) counts)
    {
        Assert.Equal(expectedLoss, counts.Loss);
        Assert.InRange(counts.ValueAndGradient, 1, Bound * counts.Loss);
        Assert.InRange(counts.Gradient, 1, Bound * counts.Loss);
    }

    /// <summary>The operations in the source of F and in its generated methods, which are checked to be right too.</summary>
    private static (int Loss, int ValueAndGradient, int Gradient) Count(string members)
    {
        using LossProgram program = LossProgram.Build(
            [$"using System;\nusing SymGrad;\npublic static partial class Losses\n{{\n{members}\n}}\n"]);
        LossMethod method = program.Method("Losses", "F");
        GradientOracle.Check(method, SamplePoints.Of(method, 2));
        CSharpCompilation output = program.Run.Output;
        return (OperationCount.Of(output, "F"), OperationCount.Of(output, "FValueAndGradient"), OperationCount.Of(output, "FGradient"));
    }
}
