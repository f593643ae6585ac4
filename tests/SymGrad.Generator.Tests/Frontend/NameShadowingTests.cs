using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.Pipeline;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>What a short name means is found once for several losses, and differs from place to place all the same.</summary>
public sealed class NameShadowingTests
{
    private const string Loss = "[global::SymGrad.Loss] public static double F(double theta) => theta;";
    private const string Plain = $"public static partial class Plain {{ {Loss} }}";
    private const string Other = "namespace Other { public class Column { } public class Holder { public class Rows { } } }";

    [Theory]
    [InlineData("using Other; public static partial class Losses { @ }")]
    [InlineData("using static Other.Holder; public static partial class Losses { @ }")]
    [InlineData("using Math = System.MathF; public static partial class Losses { @ }")]
    [InlineData("namespace Other { public static partial class Losses { @ } }")]
    [InlineData("namespace Other.Nested { public static partial class Losses { @ } }")]
    [InlineData("namespace Nested { using Other; public static partial class Losses { @ } }")]
    [InlineData("file static class Math { } public static partial class Losses { @ }")]
    [InlineData("public static partial class Losses { @ static int Span; }")]
    [InlineData("public static partial class Losses { @ class Rows { } }")]
    [InlineData("public partial class Outer { class Rows { } public static partial class Losses { @ } }")]
    [InlineData("public class Base { protected class Rows { } } public partial class Losses : Base { @ }")]
    [InlineData("public partial class Losses : Other.Holder { @ }")]
    [InlineData("public partial class Losses(double Shape) { public double Shaped => Shape; @ }")]
    [InlineData("public partial class Losses<Span> { @ }")]
    [InlineData("public interface IBase { static int Math => 1; } public partial interface Losses : IBase { @ }")]
    public void A_name_that_only_one_of_two_losses_sees(string source)
    {
        CSharpCompilation compilation = Lowering.Compile(Plain, source.Replace("@", Loss, System.StringComparison.Ordinal), Other);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.False(IsQualified(compilation, "Plain"));
        Assert.True(IsQualified(compilation, "Losses"));

        CSharpCompilation again = compilation.Clone();
        Assert.True(IsQualified(again, "Losses"));
        Assert.False(IsQualified(again, "Plain"));
    }

    [Theory]
    [InlineData("double Math = theta; return Math;")]
    [InlineData("double Math() => theta; return Math();")]
    [InlineData("return theta is var Math ? Math : 0;")]
    public void A_local_decides_nothing_for_the_other_losses_of_its_scope_nor_for_its_own(string body)
    {
        // Generated code gives locals other names.
        const string local = "public static partial class Losses { [global::SymGrad.Loss] public static double F(double theta) { @ } }";
        CSharpCompilation compilation = Lowering.Compile(Plain, local.Replace("@", body, System.StringComparison.Ordinal), Other);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.False(IsQualified(compilation, "Losses"));
        Assert.False(IsQualified(compilation, "Plain"));
    }

    [Theory]
    [InlineData("using Math = System.MathF; public static partial class Losses { @ }")]
    [InlineData("public static partial class Losses { static int Math => 1; @ }")]
    [InlineData("public static partial class Losses { @ class Math { } }")]
    public void A_local_does_not_hide_that_a_name_means_something_else(string source)
    {
        const string loss = "[global::SymGrad.Loss] public static double F(double theta) { double Math = theta; return Math; }";
        Assert.True(IsQualified(Lowering.Compile(source.Replace("@", loss, System.StringComparison.Ordinal)), "Losses"));
    }

    [Theory]
    [InlineData("public static double F(double theta, double Math) => theta * Math;")]
    [InlineData("public static Math F<Math>(Math theta) where Math : System.Numerics.IFloatingPointIeee754<Math> => theta;")]
    public void A_parameter_is_called_the_same_in_generated_code(string loss)
        => Assert.True(IsQualified(Lowering.Compile($"public static partial class Losses {{ [global::SymGrad.Loss] {loss} }}"), "Losses"));

    private static bool IsQualified(CSharpCompilation compilation, string type)
    {
        INamedTypeSymbol holder = compilation.GetSymbolsWithName(type, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        return LossLowering.Lower(holder.GetMembers("F").OfType<IMethodSymbol>().Single(), compilation, LossPipeline.DerivativeOf, CancellationToken.None).Model!.QualifiesNames;
    }
}
