using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SymGrad.Testing;

/// <summary>The difference of two texts, line by line, in the unified format.</summary>
public static class UnifiedDiff
{
    private const int ContextLines = 3;

    /// <summary>The difference, or "" when the texts are equal.</summary>
    public static string Between(string before, string after, string beforeName, string afterName)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        List<(char Mark, string Line)> script = Compare(before.Split('\n'), after.Split('\n'));
        if (script.TrueForAll(s => s.Mark == ' '))
        {
            return "";
        }

        var text = new StringBuilder().Append("--- ").Append(beforeName).Append("\n+++ ").Append(afterName).Append('\n');
        int beforeLine = 1;
        int afterLine = 1;
        int position = 0;
        while (position < script.Count)
        {
            int change = script.FindIndex(position, s => s.Mark != ' ');
            if (change < 0)
            {
                break;
            }

            int start = Math.Max(position, change - ContextLines);
            int end = EndOfHunk(script, change);
            Advance(script, position, start, ref beforeLine, ref afterLine);
            AppendHunk(text, script, start, end, beforeLine, afterLine);
            Advance(script, start, end, ref beforeLine, ref afterLine);
            position = end;
        }

        return text.ToString();
    }

    /// <summary>One past the last line of the hunk: changes closer than two contexts share a hunk.</summary>
    private static int EndOfHunk(List<(char Mark, string Line)> script, int change)
    {
        int last = change;
        for (int i = change + 1; i < script.Count && i - last <= 2 * ContextLines; i++)
        {
            if (script[i].Mark != ' ')
            {
                last = i;
            }
        }

        return Math.Min(script.Count, last + ContextLines + 1);
    }

    private static void Advance(List<(char Mark, string Line)> script, int from, int to, ref int beforeLine, ref int afterLine)
    {
        for (int i = from; i < to; i++)
        {
            beforeLine += script[i].Mark == '+' ? 0 : 1;
            afterLine += script[i].Mark == '-' ? 0 : 1;
        }
    }

    private static void AppendHunk(
        StringBuilder text, List<(char Mark, string Line)> script, int start, int end, int beforeLine, int afterLine)
    {
        int beforeEnd = beforeLine;
        int afterEnd = afterLine;
        Advance(script, start, end, ref beforeEnd, ref afterEnd);
        text.Append(
            CultureInfo.InvariantCulture, $"@@ -{beforeLine},{beforeEnd - beforeLine} +{afterLine},{afterEnd - afterLine} @@\n");
        for (int i = start; i < end; i++)
        {
            text.Append(script[i].Mark).Append(script[i].Line).Append('\n');
        }
    }

    /// <summary>The shortest edit script by the longest common subsequence; the equal head and tail are set aside first.</summary>
    private static List<(char Mark, string Line)> Compare(string[] before, string[] after)
    {
        int head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
        {
            head++;
        }

        int tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        int rows = before.Length - head - tail;
        int columns = after.Length - head - tail;
        var common = new int[rows + 1][];
        common[rows] = new int[columns + 1];
        for (int i = rows - 1; i >= 0; i--)
        {
            common[i] = new int[columns + 1];
            for (int j = columns - 1; j >= 0; j--)
            {
                common[i][j] = before[head + i] == after[head + j]
                    ? common[i + 1][j + 1] + 1
                    : Math.Max(common[i + 1][j], common[i][j + 1]);
            }
        }

        var script = new List<(char Mark, string Line)>();
        for (int i = 0; i < head; i++)
        {
            script.Add((' ', before[i]));
        }

        int row = 0;
        int column = 0;
        while (row < rows || column < columns)
        {
            if (row < rows && column < columns && before[head + row] == after[head + column])
            {
                script.Add((' ', before[head + row]));
                row++;
                column++;
            }
            else if (column == columns || (row < rows && common[row + 1][column] >= common[row][column + 1]))
            {
                script.Add(('-', before[head + row++]));
            }
            else
            {
                script.Add(('+', after[head + column++]));
            }
        }

        for (int i = before.Length - tail; i < before.Length; i++)
        {
            script.Add((' ', before[i]));
        }

        return script;
    }
}
