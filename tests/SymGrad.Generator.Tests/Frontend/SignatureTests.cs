using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>How a loss has to be declared, and how its declaration reaches emission.</summary>
public sealed class SignatureTests
{
    private const string RowAdvice = "put its elements row by row in a one-dimensional array, and index it with i * columns + j";

    [Theory]
    [InlineData("public class C { [Loss] public static double F(double theta) => theta; }", "SYMG0001 'C'")]
    [InlineData("public class C { public partial struct D { [Loss] public static double F(double theta) => theta; } }", "SYMG0001 'C'")]
    [InlineData("file partial class C { [Loss] public static double F(double theta) => theta; }", "SYMG0008 'C'")]
    [InlineData("public partial class C { [Loss] public static double F<T>(double theta) => theta; }", "SYMG0005 'F'")]
    [InlineData("public partial class C { [Loss] public static double F(double theta) => theta; static void FGradient() { } }", "SYMG0007 'F'")]
    [InlineData("public partial class C { [Loss] public static double F(double theta) => theta; class FObjective { } }", "SYMG0007 'F'")]
    [InlineData("public partial class C { [Loss(Name = \"1x\")] public static double F(double theta) => theta; }", "SYMG0007 'Loss(Name = \"1x\")'")]
    [InlineData(
        "public partial class C { [Loss] public static double F(double theta) => 1; [Loss] public static double F(double theta, int n) => 1; }",
        "SYMG0007 'F'")]
    [InlineData(
        "public partial class C { [Loss] public static double G(double theta) => 1; [Loss(Name = \"G\")] public static double F(double theta) => 1; }",
        "SYMG0007 'Loss(Name = \"G\")'")]
    public void A_declaration_that_nothing_can_be_generated_for_is_an_error(string source, string expected)
    {
        LoweredLoss lowered = Lowering.LowerSource("using SymGrad;\n" + source);
        Assert.Equal([expected], Lowering.Describe(lowered));
        Assert.Null(lowered.Model);
    }

    [Theory]
    [InlineData("[Loss] public static double F(double x) => x;", "SYMG0002 'F'")]
    [InlineData("[Loss] public static int F(double theta) => 1;", "SYMG0003 'F'")]
    [InlineData("[Loss] public static void F(double theta) { }", "SYMG0003 'F'")]
    [InlineData("[Loss] public static (double, double) F(double theta) => (1, 2);", "SYMG0003 'F'")]
    [InlineData("static double sum; [Loss] public static ref double F(double theta) => ref sum;", "SYMG0003 'F'")]
    [InlineData("[Loss] public virtual double F(double theta) => theta;", "SYMG0004 'F'")]
    [InlineData("[Loss] public static double F([Theta] int weight) => weight;", "SYMG0006 'weight'")]
    [InlineData("[Loss] public static double F(double theta, string s) => theta;", "SYMG0006 's'")]
    [InlineData("[Loss] public static double F(double theta, double[,,,] values) => theta;", "SYMG0006 'values'")]
    [InlineData("[Loss] public static double F(double theta, double[][][] values) => theta;", "SYMG0006 'values'")]
    [InlineData("[Loss] public static double F(double theta, params double[] values) => theta;", "SYMG0009 'values'")]
    [InlineData("[Loss] public static double F(double theta, decimal m) => theta;", "SYMG0006 'm'")]
    [InlineData("[Loss] public static double F(double theta, ref double x) => theta;", "SYMG0009 'x'")]
    [InlineData("[Loss] public static double F(ref double theta) => theta;", "SYMG0009 'theta'")]
    [InlineData("[Loss, System.Runtime.InteropServices.DllImport(\"x\")] public static extern double F(double theta);", "SYMG0011 'F'")]
    public void A_declaration_with_an_error_still_describes_the_members_to_generate(string member, string expected)
    {
        LoweredLoss lowered = Lowering.LowerSource($"using SymGrad;\npublic partial class C {{ {member} }}");
        Assert.Equal([expected], Lowering.Describe(lowered));
        Assert.NotNull(lowered.Model);
        Assert.Null(lowered.Model.Function);
        Assert.Equal(lowered.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture), lowered.Model.Failure);
    }

    [Theory]
    [InlineData("[Theta] (double, string) w", "'w' of 'F' has type '(double, string)'", "give each weight a parameter of its own, or make it a record of them")]
    [InlineData("[Theta] int w", "'w' of 'F' has type 'int'", "make it double")]
    [InlineData("[Theta] decimal w", "'w' of 'F' has type 'decimal'", "make it double")]
    [InlineData("[Theta] double? w", "'w' of 'F' has type 'double?'", "make it double")]
    [InlineData("[Theta] int[] w", "'w' of 'F' has type 'int[]'", "make its elements double")]
    [InlineData("[Theta] System.ReadOnlySpan<decimal> w", "'w' of 'F' has type 'ReadOnlySpan<decimal>'", "make its elements double")]
    [InlineData("[Theta] double[,,,] w", "'w' of 'F' has type 'double[,,,]'", RowAdvice)]
    [InlineData("[Theta] double[][][] w", "'w' of 'F' has type 'double[][][]'", RowAdvice)]
    [InlineData("[Theta] int[][] w", "'w' of 'F' has type 'int[][]'", "make its elements double")]
    [InlineData(
        "[Theta] System.Collections.Generic.List<double> w", "'w' of 'F' has type 'List<double>'", "use an array or a span of double")]
    [InlineData("[Theta] System.Memory<double> w", "'w' of 'F' has type 'Memory<double>'", "use a ReadOnlySpan<double>")]
    public void A_θ_of_another_type_gets_advice(string parameter, string subject, string advice)
        => Assert.Equal(
            $"Parameter {subject}, but what a loss is differentiated by is double or float, or an array or span of them: {advice}",
            OnlyMessage($"[Loss] public static double F({parameter}) => 1;"));

    [Theory]
    [InlineData("(double, string) point", "(double, string)", "give each number in it a parameter of its own, or make it a record")]
    [InlineData("C point", "C", "give each number in it a parameter of its own, or make it a record")]
    [InlineData("(double[] a, int b) point", "(double[] a, int b)", "give each number in it a parameter of its own, or make it a record")]
    [InlineData("System.Half point", "Half", "use float")]
    [InlineData("decimal point", "decimal", "use double: decimal has no derivative rules")]
    [InlineData("double[,,,] point", "double[,,,]", RowAdvice)]
    [InlineData("double[][][] point", "double[][][]", RowAdvice)]
    [InlineData("System.Span<double[]> point", "Span<double[]>", RowAdvice)]
    [InlineData("decimal[] point", "decimal[]", "make its elements double")]
    [InlineData("char[] point", "char[]", "make its elements int")]
    [InlineData("System.Half[] point", "Half[]", "make its elements float")]
    [InlineData("nint[] point", "nint[]", "make its elements long or int")]
    [InlineData("double?[] point", "double?[]", "use two arrays: one of the values, and one of bool that says which are there")]
    [InlineData("(double, int)[] point", "(double, int)[]", "use an array for each part of its elements")]
    [InlineData("string[] point", "string[]", "use arrays and spans of double, float, integers or bool")]
    [InlineData("System.Collections.Generic.IReadOnlyList<float> point", "IReadOnlyList<float>", "use an array or a span of float")]
    [InlineData("System.ReadOnlyMemory<int> point", "ReadOnlyMemory<int>", "use a ReadOnlySpan<int>")]
    public void Data_of_another_type_get_advice(string parameter, string type, string advice)
        => Assert.Equal(
            $"Parameter 'point' of 'F' has type '{type}', but data are double, float, bool, integers, or arrays or spans of these: {advice}",
            OnlyMessage($"[Loss] public static double F(double theta, {parameter}) => theta;"));

    [Theory]
    [InlineData("ref double")]
    [InlineData("ref readonly double")]
    public void A_returned_reference_is_named_as_such(string type)
        => Assert.Equal(
            $"'F' returns '{type}', but a loss returns one real number: make it return double or float",
            OnlyMessage($"static double sum; [Loss] public static {type} F(double theta) => ref sum;"));

    [Theory]
    [InlineData("double[]", nameof(ArrayKind.Array), "double")]
    [InlineData("float[]", nameof(ArrayKind.Array), "float")]
    [InlineData("System.ReadOnlySpan<double>", nameof(ArrayKind.ReadOnlySpan), "double")]
    [InlineData("System.Span<float>", nameof(ArrayKind.Span), "float")]
    public void Arrays_are_θ(string type, string kind, string element)
    {
        LoweredLoss lowered = Lowering.LowerSource($"using SymGrad;\npublic partial class C {{ [Loss] public static double F([Theta] {type} w) => w[0]; }}");
        Assert.Empty(lowered.Diagnostics);
        ParameterDeclaration parameter = Assert.Single(lowered.Model!.Parameters);
        Assert.Equal((kind, element, true), (parameter.Array.ToString(), parameter.ElementType, parameter.IsTheta));
        Assert.Equal(kind, Assert.Single(lowered.Model.Function!.Parameters).Array.ToString());
    }

    [Theory]
    [InlineData("bool[]")]
    [InlineData("System.ReadOnlySpan<sbyte>")]
    [InlineData("System.Span<ulong>")]
    [InlineData("int[]")]
    public void Arrays_of_any_number_are_data(string type)
        => Assert.Empty(Lowering.LowerSource($"using SymGrad;\npublic partial class C {{ [Loss] public static double F(double theta, {type} x) => theta * x.Length; }}").Diagnostics);

    [Fact]
    public void Overloads_with_names_of_their_own_are_fine()
    {
        LoweredLoss lowered = Lowering.Lower(
            "[Loss] public static double F(double theta) => 1; [Loss(Name = \"Other\")] public static double F(double theta, int n) => theta;");
        Assert.Empty(lowered.Diagnostics);
        Assert.Equal(("F", "Other"), (lowered.Model!.MethodName, lowered.Model.BaseName));
    }

    [Theory]
    [InlineData("[Theta] double a, double theta, [Theta] float b", "a b")]
    [InlineData("double theta, double θ, double t", "theta θ")]
    public void Marked_parameters_are_θ_or_else_those_that_are_named_so(string parameters, string expected)
    {
        LoweredLoss lowered = Lowering.Lower($"[Loss] public static double F({parameters}) => 1;");
        Assert.Equal(expected, string.Join(' ', lowered.Model!.Parameters.Items.Where(p => p.IsTheta).Select(p => p.Name)));
        Assert.Equal(expected, string.Join(' ', lowered.Model.Function!.Parameters.Items.Where(p => p.IsTheta).Select(p => p.Name)));
    }

    [Fact]
    public void Containing_types_are_described_as_they_are_declared()
    {
        LoweredLoss lowered = Lowering.LowerSource("""
            namespace A.@class
            {
                public partial record struct Outer<T>
                {
                    private partial record @struct
                    {
                        internal partial interface I<U, V>
                        {
                            [SymGrad.Loss] internal static double @static([SymGrad.Theta] double @double, float x) => @double * x;
                        }
                    }
                }
            }
            """);
        Assert.Empty(lowered.Diagnostics);
        LossModel model = lowered.Model!;
        Assert.Equal("A.@class", model.Type.Namespace);
        Assert.Equal<TypeDeclaration>(
            [new("record struct", "Outer<T>"), new("record", "@struct"), new("interface", "I<U, V>")],
            [.. model.Type.Declarations]);
        Assert.Equal(("static", "internal", "double"), (model.MethodName, model.Accessibility, model.ReturnType));
        Assert.Equal<ParameterDeclaration>([new("double", "double", "", true, ArrayKind.None, "double"), new("x", "float", "", false, ArrayKind.None, "float")], [.. model.Parameters]);
    }

    [Fact]
    public void A_type_in_the_global_namespace_has_none()
        => Assert.Equal("", Lowering.Lower("[Loss] public static double F(double theta) => 1;").Model!.Type.Namespace);

    [Theory]
    [InlineData("", "", false)]
    [InlineData("static class Math { }", "", true)]
    [InlineData("class Column { }", "", true)]
    [InlineData("", "static double Math => 1;", true)]
    [InlineData("", "class System { }", true)]
    [InlineData("namespace A.SymGrad { }", "", false)]
    public void Names_that_hide_those_of_generated_code_are_found(string outside, string members, bool expected)
    {
        LoweredLoss lowered = Lowering.LowerSource(
            $"{outside} public static partial class Losses {{ [global::SymGrad.Loss] public static double F(double theta) => theta; {members} }}");
        Assert.Equal(expected, lowered.Model!.QualifiesNames);
    }

    [Fact]
    public void Every_short_name_of_emitted_code_is_that_of_a_type()
    {
        var compilation = CSharpCompilation.Create("Empty", references:
            [.. ReferenceSet.User, Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location)]);
        Assert.All(ShortNames.Types, n => Assert.NotNull(compilation.GetTypeByMetadataName(n.Value)));
    }

    [Fact]
    public void Members_that_were_generated_before_do_not_count_as_conflicts()
    {
        var compilation = Lowering.Compile(Lowering.InLosses("[Loss] public static double F(double theta) => theta;"));
        var generated = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
            "public static partial class Losses { public static double FGradient(double theta) => 1; public sealed class FObjective { } }",
            path: "obj\\SymGrad.Generator\\SymGrad.Generator.Pipeline.LossGenerator\\Losses.F.g.cs");
        Assert.Empty(Lowering.LowerIn(compilation.AddSyntaxTrees(generated)).Diagnostics);
    }

    [Fact]
    public void A_partial_loss_is_lowered_from_its_implementation()
    {
        LoweredLoss lowered = Lowering.Lower(
            "[Loss] public static partial double F(double theta, double x); public static partial double F(double theta, double x) { double s = theta * x; x = s; return x; }");
        Assert.Empty(lowered.Diagnostics);
        Assert.Equal(3, lowered.Model!.Function!.Values.Count);
        Assert.True(lowered.Model.Function.Values[2].IsDeclared);
    }

    [Theory]
    [InlineData("public partial interface I<in T> { [Loss] static double F(double theta) => theta; }", "I", "a loss in 'I', whose type parameter 'T' is 'in'")]
    [InlineData("public partial interface I<out T> { [Loss] static double F(double theta) => theta; }", "I", "a loss in 'I', whose type parameter 'T' is 'out'")]
    [InlineData("public partial interface I { [Loss] static virtual double F(double theta) => theta; }", "F", "a 'static virtual' loss")]
    [InlineData("public partial interface I { [Loss] static abstract double F(double theta); }", "F", "a 'static abstract' loss")]
    [InlineData("public partial class C { [Loss] public static double F(double theta, __arglist) => theta; }", "F", "a loss with '__arglist'")]
    [InlineData(
        "public partial interface I { static abstract double F(double theta); } "
        + "public partial class C : I { [Loss] static double I.F(double theta) => theta; }",
        "F", "the explicit implementation of an interface's method as a loss")]
    public void A_loss_that_no_member_can_be_generated_for_is_refused(string source, string place, string construct)
    {
        LoweredLoss lowered = Lowering.LowerSource("using SymGrad;\n" + source);
        Assert.Equal([$"SYMG3001 '{place}'"], Lowering.Describe(lowered));
        Assert.StartsWith(
            $"SymGrad cannot differentiate {construct}: ", lowered.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
        Assert.Null(lowered.Model);
    }

    [Fact]
    public void An_operator_as_a_loss_is_called_an_operator()
    {
        var compilation = Lowering.Compile(
            "using SymGrad;\npublic partial class C { [Loss] public static double operator +(C theta, double x) => x; }");
        var loss = (Microsoft.CodeAnalysis.IMethodSymbol)compilation.GetTypeByMetadataName("C")!.GetMembers("op_Addition").Single();
        LoweredLoss lowered = LossLowering.Lower(loss, compilation, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, System.Threading.CancellationToken.None);
        Assert.Contains(
            lowered.Diagnostics,
            d => d.GetMessage(CultureInfo.InvariantCulture).StartsWith("SymGrad cannot differentiate an operator as a loss: ", System.StringComparison.Ordinal));
        Assert.Null(lowered.Model);
    }

    [Theory]
    [InlineData("public static unsafe double F(double theta, double* p) => theta;")]
    [InlineData("public static unsafe double F(double theta, double*[] p) => theta;")]
    [InlineData("public static unsafe double F(double theta, System.Collections.Generic.List<int*[]> p) => theta;")]
    [InlineData("public static unsafe double F(double theta, delegate*<int, int> p) => theta;")]
    public void No_members_are_generated_for_pointers(string member)
    {
        LoweredLoss lowered = Lowering.LowerSource($"using SymGrad;\npublic partial class C {{ [Loss] {member} }}");
        Assert.Equal(["SYMG0006 'p'"], Lowering.Describe(lowered));
        Assert.Null(lowered.Model);
    }

    private static string OnlyMessage(string member)
        => Assert.Single(Lowering.LowerSource($"using SymGrad;\npublic partial class C {{ {member} }}").Diagnostics)
            .GetMessage(CultureInfo.InvariantCulture);
}
