using System;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Conditions on constants are decided while a helper is written out; everything else stays as the user wrote it.</summary>
public sealed class ConstantFoldingTests
{
    public static TheoryData<string> Helpers =>
    [
        "static double K(double v, int kind) { if (kind == 1) return v; else if (kind == 2) return v * v; throw new ArgumentException(\"kind\"); }",
        "static double K(double v, byte kind) { if (kind == 1) return v; return kind == 2 ? v * v : 0; }",
        "static double K(double v, long kind) { if (!(kind > 1) | kind != 2) { return v; } return v * v; }",
        "static double K(double v, double kind) { if (kind < 2 || kind > 2) { return v; } return v * v; }",
        "static double K(double v, int kind) => kind switch { 1 => v, 2 => v * v, _ => 0 };",
        "static double K(double v, int kind) => kind is > 1 and < 3 ? v * v : v;",
        "static double K(double v, int kind) { switch (kind) { case 1: v = 0; break; case 2: v *= v; break; } return v; }",
        "static double K(double v, int kind) { if (kind == 2) { if (kind != 1) return v * v; v = 3; } v += 1; return v; }",
        "static double K(double v, int kind) { switch (kind) { case 2: if (kind > 1) break; v = 3; break; } return v * v; }",
    ];

    [Theory]
    [MemberData(nameof(Helpers))]
    public void A_side_that_is_never_taken_is_not_in_the_function(string helper)
    {
        ArgumentNullException.ThrowIfNull(helper);
        string dump = Lowering.Dump(helper + "[Loss] public static double F(double theta, double x) => K(theta * x, 2);");
        Assert.DoesNotContain("Branch", dump, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("if", dump, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Guard", dump, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Equal", dump, StringComparison.Ordinal);
        Assert.Contains("Multiply %2 %2", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_of_a_variable_with_itself_stays()
        => Assert.Contains(
            "NotEqual", Lowering.Dump("[Loss] public static double F(double theta) => theta != theta ? 0 : theta;"), StringComparison.Ordinal);

    [Theory]
    [InlineData(1.0, 2.0)]
    [InlineData(2.0, 1.0)]
    [InlineData(2.0, 2.0)]
    [InlineData(0.0, -0.0)]
    [InlineData(double.NaN, 1.0)]
    [InlineData(1.0, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.MaxValue)]
    public void Comparisons_of_floating_point_constants_are_those_of_CSharp(double a, double b)
    {
        Check(Double(a), Double(b), a == b, a < b, a <= b, a > b, a >= b);
        float c = (float)a;
        float d = (float)b;
        Check(Single(c), Single(d), c == d, c < d, c <= d, c > d, c >= d);
    }

    [Fact]
    public void Comparisons_of_integers_are_those_of_their_type()
    {
        Check(new(ScalarType.Int64, -1), new(ScalarType.Int64, 1), false, true, true, false, false);
        Check(new(ScalarType.UInt64, -1), new(ScalarType.UInt64, 1), false, false, false, true, true);
        Check(new(ScalarType.Boolean, 1), new(ScalarType.Boolean, 1), true, false, true, false, true);
    }

    [Fact]
    public void Constants_of_different_types_are_not_compared()
        => Assert.Null(ConstantFolding.Compare(CompareOperator.Equal, Double(1), Single(1)));

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Strict_logical_operators_are_those_of_CSharp(bool a, bool b)
    {
        Assert.Equal(a & b, ConstantFolding.Combine(BinaryOperator.And, a, b));
        Assert.Equal(a | b, ConstantFolding.Combine(BinaryOperator.Or, a, b));
        Assert.Equal(a ^ b, ConstantFolding.Combine(BinaryOperator.ExclusiveOr, a, b));
        Assert.Null(ConstantFolding.Combine(BinaryOperator.And, a, null));
    }

    private static ConstantOperation Double(double value) => new(ScalarType.Double, BitConverter.DoubleToInt64Bits(value));

    private static ConstantOperation Single(float value) => new(ScalarType.Single, BitConverter.SingleToInt32Bits(value));

    private static void Check(ConstantOperation a, ConstantOperation b, bool equal, bool less, bool lessOrEqual, bool greater, bool greaterOrEqual)
    {
        Assert.Equal(equal, ConstantFolding.Compare(CompareOperator.Equal, a, b));
        Assert.Equal(!equal, ConstantFolding.Compare(CompareOperator.NotEqual, a, b));
        Assert.Equal(less, ConstantFolding.Compare(CompareOperator.Less, a, b));
        Assert.Equal(lessOrEqual, ConstantFolding.Compare(CompareOperator.LessOrEqual, a, b));
        Assert.Equal(greater, ConstantFolding.Compare(CompareOperator.Greater, a, b));
        Assert.Equal(greaterOrEqual, ConstantFolding.Compare(CompareOperator.GreaterOrEqual, a, b));
    }
}
