using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Conversions that types define are calls, and are refused where they stand; no failure is without a diagnostic.</summary>
public sealed class ConversionTests
{
    private const string Wrapper = """
        public readonly struct Wrapper
        {
            public readonly double Value;
            public Wrapper(double value) => Value = value;
            public static explicit operator Wrapper(double value) => new(value);
            public static implicit operator double(Wrapper wrapper) => wrapper.Value;
            public static implicit operator Wrapper(int value) => new(value);
        }
        static double Take(Wrapper wrapper) => wrapper;
        static readonly Wrapper kept = new(2);
        """;

    [Theory]
    [InlineData("(double)(Half)theta", "(Half)theta", "a user-defined conversion from 'double' to 'Half': use float")]
    [InlineData("(double)(float)(Half)theta", "(Half)theta", "a user-defined conversion from 'double' to 'Half': use float")]
    [InlineData("theta * (double)(Int128)n", "(Int128)n", "a user-defined conversion from 'int' to 'Int128': use long or double")]
    [InlineData(
        "theta * (double)(System.Numerics.BigInteger)theta", "(System.Numerics.BigInteger)theta",
        "a user-defined conversion from 'double' to 'BigInteger': use long or double")]
    [InlineData("(double)(Wrapper)theta", "(Wrapper)theta", "a user-defined conversion from 'double' to 'Wrapper': compute with double")]
    [InlineData("theta * kept", "kept", "an implicit user-defined conversion from 'Wrapper' to 'double': compute with double")]
    [InlineData("theta * Take(n)", "n", "an implicit user-defined conversion from 'int' to 'Wrapper': compute with double")]
    public void A_user_defined_conversion_is_refused_where_it_stands(string expression, string place, string message)
    {
        LoweredLoss lowered = Lowering.Lower($"{Wrapper}\n[Loss] public static double F(double theta, int n) => {expression};");
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
