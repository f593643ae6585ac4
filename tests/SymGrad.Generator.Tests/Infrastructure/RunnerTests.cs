using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Infrastructure;

/// <summary>Each check of the runner lets a good generator pass and stops one that breaks its rule.</summary>
public sealed class RunnerTests
{
    private const string Good = "partial class Marked\n{\n    /// <summary>A number.</summary>\n    public static int Number => 1;\n}\n";

    private static int runs;

    [Fact]
    public void A_good_generator_passes() => PlantedGenerator<string>.Run(NameOf, _ => Good);

    [Theory]
    [InlineData("partial class Marked { int Broken => \"text\"; }", "CS0029")]
    [InlineData("partial class Marked { public static int Number => 1; }", "CS1591")]
    [InlineData("partial class Marked { /// <summary>See <see cref=\"Missing\"/>.</summary>\n public static int Number => 1; }", "CS1574")]
    [InlineData("partial class Marked { /// <summary>Left open\n public static int Number => 1; }", "CS1570")]
    [InlineData("#nullable enable\npartial class Marked { static string? Text() => null; internal static int Length => Text().Length; }", "CS8602")]
    [InlineData("partial class Marked { internal static int Same(int x) { int unused; return x; } }", "CS0168")]
    [InlineData("partial class Marked { internal const int Big = int.MaxValue; internal static int Bigger => Big + 1; }", "CS0220")]
    public void Errors_and_warnings_in_generated_code_fail(string text, string id)
    {
        var thrown = Assert.Throws<GeneratorCheckException>(() => PlantedGenerator<string>.Run(NameOf, _ => text));
        Assert.Contains(id, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_that_overflow_only_where_overflow_is_checked_fail()
    {
        var thrown = Assert.Throws<GeneratorCheckException>(() => PlantedGenerator<string>.Run(
            NameOf, _ => "partial class Marked { internal const int Minus = 1; internal static uint Wrapped => (uint)(Minus - 2) ; }"));
        Assert.Contains("CS0221", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_with_positions_fails()
    {
        var thrown = Assert.Throws<GeneratorCheckException>(
            () => PlantedGenerator<int>.Run(c => c.Node.SpanStart, position => Good + $"// {position}\n"));
        Assert.Contains("unrelated edit", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_value_equality_fails()
    {
        var thrown = Assert.Throws<GeneratorCheckException>(
            () => PlantedGenerator<string[]>.Run(c => [NameOf(c)], _ => Good));
        Assert.Contains("'Lowering' is Modified", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_keeps_a_symbol_fails()
    {
        var thrown = Assert.Throws<GeneratorCheckException>(() => PlantedGenerator<Hiding>.Run(
            c => new Hiding(c.SemanticModel.GetDeclaredSymbol((ClassDeclarationSyntax)c.Node)), _ => Good));
        Assert.Contains("keeps what it must not keep", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("ISymbol", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_differs_from_run_to_run_fails()
    {
        var thrown = Assert.Throws<GeneratorCheckException>(
            () => PlantedGenerator<string>.Run(NameOf, _ => Good + $"// {Interlocked.Increment(ref runs)}\n"));
        Assert.Contains("second run", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generator_that_throws_fails()
    {
        var thrown = Assert.Throws<GeneratorCheckException>(
            () => PlantedGenerator<string>.Run(NameOf, _ => throw new InvalidOperationException("planted")));
        Assert.Contains("planted", thrown.Message, StringComparison.Ordinal);
    }

    private static string NameOf(GeneratorSyntaxContext context) => ((ClassDeclarationSyntax)context.Node).Identifier.ValueText;

    /// <summary>Equal to any other of its kind, so that only the walk over its fields can find what it keeps.</summary>
    private sealed class Hiding(object? kept) : IEquatable<Hiding>
    {
        private readonly Lazy<object?> hidden = new(() => kept);

        public bool Equals(Hiding? other) => other is not null;

        public override bool Equals(object? obj) => Equals(obj as Hiding);

        public override int GetHashCode() => hidden.IsValueCreated ? 0 : 0;
    }
}
