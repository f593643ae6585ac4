using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Functions;

/// <summary>Rules that the user gives for functions without source.</summary>
public sealed class DerivativeOfTests
{
    private const string Library = """
        namespace Library;
        public static class Special
        {
            public static double Bend(double x) => x * x * x + 1;
            public static double Mix(double x, double y) => x * x * y + y;
            public static double Scale(double x, int times) => x * x * times;
            public static float Narrow(float x) => x * x;
        }
        """;

    private static readonly GeneratorRunOptions WithLibrary = new() { ExtraReferences = [Compile()] };

    [Theory]
    [InlineData("Special.Bend(a)", 3 * 4.0)]
    [InlineData("Special.Bend(a * x)", 3 * 36.0 * 3)]
    [InlineData("Special.Mix(a, x)", 2 * 2.0 * 3)]
    [InlineData("Special.Mix(x, a)", 9.0 + 1)]
    [InlineData("Special.Mix(a, a)", (2 * 2.0 * 2) + (4.0 + 1))]
    [InlineData("Special.Mix(y: a, x: x)", 9.0 + 1)]
    [InlineData("Special.Scale(a, 5)", 2 * 2.0 * 5)]
    [InlineData("Special.Bend(x) * a", 28.0)]
    [InlineData("a > 0 ? Special.Bend(a) : a", 12.0)]
    [InlineData("Special.Narrow((float)a)", 4.0)]
    public void Rule_for_a_function_of_a_library(string expression, double expected)
    {
        using GeneratorRun run = GeneratorRunner.Run($$"""
            using Library;
            using SymGrad;

            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, double x) => {{expression}};

                [DerivativeOf(typeof(Special), nameof(Special.Bend))]
                private static double BendDerivative(double x) => 3 * x * x;

                [DerivativeOf(typeof(Special), nameof(Special.Mix), "x")]
                private static double MixByFirst(double x, double y) => 2 * x * y;

                [DerivativeOf(typeof(Special), nameof(Special.Mix), "y")]
                private static double MixBySecond(double x, double y) => x * x + 1;

                [DerivativeOf(typeof(Special), nameof(Special.Scale))]
                private static double ScaleDerivative(double x, int times) => 2 * x * times;

                [DerivativeOf(typeof(Special), nameof(Special.Narrow))]
                private static float NarrowDerivative(float x) => 2 * x;
            }
            """, WithLibrary);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        object? gradient = run.Assembly.GetType("Losses")!.GetMethod("FGradient")!.Invoke(null, [2.0, 3.0]);
        Assert.Equal(expected, (double)gradient!, 1e-12);
    }

    [Fact]
    public void Without_a_rule_the_call_is_an_error_and_the_members_still_exist()
    {
        using GeneratorRun run = GeneratorRunner.Run("""
            using Library;
            using SymGrad;

            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, double x) => Special.Bend(a) * x;

                public static double Use() => FGradient(1, 2);
            }
            """, WithLibrary);
        Diagnostic error = Assert.Single(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Contains("Bend", error.GetMessage(null), System.StringComparison.Ordinal);
    }

    private static PortableExecutableReference Compile()
    {
        var compilation = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(Library)],
            ReferenceSet.Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new System.IO.MemoryStream();
        Assert.True(compilation.Emit(image).Success, string.Join("\n", compilation.GetDiagnostics().Select(d => d.ToString())));
        byte[] bytes = image.ToArray();
        System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromStream(new System.IO.MemoryStream(bytes));
        return MetadataReference.CreateFromImage(bytes);
    }
}
