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

    private static bool IsQualified(CSharpCompilation compilation, string type)
    {
        INamedTypeSymbol holder = compilation.GetSymbolsWithName(type, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        return LossLowering.Lower(holder.GetMembers("F").OfType<IMethodSymbol>().Single(), compilation, LossPipeline.DerivativeOf, CancellationToken.None).Model!.QualifiesNames;
    }
}
