using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Infrastructure;

/// <summary>The walker finds what is planted, wherever it is, and nothing where nothing is.</summary>
public sealed class LeakWalkerTests
{
    private static readonly SyntaxTree Tree = CSharpSyntaxTree.ParseText("class C { int M() => 1; }");
    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create("C", [Tree]);

    public static TheoryData<string> Places { get; } =
        ["array", "list", "dictionary key", "dictionary value", "immutable array", "tuple", "closure", "inherited private field", "boxed token"];

    [Theory]
    [MemberData(nameof(Places))]
    public void Planted_objects_are_found(string place)
    {
        ISymbol symbol = Compilation.GlobalNamespace;
        object planted = place switch
        {
            "array" => new object[] { 1, symbol },
            "list" => new List<object> { "text", symbol },
            "dictionary key" => new Dictionary<object, int> { [symbol] = 1 },
            "dictionary value" => new Dictionary<string, object> { ["name"] = symbol },
            "immutable array" => ImmutableArray.Create<object>("text", symbol),
            "tuple" => (1, ("text", symbol)),
            "closure" => (Func<string>)(() => symbol.Name),
            "inherited private field" => new Derived(symbol),
            _ => Tree.GetRoot().GetFirstToken(),
        };
        Assert.NotNull(LeakWalker.FindLeak(planted));
    }

    [Fact]
    public void All_forbidden_kinds_are_found()
    {
        Location location = Location.Create(Tree, default);
        object[] forbidden =
        [
            Tree, Tree.GetRoot(), Tree.GetReference(Tree.GetRoot()), Compilation, Compilation.GetSemanticModel(Tree), Compilation.GlobalNamespace,
            location, Diagnostic.Create(new DiagnosticDescriptor("X1", "title", "message", "category", DiagnosticSeverity.Warning, true), location),
        ];
        Assert.All(forbidden, f => Assert.NotNull(LeakWalker.FindLeak(new object[] { f })));
    }

    [Fact]
    public void The_path_is_told()
    {
        string? path = LeakWalker.FindLeak(new object[] { "text", new Derived(Compilation) });
        Assert.StartsWith("value[1].hidden", path, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_values_are_not_leaks_and_cycles_end()
    {
        var cycle = new object[2];
        cycle[0] = cycle;
        cycle[1] = new Dictionary<string, (double, string)> { ["a"] = (1, "b") };
        Assert.Null(LeakWalker.FindLeak(cycle));
        Assert.Null(LeakWalker.FindLeak(null));
    }

    private class Base(object hidden)
    {
        private readonly object hidden = hidden;

        public override string ToString() => hidden.ToString()!;
    }

    private sealed class Derived(object hidden) : Base(hidden);
}
