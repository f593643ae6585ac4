using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Functions without source take their derivatives from the user's [DerivativeOf] methods.</summary>
public sealed class UserRuleTests
{
    private const string Functions = """
        using SymGrad;
        using System.Runtime.InteropServices;
        public static class Special
        {
            [DllImport("special")] public static extern double Gamma(double x);
            [DllImport("special")] public static extern double Beta(double a, double b);
            [DllImport("special")] public static extern double Bessel(int order, double x);
        }
        """;

    [Fact]
    public void A_function_of_one_variable_needs_no_parameter_name()
    {
        LoweredLoss lowered = Lower("Special.Gamma(theta)", "[DerivativeOf(typeof(Special), nameof(Special.Gamma))] static double D(double x) => x;");
        UserFunctionOperation function = Function(lowered);
        Assert.Equal("global::Special.Gamma({0})", function.Spelling);
        Assert.Equal<string>(["global::Losses.D({0})"], [.. function.Partials]);
    }

    [Fact]
    public void Each_parameter_has_a_method_of_its_own()
    {
        LoweredLoss lowered = Lower(
            "Special.Beta(x, theta)",
            """
            [DerivativeOf(typeof(Special), "Beta", "b")] static double DB(double a, double b) => b;
            [DerivativeOf(typeof(Special), "Beta", "a")] static double DA(double a, double b) => a;
            """);
        Assert.Equal<string>(["global::Losses.DA({0}, {1})", "global::Losses.DB({0}, {1})"], [.. Function(lowered).Partials]);
    }

    [Fact]
    public void An_integer_parameter_has_no_partial_derivative()
    {
        LoweredLoss lowered = Lower(
            "Special.Bessel(2, theta)", "[DerivativeOf(typeof(Special), \"Bessel\")] static double D(int order, double x) => x;");
        Assert.Equal<string>(["", "global::Losses.D({0}, {1})"], [.. Function(lowered).Partials]);
    }

    [Fact]
    public void A_missing_partial_derivative_matters_only_where_θ_passes()
    {
        const string rule = "[DerivativeOf(typeof(Special), \"Beta\", \"a\")] static double D(double a, double b) => a;";
        Assert.Empty(Lower("Special.Beta(theta, x)", rule).Diagnostics);
        LoweredLoss refused = Lower("Special.Beta(x, theta * x)", rule);
        Assert.Equal(["SYMG3002 'Special.Beta(x, theta * x)'"], Lowering.Describe(refused));
        Assert.Contains("the argument for 'b' depends on θ", refused.Model!.Failure!, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_without_a_rule_is_refused_with_what_to_write()
    {
        LoweredLoss lowered = Lower("Special.Gamma(theta)", "");
        Assert.Equal(["SYMG3002 'Special.Gamma(theta)'"], Lowering.Describe(lowered));
        Assert.Contains("[DerivativeOf(typeof(Special), \"Gamma\")]", lowered.Model!.Failure!, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[DerivativeOf(typeof(Special), \"Gamma\")] static float D(double x) => 1;", "it must return 'double'")]
    [InlineData("[DerivativeOf(typeof(Special), \"Gamma\")] double D(double x) => 1;", "it must be static")]
    [InlineData("[DerivativeOf(typeof(Special), \"Gamma\", \"y\")] static double D(double x) => 1;", "no floating-point parameter 'y'")]
    [InlineData("[DerivativeOf(typeof(Special), \"Gamma\")] static double D(float x) => 1;", "has no static method 'Gamma' with the parameters (float)")]
    [InlineData("[DerivativeOf(typeof(Special), \"Beta\")] static double D(double a, double b) => 1;", "name the one that this is the derivative for")]
    public void A_method_that_does_not_fit_is_refused_at_its_attribute(string rule, string problem)
    {
        CSharpCompilation compilation = Lowering.Compile(Functions, $"using SymGrad; public partial class Losses {{ {rule} }}");
        var method = (Microsoft.CodeAnalysis.IMethodSymbol)compilation.GetTypeByMetadataName("Losses")!.GetMembers("D").Single();
        Microsoft.CodeAnalysis.Diagnostic diagnostic = Assert.Single(UserRules.Check(method));
        Assert.Equal("SYMG0010", diagnostic.Id);
        Assert.Contains(problem, diagnostic.GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
        string place = diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
        Assert.StartsWith("DerivativeOf(typeof(Special)", place, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("typeof(System.Math), \"Sin\"", "'Sin': SymGrad's own table of derivatives has that function")]
    [InlineData("typeof(System.Math), \"ReciprocalEstimate\"", "that function is an estimate")]
    [InlineData("null!, \"Gamma\"", "'Gamma': the attribute names no type")]
    [InlineData("typeof(Special), null!", "'null': the attribute names no method")]
    [InlineData("typeof(int*), \"Gamma\"", "'int*' has no static methods")]
    [InlineData("typeof(double[]), \"Gamma\"", "'double[]' has no static methods")]
    public void A_rule_that_would_never_be_used_is_refused(string arguments, string problem)
    {
        CSharpCompilation compilation = Lowering.Compile(
            Functions, $"using SymGrad; public unsafe partial class Losses {{ [DerivativeOf({arguments})] static double D(double x) => 1; }}");
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        var method = (Microsoft.CodeAnalysis.IMethodSymbol)compilation.GetTypeByMetadataName("Losses")!.GetMembers("D").Single();
        Microsoft.CodeAnalysis.Diagnostic diagnostic = Assert.Single(UserRules.Check(method));
        Assert.Equal("SYMG0010", diagnostic.Id);
        Assert.Contains(problem, diagnostic.GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
        Assert.Equal(
            $"DerivativeOf({arguments})", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    [Fact]
    public void Two_methods_for_one_parameter_are_refused()
    {
        LoweredLoss lowered = Lower(
            "Special.Gamma(theta)",
            "[DerivativeOf(typeof(Special), \"Gamma\")] static double D(double x) => 1; [DerivativeOf(typeof(Special), \"Gamma\", \"x\")] static double E(double x) => 1;");
        Assert.Equal(["SYMG0010 'DerivativeOf(typeof(Special), \"Gamma\", \"x\")'"], Lowering.Describe(lowered));
    }

    private static LoweredLoss Lower(string expression, string rules) => Lowering.LowerSource(
        Functions,
        $"using SymGrad; public static partial class Losses {{ [Loss] public static double F(double theta, double x) => {expression};\n{rules} }}");

    private static UserFunctionOperation Function(LoweredLoss lowered)
        => (UserFunctionOperation)lowered.Model!.Function!.Body.Instructions.OfType<Compute>().Single(c => c.Operation is UserFunctionOperation).Operation;
}
