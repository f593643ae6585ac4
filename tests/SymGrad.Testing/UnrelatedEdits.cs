using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SymGrad.Testing;

/// <summary>A compilation after an edit that changes the meaning of no loss.</summary>
internal readonly record struct UnrelatedEdit(string Description, CSharpCompilation After);

/// <summary>The edits after which nothing may be computed again.</summary>
internal static class UnrelatedEdits
{
    public static IEnumerable<UnrelatedEdit> Of(CSharpCompilation compilation)
    {
        CSharpCompilation current = EditAll(compilation, root => root.WithLeadingTrivia(
            root.GetLeadingTrivia().InsertRange(0, [SyntaxFactory.Comment("// An unrelated comment."), SyntaxFactory.LineFeed])));
        yield return new("a comment on top of each file", current);

        current = EditAll(current, new StatementSpacer().Visit);
        yield return new("spaces and comments inside the methods", current);

        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        SyntaxTree added = Unrelated(0, options);
        current = current.AddSyntaxTrees(added);
        yield return new("another file added", current);

        current = current.ReplaceSyntaxTree(added, Unrelated(1, options));
        yield return new("that other file edited", current);
    }

    private static CSharpCompilation EditAll(CSharpCompilation compilation, Func<SyntaxNode, SyntaxNode?> edit)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            // Parsed anew from text, as an editor does.
            string text = edit(tree.GetRoot())?.ToFullString() ?? "";
            compilation = compilation.ReplaceSyntaxTree(
                tree, CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), (CSharpParseOptions)tree.Options, tree.FilePath));
        }

        return compilation;
    }

    private static SyntaxTree Unrelated(int version, CSharpParseOptions options) => CSharpSyntaxTree.ParseText(
        SourceText.From(
            string.Create(CultureInfo.InvariantCulture, $"internal static class UnrelatedNeighbour {{ internal static int Version => {version}; }}"),
            Encoding.UTF8),
        options,
        "/user/UnrelatedNeighbour.cs");

    /// <summary>Puts a comment and a line break before each statement.</summary>
    private sealed class StatementSpacer : CSharpSyntaxRewriter
    {
        public override SyntaxNode? Visit(SyntaxNode? node)
        {
            SyntaxNode? visited = base.Visit(node);
            return visited is StatementSyntax statement
                ? statement.WithLeadingTrivia(statement.GetLeadingTrivia().AddRange(
                    [SyntaxFactory.LineFeed, SyntaxFactory.Comment("/* unrelated */"), SyntaxFactory.Space]))
                : visited;
        }
    }
}
