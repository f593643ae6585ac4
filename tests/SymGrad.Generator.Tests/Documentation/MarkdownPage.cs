using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Generator.Tests.Documentation;

/// <summary>A block of code between two fences.</summary>
/// <param name="Section">The heading of second level that it stands under; empty before the first.</param>
/// <param name="Language">What its first fence says.</param>
/// <param name="Text">Its lines, without the indentation of the fence.</param>
internal sealed record CodeBlock(string Section, string Language, string Text);

/// <summary>As much of a page of documentation as tests read: title, sections, quotations, table rows and fenced blocks.</summary>
internal sealed class MarkdownPage
{
    private const string Fence = "```";
    private readonly List<string> sections = [];
    private readonly List<string> quotations = [];
    private readonly List<string[]> rows = [];
    private readonly List<CodeBlock> blocks = [];

    private MarkdownPage()
    {
    }

    public string Title { get; private set; } = "";

    public IReadOnlyList<string> Sections => sections;

    /// <summary>The paragraphs of quotations, each on one line.</summary>
    public IReadOnlyList<string> Quotations => quotations;

    /// <summary>The cells of each row of each table.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => rows;

    public IReadOnlyList<CodeBlock> Blocks => blocks;

    public static MarkdownPage Parse(string text)
    {
        var page = new MarkdownPage();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        string previous = "";
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                i = page.ReadBlock(lines, i);
            }
            else
            {
                page.ReadLine(lines[i], previous);
            }

            previous = lines[i];
        }

        return page;
    }

    private void ReadLine(string line, string previous)
    {
        if (line.StartsWith("# ", StringComparison.Ordinal))
        {
            Title = line[2..];
        }
        else if (line.StartsWith("## ", StringComparison.Ordinal))
        {
            sections.Add(line[3..]);
        }
        else if (line.StartsWith('|'))
        {
            rows.Add(CellsOf(line));
        }
        else if (line.StartsWith("> ", StringComparison.Ordinal))
        {
            if (previous.StartsWith("> ", StringComparison.Ordinal))
            {
                quotations[^1] += " " + line[2..];
            }
            else
            {
                quotations.Add(line[2..]);
            }
        }
    }

    /// <summary>The cells of a row. A bar after a backslash belongs to a cell.</summary>
    private static string[] CellsOf(string row)
    {
        const string Escaped = "\\|";
        const string Bar = "\uE000";
        return [.. row.Replace(Escaped, Bar, StringComparison.Ordinal).Trim('|').Split('|').Select(c => c.Replace(Bar, "|", StringComparison.Ordinal).Trim())];
    }

    /// <summary>Reads the block that begins at a line, and returns the line of its second fence.</summary>
    private int ReadBlock(string[] lines, int first)
    {
        int indentation = lines[first].Length - lines[first].TrimStart().Length;
        int last = Array.FindIndex(lines, first + 1, l => l.Trim() == Fence);
        if (last < 0)
        {
            throw new FormatException($"The block that begins with line {first + 1} has no end.");
        }

        IEnumerable<string> content = lines[(first + 1)..last].Select(l => l.Length < indentation ? l.TrimStart() : l[indentation..]);
        blocks.Add(new CodeBlock(
            sections.LastOrDefault(""), lines[first].Trim()[Fence.Length..], string.Concat(content.Select(l => l + "\n"))));
        return last;
    }
}
