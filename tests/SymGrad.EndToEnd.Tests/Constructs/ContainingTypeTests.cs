using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Where losses may be declared.</summary>
public sealed class ContainingTypeTests
{
    private const string Member = "[Loss] public static double F([Theta] double a, double x) => a * a * x + Math.Sin(a);";

    [Theory]
    [InlineData("public static partial class Losses", "Losses")]
    [InlineData("public partial class Losses", "Losses")]
    [InlineData("public sealed partial class Losses", "Losses")]
    [InlineData("public abstract partial class Losses", "Losses")]
    [InlineData("internal static partial class Losses", "Losses")]
    [InlineData("static partial class Losses", "Losses")]
    [InlineData("public partial struct Losses", "Losses")]
    [InlineData("public readonly partial struct Losses", "Losses")]
    [InlineData("public partial record Losses", "Losses")]
    [InlineData("public partial record class Losses", "Losses")]
    [InlineData("public partial record struct Losses", "Losses")]
    [InlineData("public readonly partial record struct Losses", "Losses")]
    [InlineData("public partial record Losses(double Weight)", "Losses")]
    [InlineData("public partial class Losses(double weight)", "Losses")]
    [InlineData("public partial interface Losses", "Losses")]
    [InlineData("public static partial class Losses<T>", "Losses`1")]
    [InlineData("public partial class Losses<TKey, TValue> where TKey : notnull where TValue : struct", "Losses`2")]
    [InlineData("public partial record Losses<@event>", "Losses`1")]
    [InlineData("public static partial class @class", "class")]
    [InlineData("public static partial class Φ", "Φ")]
    public void Kinds_of_types(string declaration, string type)
        => Accept.Source($"using System;\nusing SymGrad;\n{declaration}\n{{\n    {Member}\n}}\n", type);

    /// <summary>Reflection can't call methods of such types, so a caller in the source does.</summary>
    [Fact]
    public void Ref_structs()
    {
        using GeneratorRun run = GeneratorRunner.Run("""
            using SymGrad;
            public ref partial struct Losses
            {
                [Loss]
                public static double F([Theta] double a, double x) => a * a * x;
            }

            public static class Caller
            {
                public static double Gradient(double a, double x) => Losses.FGradient(a, x);
            }
            """);
        Assert.Equal(2 * 3.0 * 0.5, run.Assembly.GetType("Caller")!.GetMethod("Gradient")!.Invoke(null, [3.0, 0.5]));
    }

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("protected internal")]
    [InlineData("private protected")]
    [InlineData("")]
    public void Accessibility_of_the_method(string accessibility) => Accept.Source($$"""
        using SymGrad;
        public partial class Losses
        {
            [Loss]
            {{accessibility}} static double F([Theta] double a, double x) => a * a * x;
        }
        """, "Losses");

    [Theory]
    [InlineData("namespace Sample;", "", "Sample.Losses")]
    [InlineData("namespace Sample.Deep.Er;", "", "Sample.Deep.Er.Losses")]
    [InlineData("namespace Sample {", "}", "Sample.Losses")]
    [InlineData("namespace Sample { namespace Inner.Most {", "} }", "Sample.Inner.Most.Losses")]
    [InlineData("namespace @namespace.@double;", "", "namespace.double.Losses")]
    [InlineData("", "", "Losses")]
    public void Namespaces(string opening, string closing, string type)
        => Accept.Source($"using System;\nusing SymGrad;\n{opening}\npublic static partial class Losses\n{{\n    {Member}\n}}\n{closing}\n", type);

    [Theory]
    [InlineData("public partial class Outer", "Outer")]
    [InlineData("public partial struct Outer", "Outer")]
    [InlineData("public partial record struct Outer", "Outer")]
    [InlineData("public partial interface Outer", "Outer")]
    public void Nested_types(string outer, string name) => Accept.Source($$"""
        using System;
        using SymGrad;
        namespace Sample;
        {{outer}}
        {
            internal static partial class Middle
            {
                private partial record Losses
                {
                    {{Member}}
                }
            }
        }
        """, $"Sample.{name}+Middle+Losses");

    [Fact]
    public void Nested_in_a_generic_type() => Accept.Source($$"""
        using System;
        using SymGrad;
        namespace Sample;
        public partial class Outer<T> where T : IComparable<T>
        {
            public static partial class Losses
            {
                {{Member}}
            }
        }
        """, "Sample.Outer`1+Losses");

    [Fact]
    public void Types_of_the_same_name_in_one_project() => Accept.Source($$"""
        using System;
        using SymGrad;
        namespace First
        {
            public static partial class Losses
            {
                {{Member}}
            }
        }

        namespace Second
        {
            public static partial class Losses
            {
                {{Member}}
            }

            public static partial class Losses<T>
            {
                {{Member}}
            }
        }

        public static partial class Outer
        {
            public static partial class Losses
            {
                {{Member}}
            }
        }
        """, "Second.Losses");

    [Fact]
    public void A_type_in_several_files_with_losses_in_each() => Accept.Sources(
        [
            "using System;\nusing SymGrad;\npublic static partial class Losses\n{\n    " + Member + "\n}\n",
            "using SymGrad;\npublic static partial class Losses\n{\n    [Loss] public static double G([Theta] double a, double x) => a * x;\n}\n",
        ],
        "Losses",
        "F",
        []);
}
