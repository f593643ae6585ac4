using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Losses that are instance methods: what they may not do to their instance, and what of it they are lowered with.</summary>
public sealed class InstanceLossTests
{
    private const string Model = """
        using System;
        using SymGrad;
        public partial class C(double k)
        {
            public double Z = 1;
            public double[] Values = [1, 2];
            public System.Collections.Generic.List<double> List = [];
            public C? Next;
            public virtual double Virtual => 2;
            public virtual double Overridable() => 2;
            public double M(double u) => k * u * Z;
            private static void Change(ref double u) => u = 2;
            private static void Fill(double[] u) => u[0] = 2;
            private void Put(double u) { Z = u; }
            private double Counter { get { return Z++; } }
            private double Nested(int n) => n == 0 ? Z : Nested(n - 1) * 2;

            [Loss]
            public double F([Theta] double a, double x) #
        }
        """;

    [Theory]
    [InlineData("{ C q = new C(2.0) { Z = a }; return q.M(x) * a; }", "k", "'k', a parameter of the primary constructor of 'C' that is not known here")]
    [InlineData("{ k = 3; return k * a; }", "k", "an assignment to what the instance of the loss holds")]
    [InlineData("{ k += a; return k * a; }", "k", "an assignment to what the instance of the loss holds")]
    [InlineData("{ (k, _) = (1, 2); return k * a; }", "k", "an assignment to what the instance of the loss holds")]
    [InlineData("{ if (a > 0) { k = 1; } return k * a; }", "k", "an assignment to what the instance of the loss holds")]
    [InlineData("{ for (int i = 0; i < 3; i++) { if (a > i) { k = i; } } return k * a; }", "k", "an assignment to what the instance of the loss holds")]
    [InlineData("{ void Set() { k = 2; } Set(); return k * a; }", "k", "an assignment to what the instance of the loss holds")]
    [InlineData("{ Change(ref k); return k * a; }", "u", "an assignment to what the instance of the loss holds")]
    [InlineData("{ Z = 3; return Z * a; }", "Z", "an assignment to 'Z' of an object")]
    [InlineData("{ C me = this; me.Z = 2; return Z * a; }", "me.Z", "an assignment to 'Z' of an object")]
    [InlineData("{ Put(a); return Z * a; }", "Z", "an assignment to 'Z' of an object")]
    [InlineData("=> Counter * a;", "Z", "an assignment to 'Z' of an object")]
    [InlineData("{ Values[0] = a; return Values[0]; }", "Values[0]", "an assignment to an element that is not the loss's own")]
    [InlineData("{ Fill(Values); return Values[0] * a; }", "u[0]", "an assignment to an element that is not the loss's own")]
    [InlineData("=> List[0] * a;", "List[0]", "an element access")]
    [InlineData("=> Next!.Z * a;", "Next", "'C.Next': a value of type 'C' may hold another 'C'")]
    [InlineData("=> Virtual * a;", "Virtual", "the virtual property 'Virtual'")]
    [InlineData("=> Overridable() * a;", "Overridable()", "a call of the instance method 'Overridable'")]
    [InlineData("=> Nested(3) * a;", "Nested(n - 1)", "'Nested' calls itself")]
    public void What_a_loss_may_not_do(string body, string place, string construct)
    {
        LoweredLoss lowered = Lowering.LowerSource(Model.Replace("#", body, System.StringComparison.Ordinal));
        Diagnostic first = lowered.Diagnostics[0];
        Assert.Equal(place, first.Location.SourceTree!.GetText().ToString(first.Location.SourceSpan));
        Assert.Contains(construct, first.GetMessage(CultureInfo.InvariantCulture).Replace("?", "", System.StringComparison.Ordinal), System.StringComparison.Ordinal);
        Assert.Null(lowered.Model!.Function);
    }

    [Theory]
    [InlineData("{ Z = a; return Z * Z; }", "Z")]
    [InlineData("{ Z++; return Z * a; }", "Z")]
    [InlineData("{ this = default; return Z * a; }", "this")]
    [InlineData("{ Put(a); return Z * a; }", "Z")]
    [InlineData("{ k = a; return k; }", "k")]
    public void A_struct_is_not_changed_either(string body, string place)
    {
        LoweredLoss lowered = Lowering.LowerSource(
            $"using SymGrad; public partial struct S(double k) {{ public double Z; void Put(double u) {{ Z = u; }} [Loss] public double F([Theta] double a) {body} }}");
        Diagnostic first = lowered.Diagnostics[0];
        Assert.Equal(place, first.Location.SourceTree!.GetText().ToString(first.Location.SourceSpan));
        Assert.Contains("what the instance of the loss holds", first.GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=> a * x;", "")]
    [InlineData("=> a * Z;", "z")]
    [InlineData("=> M(a) + Values[0];", "z values k")]
    [InlineData("{ C q = new(2.0) { Z = a }; return k * q.Z + Z; }", "z k")]
    public void Only_what_is_read_is_a_parameter(string body, string expected)
    {
        Function function = Lowering.LowerSource(Model.Replace("#", body, System.StringComparison.Ordinal)).Model!.Function!;
        Assert.Equal(expected, string.Join(' ', function.Parameters.Where(p => p.Role == ParameterRole.Instance).Select(p => p.Name)));
    }

    [Theory]
    [InlineData("public abstract partial class C { [Loss] public abstract double F([Theta] double a); }")]
    [InlineData("public class B { public virtual double F(double a) => a; } public partial class C : B { [Loss] public override double F([Theta] double a) => a * a; }")]
    [InlineData("public partial interface C { double Z { get; } [Loss] double F([Theta] double a) => a * Z; }")]
    [InlineData("public ref partial struct C { public double Z; [Loss] public double F([Theta] double a) => a * Z; }")]
    public void Methods_without_an_instance_that_is_known_are_refused(string source)
        => Assert.Contains("SYMG0004 'F'", Lowering.Describe(Lowering.LowerSource("using SymGrad;\n" + source)));

    [Fact]
    public void A_property_that_reads_a_parameter_needs_its_name()
        => Assert.Equal(
            ["SYMG0007 'F'"],
            Lowering.Describe(Lowering.LowerSource("using SymGrad; public partial class C(double k) { public double FK => 1; [Loss] public double F([Theta] double a) => a * k; }")));
}
