using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Conversions that types without source define are calls, and are refused where they stand; no failure is without a diagnostic.</summary>
public sealed class ConversionTests
{
    [Theory]
    [InlineData("(double)(Half)theta", "(Half)theta", "a user-defined conversion from 'double' to 'Half': use float")]
    [InlineData("(double)(float)(Half)theta", "(Half)theta", "a user-defined conversion from 'double' to 'Half': use float")]
    [InlineData("theta * (double)(Int128)n", "(Int128)n", "a user-defined conversion from 'int' to 'Int128': use long or double")]
    [InlineData(
        "theta * (double)(System.Numerics.BigInteger)theta", "(System.Numerics.BigInteger)theta",
        "a user-defined conversion from 'double' to 'BigInteger': use long or double")]
    public void A_user_defined_conversion_is_refused_where_it_stands(string expression, string place, string message)
    {
        LoweredLoss lowered = Lowering.Lower($"[Loss] public static double F(double theta, int n) => {expression};");
        Diagnostic first = lowered.Diagnostics[0];
        Assert.Equal("SYMG3001", first.Id);
        Assert.Equal(place, first.Location.SourceTree!.GetText().ToString(first.Location.SourceSpan));
        Assert.StartsWith("SymGrad cannot differentiate " + message, first.GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
        Assert.Null(lowered.Model!.Function);
        Assert.Equal(first.GetMessage(CultureInfo.InvariantCulture), lowered.Model.Failure);
    }

    [Fact]
    public void A_failure_where_the_compiler_sees_no_error_is_an_error_of_its_own()
    {
        // The type that is missing is that of the field: the loss itself has no error of the compiler's.
        CSharpCompilation compilation = Lowering.Compile(
            Lowering.InLosses("static Missing field; [Loss] public static double F(double theta) { _ = field; return theta; }"));
        LoweredLoss lowered = Lowering.LowerIn(compilation, compiles: false);
        Assert.Equal(["SYMG3001 '_ = field'"], Lowering.Describe(lowered));
        Assert.Null(lowered.Model!.Function);
    }

    [Fact]
    public void An_error_of_the_compiler_in_a_helper_stays_the_only_one()
    {
        CSharpCompilation compilation = Lowering.Compile(Lowering.InLosses(
            "static double Helper(double v) => v * missing; [Loss] public static double F(double theta) => Helper(theta);"));
        LoweredLoss lowered = Lowering.LowerIn(compilation, compiles: false);
        Assert.Empty(lowered.Diagnostics);
        Assert.Equal("'F' does not compile.", lowered.Model!.Failure);
    }
}
