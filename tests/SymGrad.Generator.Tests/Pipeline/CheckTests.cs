using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Pipeline;

/// <summary>The checks that every other test relies on do find what they look for.</summary>
public class CheckTests
{
    [Fact]
    public void The_walker_finds_a_symbol_however_deep()
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText("class C { }");
        Compilation compilation = CSharpCompilation.Create("C", [tree]);
        Assert.Null(LeakWalker.FindLeak(new object[] { "text", 1, (2.0, "x"), new Holder(("text", new object())) }));
        Assert.NotNull(LeakWalker.FindLeak(new[] { new Holder(("text", compilation.GlobalNamespace)) }));
        Assert.NotNull(LeakWalker.FindLeak(new Holder(("text", tree))));
        Assert.NotNull(LeakWalker.FindLeak(new Holder(("text", Location.Create(tree, default)))));
    }

    [Fact]
    public void No_snapshot_is_left_over() => Assert.Empty(SnapshotOrphans.In("tests"));

    private sealed record Holder((string Name, object Value) Content);
}
