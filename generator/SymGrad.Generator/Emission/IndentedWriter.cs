using System;
using System.Text;

namespace SymGrad.Generator.Emission;

/// <summary>Writes lines of C#, indented by four spaces a level and always ended by \n.</summary>
internal sealed class IndentedWriter
{
    private readonly StringBuilder text = new();
    private int depth;
    private bool isBlankPending;
    private bool isAtStart = true;

    /// <summary>Writes a line. An empty line waits for the next one, and is left out before a closing brace and after an opening one.</summary>
    public void Line(string line = "")
    {
        if (line.Length == 0)
        {
            isBlankPending = !isAtStart;
            return;
        }

        if (isBlankPending)
        {
            text.Append('\n');
        }

        text.Append(' ', 4 * depth).Append(line).Append('\n');
        isBlankPending = false;
        isAtStart = false;
    }

    public void Open(string? header = null)
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        depth++;
        isAtStart = true;
    }

    public void Close()
    {
        if (depth == 0)
        {
            throw new InvalidOperationException("No block is open.");
        }

        depth--;
        isBlankPending = false;
        Line("}");
    }

    public override string ToString() => text.ToString();
}
