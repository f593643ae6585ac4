using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>What composite types may not be or do: an error at its place, which names the member and says what to write instead.</summary>
public sealed class CompositeDiagnosticTests
{
    private const string NoConstruction = "gradients of this type can't be made: give it a constructor that stores its parameters in the members and does "
        + "nothing else, as a positional record has, or setters";

    [Theory]
    [InlineData(
        "record T(string Name, double A);",
        "'w.Name' is no part of θ, because a value of type 'string' is not supported: make a type of the members that are, and pass the others as data")]
    [InlineData("record T(int N, double A);", "what a loss is differentiated by is double or float, which 'w.N' is not: make it double, or pass it as data")]
    [InlineData(
        "record U(int[] N); public record T(U Inner, double A);",
        "what a loss is differentiated by is double or float, which 'w.Inner.N' is not: make it double, or pass it as data")]
    [InlineData(
        "class T { public T Next; public double A; }",
        "'w.Next' is no part of θ, because a value of type 'T' may hold another 'T': make a type of the members that are, and pass the others as data")]
    [InlineData(
        "class U { public T Back; public double B; } public class T { public U Other; public double A; }",
        "'w.Other' is no part of θ, because a value of type 'U' may hold another 'T': make a type of the members that are, and pass the others as data")]
    [InlineData(
        "readonly struct T { private readonly double x; public double A { get; init; } public override string ToString() => $\"{x}\"; }",
        "'w.x' is no part of θ, because it is not accessible where the generated code is: make a type of the members that are, and pass the others as data")]
    [InlineData(
        "class T { public virtual double A { get; set; } public double B; }",
        "'w.A' is no part of θ, because it is virtual, so that another type decides what it returns: make a type of the members that are, and pass the "
        + "others as data")]
    [InlineData("class T(double a) { public double A { get; } = a > 0 ? a : throw new Exception(); }", NoConstruction)]
    [InlineData("class T { public T(double a) { A = a * 2; } public double A { get; } }", NoConstruction)]
    [InlineData("class T { public T(double a) : this(a, a) { } public T(double a, double b) { A = a + b; } public double A { get; } }", NoConstruction)]
    [InlineData("class T { public T(double a, double b) { A = a; } public double A { get; } }", NoConstruction)]
    [InlineData("record T(double A) { public double A { get; } = A * 2; }", NoConstruction)]
    [InlineData("record U(double A); public record T(double A, double B) : U(A);", NoConstruction)]
    [InlineData("abstract class T { public double A; }", NoConstruction)]
    [InlineData("class T { private T() { } public double A; public static T Make() => new(); }", NoConstruction)]
    public void Types_that_are_not_those_of_θ(string type, string message)
        => Assert.Equal(
            $"Parameter 'w' of 'F' has type 'T', but {message}",
            OnlyMessage($"public {type}\n[Loss] public static double F([Theta] T w) => 1;", "w"));

    [Theory]
    [InlineData("class T { public T? Next; public double A; }", "a * w.Next!.A", "w.Next", "'T.Next': a value of type 'T?' may hold another 'T'")]
    [InlineData("record struct T(double A, double B);", "w == new T(1, 2) ? a : 0", "w == new T(1, 2)", "a comparison of records: compare their members")]
    [InlineData("class T { public double A; }", "w.A = a", "w.A", "an assignment to 'A' of an object, which others may refer to: use 'with', or a struct")]
    [InlineData("record T(double A) { protected T(T other) { A = 2 * other.A; } }", "(w with { A = a }).A", "w with { A = a }", "'with' on 'T', which copies itself in a way of its own: create a new one")]
    [InlineData("struct T { public double A { get => B; set => B = value; } public double B; }", "w.A = a", "w.A", "an assignment to the property 'A'")]
    [InlineData("struct T { public double A; public double Add(double x) => A += x; }", "w.Add(a)", "w.Add(a)", "a call of 'Add', which changes its instance: return a changed copy, and assign it")]
    [InlineData("class T { public double A; }", "a * (default(T)!).A", "default(T)", "the default value of 'T', which is null or holds null: create one")]
    [InlineData("record struct T(double[] U, double A);", "a * default(T).A", "default(T)", "the default value of 'T', which is null or holds null: create one")]
    [InlineData("class T { public double A; }", "w is null ? 0 : a", "null", "this constant pattern")]
    [InlineData("class T { public double A; }", "w is T t ? a * t.A : a", "T t", "a type pattern")]
    [InlineData("class T { public virtual double A() => 2; public double B; }", "a * w.A()", "w.A()", "a call of the instance method 'A'")]
    [InlineData("record struct T(double A) { public double B => Missing(); private static extern double Missing(); }", "a * w.B", "Missing()", null)]
    [InlineData("class T { public double[] U = []; }", "(w.U[0] = a)", "w.U[0]", "an assignment to an element that is not the loss's own")]
    public void What_losses_may_not_do_with_them(string type, string expression, string place, string? construct)
    {
        LoweredLoss lowered = Lowering.Lower($"public {type}\n[Loss] public static double F([Theta] double a, T w) => {expression};");
        Diagnostic first = lowered.Diagnostics[0];
        Assert.Equal(place, first.Location.SourceTree!.GetText().ToString(first.Location.SourceSpan));
        Assert.Contains(construct ?? "", first.GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
        Assert.Null(lowered.Model!.Function);
    }

    [Fact]
    public void Private_members_are_read_where_generated_code_can_read_them()
        => Assert.Empty(Lowering.Lower("private readonly struct T(double a) { private readonly double a = a; public static double Of(T w) => w.a; }\n"
            + "[Loss] private static double F([Theta] double x) => x * T.Of(new T(x));").Diagnostics);

    [Fact]
    public void A_private_member_is_refused_in_the_property_that_reads_it()
        => Assert.Equal(
            ["SYMG3006 'x'"],
            Lowering.Describe(Lowering.Lower("public readonly struct T(double x, double y) { private readonly double x = x; public readonly double Y = y; public double Twice => 2 * x; }\n"
                + "[Loss] public static double F([Theta] double a, T w) => a * w.Twice * w.Y;")));

    [Fact]
    public void Which_array_a_member_is_has_to_be_known()
        => Assert.Equal(
            ["SYMG3001 'w.U'"],
            Lowering.Describe(Lowering.Lower("public record T(double[] U, double A);\n"
                + "[Loss] public static double F([Theta] T w, T v, double x) { if (x > 0) { w = v; } return w.A * w.U[0]; }")));

    [Fact]
    public void An_array_that_a_loop_puts_into_a_member_is_refused()
        => Assert.Equal(
            ["SYMG3001 'w.U'"],
            Lowering.Describe(Lowering.Lower("public record T(double[] U, double A);\n"
                + "[Loss] public static double F([Theta] T w, int n) { for (int i = 0; i < n; i++) { w = new T([w.A, i], w.A * 2); } return w.A * w.U[0]; }")));

    [Fact]
    public void Generic_types_that_hold_larger_ones_of_their_kind_are_refused()
        => Assert.Equal(
            ["SYMG0006 'w'"],
            Lowering.Describe(Lowering.Lower("public class T<U> { public T<T<U>>? Next; public double A; }\n[Loss] public static double F([Theta] T<int> w) => w.A;")));

    [Fact]
    public void Overlaid_members_are_refused()
        => Assert.Equal(
            ["SYMG0006 'w'"],
            Lowering.Describe(Lowering.Lower("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] public struct T "
                + "{ [System.Runtime.InteropServices.FieldOffset(0)] public double A; [System.Runtime.InteropServices.FieldOffset(0)] public double B; }\n"
                + "[Loss] public static double F([Theta] T w) { w.A = 2; return w.B; }")));

    [Theory]
    [InlineData("Vector3.Lerp(w, w, 0.5f).X", "'Vector3.Lerp': its last bits depend on whether the machine fuses multiplications with additions")]
    [InlineData("Vector3.Reflect(w, w).X", "'Vector3.Reflect': its last bits depend on whether the machine fuses multiplications with additions")]
    [InlineData("Vector3.Transform(w, Quaternion.Identity).X", "'Vector3.Transform': write it with the elements")]
    [InlineData("w[0]", "an element access")]
    public void Functions_of_vectors_that_are_refused(string expression, string message)
        => Assert.Contains(
            message,
            Lowering.LowerSource($"using SymGrad; using System.Numerics; public static partial class Losses {{ [Loss] public static float F([Theta] Vector3 w) => {expression}; }}")
                .Diagnostics.First().GetMessage(CultureInfo.InvariantCulture),
            System.StringComparison.Ordinal);

    private static string OnlyMessage(string members, string place)
    {
        Diagnostic only = Assert.Single(Lowering.Lower("#nullable disable\n" + members).Diagnostics);
        Assert.Equal("SYMG0006", only.Id);
        Assert.Equal(place, only.Location.SourceTree!.GetText().ToString(only.Location.SourceSpan));
        return only.GetMessage(CultureInfo.InvariantCulture);
    }
}
