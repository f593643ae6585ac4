using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Tests.Documentation;
using SymGrad.Package.Tests.Tooling;
using Xunit;

namespace SymGrad.Package.Tests.Documents;

/// <summary>
/// What the README shows is so. A C# block that declares types is known to all others; one with statements is a program, and a block of
/// text after it is what the program prints; one marked as generated is what the generator writes.
/// </summary>
[Collection(ConsoleCollection.Name)]
public sealed class ReadmeTests
{
    private const string CSharp = "csharp";
    private const string GeneratedCSharp = "csharp generated";

    private static readonly MarkdownPage Readme = MarkdownPage.Parse(File.ReadAllText(Path.Combine(Repository.Root, "README.md")));

    public static TheoryData<int> Programs =>
        [.. Enumerable.Range(0, Readme.Blocks.Count).Where(i => Readme.Blocks[i].Language == CSharp && IsProgram(Readme.Blocks[i]))];

    private static IEnumerable<string> Declarations => Readme.Blocks.Where(b => b.Language == CSharp && !IsProgram(b)).Select(b => b.Text);

    [Fact]
    public void Every_csharp_block_is_a_declaration_a_program_or_generated()
        => Assert.All(
            Readme.Blocks.Where(block => block.Language.StartsWith("cs", StringComparison.Ordinal)),
            block => Assert.Contains(block.Language, new[] { CSharp, GeneratedCSharp }));

    [Fact]
    public void The_declarations_compile() => Assert.Empty(Snippets.Compile(Declarations).Problems);

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_compiles_and_prints_what_is_shown(int index)
    {
        CompiledSnippets program = Snippets.Compile([.. Declarations, Readme.Blocks[index].Text]);
        Assert.Empty(program.Problems);
        Assert.Equal("text", Readme.Blocks[index + 1].Language);
        Assert.Equal(Readme.Blocks[index + 1].Text, program.Run());
    }

    [Fact]
    public void The_generated_code_shown_is_what_the_generator_writes()
    {
        string generated = WithoutIndentation(Snippets.Compile(Declarations).GeneratedText);
        string[] shown = [.. Readme.Blocks.Where(b => b.Language == GeneratedCSharp).Select(b => WithoutIndentation(b.Text))];
        Assert.NotEmpty(shown);
        Assert.All(shown, block => Assert.Contains(block, generated, StringComparison.Ordinal));
    }

    private static bool IsProgram(CodeBlock block)
        => Snippets.IsProgram(CSharpSyntaxTree.ParseText(block.Text));

    private static string WithoutIndentation(string text)
        => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));
}
