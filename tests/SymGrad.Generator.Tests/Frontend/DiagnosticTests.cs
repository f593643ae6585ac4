using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>What cannot be differentiated is an error at its own place, in words of C#.</summary>
public sealed class DiagnosticTests
{
    public static TheoryData<string, string, string> Statements => new()
    {
        { "foreach (char c in \"ab\") theta += c;", "\"ab\"", "a 'foreach' over this" },
        { "foreach (int i in new System.Collections.Generic.List<int> { 1 }) theta += i;", "new System.Collections.Generic.List<int> { 1 }", "a 'foreach' over this" },
        { "foreach (var (a, b) in Pairs) theta += a;", "Pairs", "a 'foreach' over this" },
        { "try { theta++; } finally { }", "try { theta++; } finally { }", "a 'try' statement" },
        { "lock (Values) { }", "lock (Values) { }", "a 'lock' statement" },
        { "unsafe { theta++; }", "unsafe { theta++; }", "an 'unsafe' statement" },
        { "goto End; End: ;", "goto End;", "'goto'" },
        { "switch (n) { case 1: goto case 2; case 2: break; }", "goto case 2;", "'goto case'" },
        { "theta = Callback(theta);", "Callback(theta)", "a call of a delegate whose method is not known here" },
        { "theta = theta.CompareTo(1);", "theta.CompareTo(1)", "a call of the instance method 'CompareTo'" },
        { "theta += (double)(decimal)n;", "(decimal)n", "a conversion to a value of type 'decimal'" },
        { "double? d = null; theta += d ?? 1;", "d = null", "a value of type 'double?'" },
        { "theta += mutable;", "mutable", "the static field 'mutable', whose value may change" },
        { "mutable = theta;", "mutable", "an assignment to the field 'mutable'" },
        { "theta += Generic((byte)n);", "value + value", "this operator" },
        { "theta = Sum(theta, 1, 2);", "theta = Sum(theta, 1, 2)", "an argument of a 'params' parameter" },
        { "ref double r = ref mutable;", "r = ref mutable", "this 'ref' local" },
        { "ref double r = ref theta; r = ref theta;", "r = ref theta", "a 'ref' assignment" },
        { "double sum = 0; theta += System.Linq.Enumerable.Sum(Values, v => sum += v);", "System.Linq.Enumerable.Sum(Values, v => sum += v)", "a function that changes 'sum', which it captures, and is called for each element" },
        { "if (n is { } m) n = m;", "{ } m", "a property pattern" },
        { "theta += Math.Round(theta, (MidpointRounding)n);", "(MidpointRounding)n", "a way of rounding that is not a constant" },
        { "if (n > 3) throw Failure;", "Failure", "a 'throw' of this exception" },
    };

    private const string Members = """
        static readonly double[] Values = { 1 }; static (int, int)[] Pairs = null; static double mutable; static Func<double, double> Callback = v => v; static Exception Failure = null;
        static T Generic<T>(T value) where T : System.Numerics.INumber<T> => value + value; static double Sum(params double[] values) => 0;
        static double Unknown(double v) => double.Parse("1"); 
        """;

    [Theory]
    [MemberData(nameof(Statements))]
    public void An_unsupported_construct_is_named_where_it_stands(string statement, string place, string construct)
    {
        LoweredLoss lowered = Lowering.LowerIn(Lowering.Compile(Lowering.InLosses(
            $"{Members}\n[Loss] public static double F(double theta, int n) {{ {statement} return theta; }}")));
        Diagnostic first = lowered.Diagnostics[0];
        Assert.Equal("SYMG3001", first.Id);
        if (construct != "an argument of a 'params' parameter")
        {
            Assert.Equal(place, Text(first));
        }

        string message = first.GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith($"SymGrad cannot differentiate {construct}: ", message, System.StringComparison.Ordinal);
        Assert.NotNull(lowered.Model);
        Assert.Null(lowered.Model.Function);
        Assert.Equal(message, lowered.Model.Failure);
    }

    [Fact]
    public void Several_errors_are_reported_at_once_in_order()
    {
        LoweredLoss lowered = Lowering.Lower(
            "[Loss] public static double F(double theta, double x) { try { x--; } finally { } double y = Math.BitIncrement(theta); return y + x.CompareTo(2); }");
        Assert.Equal(
            ["SYMG3001 'try { x--; } finally { }'", "SYMG3002 'Math.BitIncrement(theta)'", "SYMG3001 'x.CompareTo(2)'"], Lowering.Describe(lowered));
    }

    [Theory]
    [InlineData("Math.ReciprocalEstimate(theta)", "write 1 / x")]
    [InlineData("Math.ReciprocalSqrtEstimate(theta)", "write 1 / Math.Sqrt(x)")]
    [InlineData("double.MultiplyAddEstimate(theta, 2, 3)", "write x * y + z, or Math.FusedMultiplyAdd(x, y, z)")]
    public void Estimates_are_refused_with_the_reason(string call, string advice)
    {
        LoweredLoss lowered = Lowering.Lower($"[Loss] public static double F(double theta) => 1 + {call};");
        Assert.Equal([$"SYMG3003 '{call}'"], Lowering.Describe(lowered));
        Assert.EndsWith(
            "is an estimate whose error depends on the processor: " + advice,
            lowered.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture),
            System.StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_a_helper_stands_in_the_helper()
    {
        LoweredLoss lowered = Lowering.LowerSource(
            "using SymGrad; public static partial class Losses { [Loss] public static double F(double theta) => Helper.Scale(theta); }",
            "static class Helper { public static double Scale(double v) { foreach (char c in \"ab\") v *= c; return v; } }");
        Diagnostic diagnostic = Assert.Single(lowered.Diagnostics);
        Assert.Equal("File1.cs", diagnostic.Location.SourceTree!.FilePath);
        Assert.Equal("\"ab\"", Text(diagnostic));
    }

    [Theory]
    [InlineData("static double R(double v) => v > 0 ? R(v - 1) : 1; [Loss] public static double F(double theta) => R(theta);")]
    [InlineData(
        "static double A(double v) => v > 9 ? v : B(v); static double B(double v) => 2 * A(v); [Loss] public static double F(double theta) => A(theta);")]
    [InlineData("[Loss] public static double F(double theta) => theta > 0 ? F(theta - 1) : theta;")]
    public void Recursive_methods_are_differentiated(string members) => Assert.Empty(Lowering.Lower(members).Diagnostics);

    [Theory]
    [InlineData("double R(double v) => v > 0 ? R(v - 1) : 1; return R(theta);", "R(theta)", "make it a static method of the type")]
    [InlineData("Doubled(ref theta, 3); return theta;", "Doubled(ref theta, 3)", "let it return its result as a double or float, or write the recursion as a loop")]
    [InlineData("return Pair(theta, 3).Item1;", "Pair(theta, 3)", "let it return its result as a double or float, or write the recursion as a loop")]
    [InlineData("return Counted(theta, out int n);", "Counted(theta, out int n)", "pass 'n' by value, as a number or an array of numbers")]
    public void Recursive_functions_of_other_forms_are_refused(string body, string place, string advice)
    {
        LoweredLoss lowered = Lowering.Lower($$"""
            static void Doubled(ref double v, int n) { if (n > 0) { v *= 2; Doubled(ref v, n - 1); } }
            static (double, double) Pair(double v, int n) => n > 0 ? Pair(v * v, n - 1) : (v, 2 * v);
            static double Counted(double v, out int n) { n = 1; return v > 0 ? Counted(v - 1, out n) : 1; }
            [Loss] public static double F(double theta) { {{body}} }
            """);
        Assert.Equal([$"SYMG3004 '{place}'"], Lowering.Describe(lowered));
        Assert.EndsWith(": " + advice, lowered.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Helpers_that_double_the_work_again_and_again_are_too_large()
    {
        string helpers = string.Concat(Enumerable.Range(1, 40).Select(
            i => FormattableText($"static double H{i}(double v) => H{i - 1}(v) * H{i - 1}(v + {i});\n")));
        LoweredLoss lowered = Lowering.Lower(helpers + "static double H0(double v) => v; [Loss] public static double F(double theta) => H40(theta);");
        Assert.Equal(["SYMG3005 'F'"], Lowering.Describe(lowered));
    }

    [Fact]
    public void A_sum_of_thousands_of_terms_is_not_too_deep()
    {
        string sum = string.Join(" + ", Enumerable.Range(1, 3000).Select(i => FormattableText($"theta * {i}")));
        LoweredLoss lowered = Lowering.Lower($"[Loss] public static double F(double theta) => {sum};");
        Assert.Empty(lowered.Diagnostics);
        Assert.Equal(3 * 3000, lowered.Model!.Function!.Values.Count);
    }

    [Fact]
    public void A_conversion_of_a_θ_dependent_value_to_an_integer_is_a_warning()
    {
        LoweredLoss lowered = Lowering.Lower(
            "[Loss] public static double F(double theta, double x) { int a = (int)x; long b = (long)(theta * x); int c = (int)b; return theta * a + b + c; }");
        Assert.Equal(["SYMG2001 '(long)(theta * x)'"], Lowering.Describe(lowered));
        Assert.NotNull(lowered.Model!.Function);
    }

    [Fact]
    public void A_loss_that_always_throws_is_refused()
    {
        LoweredLoss lowered = Lowering.Lower(
            "[Loss] public static double F(double theta) { if (theta > 0) throw new ArgumentException(); else throw new FormatException(); }");
        Assert.Equal(["SYMG3001 'F'"], Lowering.Describe(lowered));
    }

    [Fact]
    public void A_readonly_field_out_of_reach_is_refused()
    {
        LoweredLoss lowered = Lowering.Lower("""
            static class Helper { static readonly double hidden = 2.5; internal static double Scale(double v) => v * hidden; }
            [Loss] public static double F(double theta) => Helper.Scale(theta);
            """);
        Assert.Equal(["SYMG3006 'hidden'"], Lowering.Describe(lowered));
    }

    [Fact]
    public void Code_that_does_not_compile_is_left_to_the_compiler()
    {
        CSharpCompilation compilation = Lowering.Compile(Lowering.InLosses("[Loss] public static double F(double theta) => theta * missing;"));
        LoweredLoss lowered = Lowering.LowerIn(compilation, compiles: false);
        Assert.Empty(lowered.Diagnostics);
        Assert.Null(lowered.Model!.Function);
        Assert.Equal("'F' does not compile.", lowered.Model.Failure);
    }

    [Theory]
    [InlineData("double y; return theta * y;")]
    [InlineData("if (theta > 0) return 1;")]
    [InlineData("return (1, 2) * theta;")]
    [InlineData("var (a, b) = theta; return a;")]
    [InlineData("return Nothing(theta);")]
    [InlineData("return")]
    [InlineData("switch (theta) { case > 0: theta = 2; } return theta switch { 1 => };")]
    public void Unfinished_code_never_fails_the_generator(string body)
    {
        CSharpCompilation compilation = Lowering.Compile(Lowering.InLosses($"[Loss] public static double F(double theta) {{ {body} }}"));
        LoweredLoss lowered = Lowering.LowerIn(compilation, compiles: false);
        Assert.Null(lowered.Model!.Function);
        Assert.NotNull(lowered.Model.Failure);
    }

    [Fact]
    public void Calls_of_generated_gradients_are_refused()
    {
        CSharpCompilation compilation = Lowering.Compile(
            "using SymGrad; public static partial class Losses { [Loss] public static double F(double theta) => GGradient(theta); }");
        SyntaxTree generated = CSharpSyntaxTree.ParseText(
            "public static partial class Losses { public static double GGradient(double theta) => 1; }",
            path: "obj/SymGrad.Generator/SymGrad.Generator.Pipeline.LossGenerator/Losses.G.g.cs");
        LoweredLoss lowered = Lowering.LowerIn(compilation.AddSyntaxTrees(generated));
        Assert.Equal(["SYMG3001 'GGradient(theta)'"], Lowering.Describe(lowered));
    }

    private static string FormattableText(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
